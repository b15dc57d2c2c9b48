import { onTestFinished } from "vitest";

import { chooseFrom } from "../src/gateway/issuer/choose-from.ts";
import { issuerKey } from "../src/gateway/issuer-key.ts";
import type { SystemClient } from "../src/gateway/system-client.ts";
import { UserPool } from "../src/gateway/user-pool/user-pool.ts";
import { listenOnLoopback } from "../src/loopback-server.ts";
import type { Handle } from "../src/loopback-server.ts";
import { Template } from "../src/template/template.ts";
import { readUserPool } from "../src/template/user-pool-resources.ts";
import { awsEnvironment } from "./stand-ins.ts";

const UserPoolId = { Ref: "Pool" };
export const back = "https://site.example/signed-in";
export const home = "https://site.example/";
export const email = "one@site.example";
/** A client that the template does not make. */
const system = { clientId: "machine", secret: "hush", scopes: ["notes/read", "notes/write"] };
export type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

export const resources: Resources = {
  Pool: { Type: "AWS::Cognito::UserPool", Properties: { UsernameAttributes: ["email"] } },
  Domain: {
    Type: "AWS::Cognito::UserPoolDomain",
    Properties: { Domain: "notes", ManagedLoginVersion: 2, UserPoolId },
  },
  Notes: {
    Type: "AWS::Cognito::UserPoolResourceServer",
    Properties: {
      Identifier: "notes",
      Name: "notes",
      Scopes: ["read", "write"].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
      UserPoolId,
    },
  },
  Site: {
    Type: "AWS::Cognito::UserPoolClient",
    Properties: {
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email"],
      CallbackURLs: [back],
      LogoutURLs: [home],
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      ReadAttributes: ["email", "email_verified"],
      IdTokenValidity: 30,
      AccessTokenValidity: 20,
      TokenValidityUnits: { IdToken: "minutes", AccessToken: "minutes" },
      UserPoolId,
    },
  },
  Pages: {
    Type: "AWS::Cognito::ManagedLoginBranding",
    Properties: { ClientId: { Ref: "Site" }, UseCognitoProvidedValues: true, UserPoolId },
  },
};

/** Those resources, with other properties of one of them; undefined leaves one out. */
export const changed = (id: string, properties: Record<string, unknown>): Resources => ({
  ...resources,
  [id]: { Type: resources[id]?.Type ?? "", Properties: { ...resources[id]?.Properties, ...properties } },
});
export const without = (id: string): Resources =>
  Object.fromEntries(Object.entries(resources).filter(([one]) => one !== id));

export const readPool = (given: Resources, site = "http://127.0.0.1:1", systems: readonly SystemClient[] = [system]) =>
  readUserPool(
    new Template({
      template: JSON.parse(JSON.stringify({ Resources: given })),
      directory: "/assembly",
      stackName: "Test",
      awsEnvironment,
      origins: { site, queues: "http://127.0.0.1:2" },
    }),
    systems,
  );

/** @param nowMs what the virtual clock shows */
export async function standUpPool(given = resources, nowMs = Date.now()) {
  let answer: Handle = async (_, response) => void response.writeHead(503).end();
  const server = await listenOnLoopback((request, response) => answer(request, response));
  onTestFinished(() => server.close());
  const pool = readPool(given, server.url);
  if (pool === undefined) throw new Error("there is no pool");
  const [id, access] = await Promise.all([issuerKey(undefined), issuerKey(undefined)]);
  const userPool = new UserPool({ pool, keys: { id, access }, signIn: { ...chooseFrom([]), now: () => nowMs } });
  answer = userPool.handle;
  const about = await (await fetch(`${pool.issuer}/.well-known/openid-configuration`)).json();
  return new Visitor({
    issuer: pool.issuer,
    client: pool.clients[0]?.id ?? "",
    about: about as Record<string, string>,
    pool: userPool,
  });
}

/** A browser with its cookies, and what it says to the pool. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly issuer: string;
  readonly client: string;
  readonly about: Record<string, string>;
  readonly pool: UserPool;

  constructor({ issuer, client, about, pool }: Pick<Visitor, "issuer" | "client" | "about" | "pool">) {
    this.issuer = issuer;
    this.client = client;
    this.about = about;
    this.pool = pool;
  }

  async ask(address: string, form?: Record<string, string>) {
    const response = await fetch(new URL(address, this.issuer), {
      redirect: "manual",
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const header of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      this.cookies.set(name, value);
    }
    return { status: response.status, location: response.headers.get("location") ?? "", text: await response.text() };
  }

  authorize(more: Record<string, string | undefined> = {}) {
    const asked = {
      client_id: this.client,
      redirect_uri: back,
      response_type: "code",
      scope: "openid email",
      state: "s",
    };
    const given = Object.entries({ ...asked, ...more }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    return this.ask(`${this.about["authorization_endpoint"]}?${new URLSearchParams(given).toString()}`);
  }

  /** Signs somebody in; answers what the browser brings back to the site. */
  async signIn(more: Record<string, string | undefined> = {}, form: Record<string, string> = { address: email }) {
    const { location } = await this.authorize(more);
    return new URL((await this.ask(location, form)).location);
  }

  logout(asked: Record<string, string>) {
    return this.ask(`${this.about["end_session_endpoint"]}?${new URLSearchParams(asked).toString()}`);
  }

  async token(form: Record<string, string>, basic?: string) {
    const response = await fetch(this.about["token_endpoint"] ?? "", {
      method: "POST",
      ...(basic !== undefined && { headers: { authorization: `Basic ${Buffer.from(basic).toString("base64")}` } }),
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  redeem(code: string | null, more: Record<string, string> = {}) {
    const asked = { grant_type: "authorization_code", client_id: this.client, redirect_uri: back, code: code ?? "" };
    return this.token({ ...asked, ...more });
  }

  async tokens(more: Record<string, string | undefined> = {}, form?: Record<string, string>) {
    const { body } = await this.redeem((await this.signIn(more, form)).searchParams.get("code"));
    return body;
  }
}
