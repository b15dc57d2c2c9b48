import { hash, randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import type { JWTPayload } from "jose";
import type { IssuerKey } from "../issuer-key.ts";
import { subjectOf } from "../issuer/person.ts";
import type { Person } from "../issuer/person.ts";
import { nowSeconds } from "../token-times.ts";
import type { PoolClient } from "./pool-definition.ts";

/** Who signed in where, from the first token to the last that is refreshed. */
export type SignedIn = {
  readonly client: PoolClient;
  readonly person: Person;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  /** Epoch seconds. */
  readonly authTime: number;
  /** What all its tokens have in common. */
  readonly origin: string;
};

export type PoolTokensProps = {
  readonly issuer: string;
  /** A pool signs ID tokens by one key, access tokens by another. */
  readonly keys: { readonly id: IssuerKey; readonly access: IssuerKey };
};

/**
 * The tokens of a user pool, claim by claim as its documentation gives them ("Understanding the identity (ID) token",
 * "Understanding the access token"): a person's ID token has the address, the access token has it not, nor an audience.
 */
export class PoolTokens {
  readonly #issuer: string;
  readonly #keys: PoolTokensProps["keys"];

  constructor({ issuer, keys }: PoolTokensProps) {
    this.#issuer = issuer;
    this.#keys = keys;
  }

  /** As the pool's `jwks.json` lists them. */
  get publicKeys() {
    return [this.#keys.id.publicJwk, this.#keys.access.publicJwk];
  }

  idToken({ client, person, scopes, nonce, authTime, origin }: SignedIn, seconds: number, accessToken?: string) {
    const subject = subjectOf(person);
    return this.#signed(this.#keys.id, seconds, {
      ...(accessToken !== undefined && { at_hash: halfHash(accessToken) }),
      sub: subject,
      ...attributesFor(client, person, scopes),
      "cognito:username": subject,
      ...(nonce !== undefined && { nonce }),
      origin_jti: origin,
      aud: client.id,
      event_id: origin,
      token_use: "id",
      auth_time: authTime,
    });
  }

  accessToken({ client, person, scopes, authTime, origin }: SignedIn, seconds: number): Promise<string> {
    const subject = subjectOf(person);
    return this.#signed(this.#keys.access, seconds, {
      sub: subject,
      version: 2,
      client_id: client.id,
      origin_jti: origin,
      event_id: origin,
      token_use: "access",
      scope: scopes.join(" "),
      auth_time: authTime,
      username: subject,
    });
  }

  /** A client's own: by client credentials. */
  clientToken(clientId: string, scope: string | undefined, seconds: number): Promise<string> {
    return this.#signed(this.#keys.access, seconds, {
      sub: clientId,
      token_use: "access",
      ...(scope !== undefined && { scope }),
      auth_time: nowSeconds(),
      version: 2,
      client_id: clientId,
    });
  }

  /** The claims of an access token of this pool that holds. */
  async readAccess(token: string): Promise<JWTPayload | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#keys.access.verify, { issuer: this.#issuer });
      return payload["token_use"] === "access" ? payload : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param seconds below zero: expired already */
  #signed({ sign, keyId }: IssuerKey, seconds: number, claims: JWTPayload): Promise<string> {
    const now = nowSeconds();
    return new SignJWT({ ...claims, jti: randomUUID() })
      .setProtectedHeader({ kid: keyId, alg: "RS256" })
      .setIssuer(this.#issuer)
      .setIssuedAt(Math.min(now, now + seconds))
      .setExpirationTime(now + seconds)
      .sign(sign);
  }
}

/** What a client may know of a person: what it asks for, as far as it reads it. `openid` alone asks for everything. */
export function attributesFor(
  { reads }: PoolClient,
  { email, emailVerified = true }: Person,
  scopes: readonly string[],
) {
  const asked = scopes.includes("email") || scopes.every((scope) => scope === "openid");
  const tells = (attribute: string) => asked && (reads?.includes(attribute) ?? true);
  return {
    ...(tells("email_verified") && { email_verified: emailVerified }),
    ...(tells("email") && { email }),
  };
}

/** OpenID Connect Core 1.0, section 3.1.3.6. */
function halfHash(token: string): string {
  return hash("sha256", token, "buffer").subarray(0, 16).toString("base64url");
}
