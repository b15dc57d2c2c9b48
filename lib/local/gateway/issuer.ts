import { SignJWT } from "jose";
import type { IssuerKey } from "./issuer-key.ts";
import { sendJson } from "../control/local-answer.ts";
import type { Handle } from "../loopback-server.ts";
import { stableUuid } from "../stable-id.ts";

/** Who a token is for: a person by the address, or a system by its client id. */
export type Bearer =
  | { readonly email: string; readonly emailVerified?: boolean | undefined }
  | { readonly clientId: string };

export type TokenOptions = {
  /** @default the stack's own audience */
  readonly audience?: string | undefined;
  /** In real time, for a token must outlive a clock that is moved by months; below zero: expired already. */
  readonly ttlSeconds?: number | undefined;
};

/** Whom the stack trusts as an audience. */
export const usualAudience = "dung-han";

const usualTtlSeconds = 12 * 60 * 60;

/** The embedded OpenID Connect issuer: whoever asks on loopback is believed to be who he says. */
export class Issuer {
  /** Its address, as `iss` has it. */
  readonly url: string;
  readonly #key: IssuerKey;

  constructor({ url, key }: { readonly url: string; readonly key: IssuerKey }) {
    this.url = url;
    this.#key = key;
  }

  async token(
    bearer: Bearer,
    { audience = usualAudience, ttlSeconds = usualTtlSeconds }: TokenOptions = {},
  ): Promise<string> {
    const nowSeconds = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claimsOf(bearer), token_use: "email" in bearer ? "id" : "access" })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: this.#key.keyId })
      .setIssuer(this.url)
      .setAudience(audience)
      .setIssuedAt(Math.min(nowSeconds, nowSeconds + ttlSeconds))
      .setExpirationTime(nowSeconds + ttlSeconds)
      .sign(this.#key.sign);
  }

  /** Answers what lies under the issuer's address: its description and its public key. */
  readonly handle: Handle = async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", this.url);
    const base = new URL(this.url).pathname;
    switch (pathname) {
      case `${base}/.well-known/openid-configuration`:
        return sendJson(response, 200, {
          issuer: this.url,
          jwks_uri: `${this.url}/jwks`,
          id_token_signing_alg_values_supported: ["RS256"],
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
        });
      case `${base}/jwks`:
        return sendJson(response, 200, { keys: [this.#key.publicJwk] });
      default:
        return sendJson(response, 404, { message: "Not Found" });
    }
  };
}

function claimsOf(bearer: Bearer): Record<string, unknown> {
  if ("clientId" in bearer) {
    return { sub: bearer.clientId, client_id: bearer.clientId, scope: "dung-han/api" };
  }
  const { email, emailVerified = true } = bearer;
  return { sub: stableUuid(`person ${email.toLowerCase()}`), email, email_verified: emailVerified };
}
