import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "../../loopback-server.ts";
import type { Handle } from "../../loopback-server.ts";
import { usualTtlSeconds } from "../issuer.ts";
import type { Bearer, SignInByClock, TokenOptions } from "../issuer.ts";
import { ChosenPeople } from "../issuer/person.ts";
import { nowSeconds } from "../token-times.ts";
import type { PoolClient, PoolDefinition } from "./pool-definition.ts";
import { poolDescription, poolPaths } from "./pool-description.ts";
import { poolSignIn } from "./pool-sign-in.ts";
import { attributesFor, PoolTokens } from "./pool-tokens.ts";
import type { PoolTokensProps } from "./pool-tokens.ts";
import { tokenEndpoint } from "./token-endpoint.ts";

export type UserPoolProps = {
  readonly pool: PoolDefinition;
  readonly keys: PoolTokensProps["keys"];
  /** @default - nobody signs in by the browser */
  readonly signIn?: SignInByClock | undefined;
};

type Answering = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

/** A Cognito user pool of the template: its tokens, and all that it answers. Who asks on loopback is believed. */
export class UserPool {
  readonly url: string;
  readonly clients: readonly PoolClient[];
  readonly handle: Handle;
  readonly #tokens: PoolTokens;
  readonly #people = new ChosenPeople();

  constructor({ pool, keys, signIn }: UserPoolProps) {
    this.url = pool.issuer;
    this.clients = pool.clients;
    this.#tokens = new PoolTokens({ issuer: pool.issuer, keys });
    const { origin: site } = new URL(pool.issuer);
    const at = (address: string) => new URL(address).pathname;
    const description = poolDescription(pool);
    const told: Record<string, Answering> = {
      [`GET ${at(pool.issuer)}/.well-known/openid-configuration`]: (_, response) =>
        sendJson(response, 200, description),
      [`GET ${at(description.jwks_uri)}`]: (_, response) => sendJson(response, 200, { keys: this.#tokens.publicKeys }),
    };
    const answering = { ...told, ...this.#signingIn(pool, signIn) };
    const login = `${at(pool.domain)}${poolPaths.login}`;
    this.handle = async (request, response) => {
      const url = new URL(request.url ?? "/", site);
      const path = url.pathname.startsWith(`${login}/`) ? login : url.pathname;
      const answer = answering[`${request.method} ${path}`];
      if (answer === undefined) sendJson(response, 404, { message: "Not Found" });
      else await answer(request, response, url);
    };
  }

  /** A person's ID token, or what a system gets by client credentials. */
  async token(bearer: Bearer, { audience, ttlSeconds = usualTtlSeconds }: TokenOptions = {}): Promise<string> {
    if ("clientId" in bearer) {
      if (audience !== undefined)
        throw new TypeError(`A system's token of a user pool has no audience; got ${audience}`);
      return this.#tokens.clientToken(bearer.clientId, bearer.scope, ttlSeconds);
    }
    const client = this.clients.find(({ id, flow }) => id === audience || (!audience && flow === "code"));
    const [any] = this.clients;
    const meantFor = client ?? (any && { ...any, id: audience ?? any.id });
    if (meantFor === undefined) throw new TypeError("The user pool has no client that a token could be made for");
    const times = { authTime: nowSeconds(), origin: randomUUID() };
    const signedIn = { client: meantFor, person: bearer, scopes: ["openid"], nonce: undefined, ...times };
    return this.#tokens.idToken(signedIn, ttlSeconds);
  }

  #signingIn(pool: PoolDefinition, signIn: SignInByClock | undefined): Record<string, Answering> {
    if (signIn === undefined) return {};
    const { pathname: base } = new URL(pool.domain);
    const pages = poolSignIn({ pool, signIn, people: this.#people });
    const ends = tokenEndpoint({ clients: pool.clients, tokens: this.#tokens, redeem: pages.redeem, now: signIn.now });
    return {
      [`GET ${base}${poolPaths.authorize}`]: pages.authorize,
      [`GET ${base}${poolPaths.login}`]: pages.login,
      [`POST ${base}${poolPaths.login}`]: pages.login,
      [`GET ${base}${poolPaths.logout}`]: pages.logout,
      [`POST ${base}${poolPaths.token}`]: ends.token,
      [`POST ${base}${poolPaths.revoke}`]: ends.revoke,
      [`GET ${base}${poolPaths.userInfo}`]: this.#userInfo,
      [`POST ${base}${poolPaths.userInfo}`]: this.#userInfo,
    };
  }

  /** Here the pool tells as text whether an address is verified ("UserInfo endpoint"). */
  readonly #userInfo: Answering = async (request, response) => {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const { sub = "", client_id: clientId, scope } = (await this.#tokens.readAccess(token)) ?? {};
    const person = this.#people.find(sub);
    const client = this.clients.find(({ id }) => id === clientId);
    const scopes = typeof scope === "string" ? scope.split(" ") : [];
    if (person === undefined || client === undefined || !scopes.includes("openid")) {
      const error = "invalid_token";
      return sendJson(response, 401, { error }, { "www-authenticate": `Bearer error="${error}"` });
    }
    const { email_verified: verified, ...attributes } = attributesFor(client, person, scopes);
    const told = verified === undefined ? {} : { email_verified: String(verified) };
    sendJson(response, 200, { sub, ...told, ...attributes, username: sub });
  };
}
