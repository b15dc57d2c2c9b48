import { SignJWT } from "jose";
import { sendJson } from "../loopback-server.ts";
import type { Handle } from "../loopback-server.ts";
import type { IssuerKey } from "./issuer-key.ts";
import type { BrowserSignInProps } from "./issuer/browser-sign-in.ts";
import { issuerDescription } from "./issuer/issuer-description.ts";
import { subjectOf } from "./issuer/person.ts";
import type { Person } from "./issuer/person.ts";
import type { SystemClient } from "./system-client.ts";

/** Who a token is for: a person by the address, or a system by its client id, with the scopes it has. */
export type Bearer = Person | { readonly clientId: string; readonly scope?: string | undefined };

export type TokenOptions = {
  /** @default - the issuer's own */
  readonly audience?: string | undefined;
  /** In real time, for a token must outlive a clock that is moved by months; below zero: expired already. */
  readonly ttlSeconds?: number | undefined;
};

/** The browser's sign-in: whom it lets in, what they see, and where they come back to. */
export type SignIn = Pick<BrowserSignInProps, "admits" | "pages" | "returnPath" | "furtherReturns" | "signedOutPath">;
export type SignInByClock = SignIn & Pick<BrowserSignInProps, "now">;

export type IssuerProps = {
  /** Its address, as `iss` has it; no slash at the end. */
  readonly url: string;
  readonly key: IssuerKey;
  /** Whom tokens are for unless said otherwise; the client id of the sign-in, too. */
  readonly audience: string;
  /** Clients that ask for tokens of their own, by client credentials. @default - none */
  readonly systems?: readonly SystemClient[] | undefined;
  /** @default - nobody signs in; there are bearer tokens only */
  readonly signIn?: SignInByClock | undefined;
};

/** How long a token holds that is given without being asked for by a client. */
export const usualTtlSeconds = 12 * 60 * 60;

/** The embedded OpenID Connect issuer: whoever asks on loopback is believed to be who he says. */
export class Issuer {
  readonly url: string;
  readonly #key: IssuerKey;
  readonly #audience: string;
  readonly #systems: readonly SystemClient[];
  readonly #signIn: SignInByClock | undefined;
  #browserSignIn: Promise<Handle> | undefined;

  constructor({ url, key, audience, systems = [], signIn }: IssuerProps) {
    this.url = url;
    this.#key = key;
    this.#audience = audience;
    this.#systems = systems;
    this.#signIn = signIn;
  }

  async token(
    bearer: Bearer,
    { audience = this.#audience, ttlSeconds = usualTtlSeconds }: TokenOptions = {},
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

  /**
   * Answers what lies under the issuer's address. What the gateway's authorizer asks for is answered from here; only
   * who signs in by the browser waits until the provider is loaded.
   */
  readonly handle: Handle = async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", this.url);
    const base = new URL(this.url).pathname;
    switch (pathname) {
      case `${base}/.well-known/openid-configuration`:
        return sendJson(response, 200, issuerDescription(this.url, this.#systems));
      case `${base}/jwks`:
        return sendJson(response, 200, { keys: [this.#key.publicJwk] });
      default: {
        if (this.#signIn === undefined) return sendJson(response, 404, { message: "Not Found" });
        this.#browserSignIn ??= this.#loadBrowserSignIn(this.#signIn);
        return (await this.#browserSignIn)(request, response);
      }
    }
  };

  async #loadBrowserSignIn(signIn: SignInByClock): Promise<Handle> {
    const { browserSignIn } = await import("./issuer/browser-sign-in.ts");
    return browserSignIn({
      issuer: this.url,
      clientId: this.#audience,
      systems: this.#systems,
      key: this.#key,
      ...signIn,
    });
  }
}

function claimsOf(bearer: Bearer): Record<string, unknown> {
  if ("clientId" in bearer) {
    const { clientId, scope } = bearer;
    return { sub: clientId, client_id: clientId, ...(scope !== undefined && { scope }) };
  }
  const { email, emailVerified = true } = bearer;
  return { sub: subjectOf(bearer), email, email_verified: emailVerified };
}
