import type { Internet } from "../../../lib/doctor/ask-issuer.ts";

/** What stands at an issuer's addresses. */
type Site = Record<string, { status?: number; body: unknown }>;

/** An issuer as it should be, but for what its discovery document says otherwise. */
export const issuerSite = (issuer: string, changed: Record<string, unknown> = {}): Site => ({
  [`${issuer}/.well-known/openid-configuration`]: {
    body: {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      ...changed,
    },
  },
  [`${issuer}/.well-known/jwks.json`]: { body: { keys: [{ kty: "RSA", use: "sig", kid: "1", n: "…", e: "AQAB" }] } },
});

/** An internet of this site alone; names lead to an address that anybody reaches, unless said otherwise. */
export const internetOf = (site: Site, hosts: Record<string, string[]> = {}): Internet => ({
  addressesOf: async (host) => hosts[host] ?? ["203.0.113.7"],
  async fetch(url) {
    const found = site[url];
    if (!found) throw new TypeError("fetch failed", { cause: new Error(`connect ECONNREFUSED ${url}`) });
    const { status = 200, body } = found;
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  },
});
