import { lookup } from "node:dns/promises";

import { keysUrlOf } from "./judge-issuer.ts";
import type { Fetched, IssuerAnswers } from "./judge-issuer.ts";

export type Internet = {
  /** Where a name leads. */
  readonly addressesOf: (host: string) => Promise<readonly string[]>;
  readonly fetch: (url: string, options: { redirect: "manual"; signal: AbortSignal }) => Promise<Response>;
};

export const internet: Internet = {
  addressesOf: async (host) =>
    (await lookup(host.replace(/^\[|\]$/g, ""), { all: true })).map(({ address }) => address),
  fetch,
};

const PATIENCE_MS = 10_000;

/** Asks for an issuer's discovery document, and for the keys that it names. */
export async function askIssuer(issuer: string, from: Internet): Promise<IssuerAnswers> {
  const discovery = await fetched(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, from);
  const keysUrl = "failed" in discovery ? undefined : keysUrlOf(discovery);
  return keysUrl === undefined ? { discovery } : { discovery, keys: await fetched(keysUrl, from) };
}

async function fetched(url: string, from: Internet): Promise<Fetched | { failed: string }> {
  try {
    const addresses = await from.addressesOf(new URL(url).hostname);
    // A redirect is no answer: OpenID Connect Discovery 1.0, section 4.2, asks for 200.
    const response = await from.fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    return { url, addresses, status: response.status, body: await response.text() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { failed: cause instanceof Error ? cause.message : String(cause) };
  }
}
