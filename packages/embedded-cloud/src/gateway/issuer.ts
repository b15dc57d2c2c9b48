import { SignJWT } from "jose";
import { sendJson } from "../loopback-server.ts";
import type { Handle } from "../loopback-server.ts";
import type { IssuerKey } from "./issuer-key.ts";
import type { BrowserSignInProps } from "./issuer/browser-sign-in.ts";
import { issuerDescription } from "./issuer/issuer-description.ts";
import { subjectOf } from "./issuer/person.ts";
import type { Person } from "./issuer/person.ts";

/** Who a token is for: a person by the address, or a system by its client id. */
export type Bearer = Person | { readonly clientId: string };

export type TokenOptions = {
  /** @default the stack's own audience */
  readonly audience?: string | undefined;
  /** In real time, for a token must outlive a clock that is moved by months; below zero: expired already. */
  readonly ttlSeconds?: number | undefined;
};

/** The browser's sign-in: whom it lets in, what they see, and by what clock. */
export type SignIn = Pick<BrowserSignInProps, "now" | "pages" | "admits">;

export type IssuerProps = {
  /** Its address, as `iss` has it; no slash at the end. */
  readonly url: string;
  readonly key: IssuerKey;
  /** @default - nobody signs in; there are bearer tokens only */
  readonly signIn?: SignIn | undefined;
};

/** Whom the stack trusts as an audience; the client id of its sign-in, too. */
export const usualAudience = "dung-han";

const usualTtlSeconds = 12 * 60 * 60;

/** The embedded OpenID Connect issuer: whoever asks on loopback is believed to be who he says. */
export class Issuer {
  readonly url: string;
  readonly #key: IssuerKey;
  readonly #signIn: SignIn | undefined;
  #browserSignIn: Promise<Handle> | undefined;

  constructor({ url, key, signIn }: IssuerProps) {
    this.url = url;
    this.#key = key;
    this.#signIn = signIn;
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

  /**
   * Answers what lies under the issuer's address. What the gateway's authorizer asks for is answered from here; only
   * who signs in by the browser waits until the provider is loaded.
   */
  readonly handle: Handle = async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", this.url);
    const base = new URL(this.url).pathname;
    switch (pathname) {
      case `${base}/.well-known/openid-configuration`:
        return sendJson(response, 200, issuerDescription(this.url));
      case `${base}/jwks`:
        return sendJson(response, 200, { keys: [this.#key.publicJwk] });
      default: {
        if (this.#signIn === undefined) return sendJson(response, 404, { message: "Not Found" });
        this.#browserSignIn ??= this.#loadBrowserSignIn(this.#signIn);
        return (await this.#browserSignIn)(request, response);
      }
    }
  };

  async #loadBrowserSignIn(signIn: SignIn): Promise<Handle> {
    const { browserSignIn } = await import("./issuer/browser-sign-in.ts");
    return browserSignIn({ issuer: this.url, clientId: usualAudience, key: this.#key, ...signIn });
  }
}

function claimsOf(bearer: Bearer): Record<string, unknown> {
  if ("clientId" in bearer) {
    return { sub: bearer.clientId, client_id: bearer.clientId, scope: "dung-han/api" };
  }
  const { email, emailVerified = true } = bearer;
  return { sub: subjectOf(bearer), email, email_verified: emailVerified };
}
