import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWTPayload } from "jose";

export const CLIENT_ID = "dung-han";

type Grant = { readonly query: URLSearchParams; used: boolean };
type Key = { readonly id: string; readonly sign: CryptoKey; readonly publicJwk: object };

/** A small OpenID Connect issuer on loopback, with keys of its own. It signs one person in, without asking. */
export class TestIssuer {
  /** Paths that it was asked for, in order. */
  readonly asked: string[] = [];
  /** Who signs in. */
  person: JWTPayload = { sub: "person-1", email: "vanthu@stc.daklak.example", email_verified: true };
  /** Where it tells the address: both are allowed. */
  tellsBy: "id token" | "userinfo" = "id token";
  /** What becomes of an ID token's claims before they are signed. */
  forge: (claims: JWTPayload) => JWTPayload = (claims) => claims;
  /** How an ID token is signed. */
  sign: (claims: JWTPayload) => Promise<string> = (claims) => signed(claims, this.key);
  /** Whether a code counts once only, and only for who can show the verifier: as every issuer should see to. */
  strict = true;
  /** What of its description is otherwise. */
  description: Record<string, unknown> = {};
  /** Paths that it answers with an error page. */
  broken: string[] = [];
  key: Key;
  readonly #grants = new Map<string, Grant>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  /** Made once: it takes longer than the tests do. */
  static readonly #usualKey = newKey();

  private constructor(key: Key) {
    this.key = key;
  }

  static async start(): Promise<TestIssuer> {
    const issuer = new TestIssuer(await TestIssuer.#usualKey);
    await new Promise<void>((resolve) => issuer.#server.listen(0, "127.0.0.1", resolve));
    return issuer;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The issuer listens on no port.");
    return `http://127.0.0.1:${address.port}/realm`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Signs the person in at the address that the site led to. @returns where the browser is sent back to */
  signIn(address: string): string {
    const { searchParams: query } = new URL(address);
    const code = randomBytes(16).toString("base64url");
    this.#grants.set(code, { query, used: false });
    return this.#back(query, { code });
  }

  /** Lets nobody in. @returns where the browser is sent back to */
  refuse(address: string, error: string, description = ""): string {
    return this.#back(new URL(address).searchParams, { error, error_description: description });
  }

  #back(query: URLSearchParams, answer: Record<string, string>): string {
    const parameters = new URLSearchParams({ ...answer, state: query.get("state") ?? "", iss: this.url });
    return `${query.get("redirect_uri")}?${parameters.toString()}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").replace("/realm", "");
    this.asked.push(path);
    if (this.broken.includes(path)) return void response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad");
    const [status, body] = await this.#resource(path, request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  async #resource(path: string, request: IncomingMessage): Promise<[number, object]> {
    switch (path) {
      case "/.well-known/openid-configuration":
        return [200, this.#description()];
      case "/jwks":
        return [200, { keys: [this.key.publicJwk] }];
      case "/userinfo":
        return [200, this.person];
      case "/token":
        return this.#token(new URLSearchParams(await textOf(request)));
      default:
        return [404, {}];
    }
  }

  #description(): object {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      userinfo_endpoint: `${this.url}/userinfo`,
      end_session_endpoint: `${this.url}/logout`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      authorization_response_iss_parameter_supported: true,
      ...this.description,
    };
  }

  async #token(form: URLSearchParams): Promise<[number, object]> {
    const grant = this.#grants.get(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const fits =
      grant?.query.get("client_id") === form.get("client_id") &&
      grant?.query.get("redirect_uri") === form.get("redirect_uri") &&
      (!this.strict || (!grant?.used && grant?.query.get("code_challenge") === challenge));
    if (!grant || !fits)
      return [400, { error: "invalid_grant", error_description: "<b>vanthu@stc.daklak.example</b>" }];
    grant.used = true;
    const seconds = Math.floor(Date.now() / 1000);
    const claims = this.forge({
      ...(this.tellsBy === "id token" ? this.person : { sub: this.person.sub ?? "" }),
      iss: this.url,
      aud: CLIENT_ID,
      iat: seconds,
      exp: seconds + 300,
      nonce: grant.query.get("nonce") ?? "",
    });
    return [200, { access_token: "access", token_type: "Bearer", expires_in: 300, id_token: await this.sign(claims) }];
  }
}

export async function newKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const id = randomBytes(4).toString("hex");
  return { id, sign: privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid: id, alg: "RS256", use: "sig" } };
}

export function signed(claims: JWTPayload, { id, sign }: Key): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: id }).sign(sign);
}

/** A token of a header and claims, with whatever stands in the place of its signature. */
export function unsigned(header: object, claims: object, signature = ""): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part(header)}.${part(claims)}.${signature}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
