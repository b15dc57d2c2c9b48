import * as z from "zod/mini";

import { isPublicAddress } from "./public-address.ts";
import type { Finding } from "./finding.ts";

/** What somebody on the internet gets who asks for an address. */
export type Fetched = {
  readonly url: string;
  /** Where its name leads. */
  readonly addresses: readonly string[];
  readonly status: number;
  readonly body: string;
};

/** An issuer's discovery document, and the keys that it names; nothing, where that could not even be asked for. */
export type IssuerAnswers = {
  readonly discovery: Fetched | { readonly failed: string };
  readonly keys?: Fetched | { readonly failed: string };
};

const DiscoverySchema = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
});
const KeysSchema = z.object({ keys: z.array(z.object({ kty: z.string(), use: z.optional(z.string()) })) });

/** Where an issuer's keys are, if its discovery document says. */
export function keysUrlOf({ body }: Fetched): string | undefined {
  return z.safeParse(DiscoverySchema, parsed(body)).data?.jwks_uri;
}

/**
 * Whether the gateway can judge tokens of an issuer, and people can sign in there. The gateway comes from the internet,
 * compares the issuer letter by letter, and takes RSA signatures alone (Developer Guide of API Gateway, "Control access to
 * HTTP APIs with JWT authorizers").
 */
export function judgeIssuer(issuer: string, { discovery, keys }: IssuerAnswers): Finding {
  const fault = new URL(issuer).protocol === "https:" ? faultOf(issuer, discovery, keys) : "it is not https";
  const about = "sign-on";
  return fault === undefined
    ? { about, state: "there", says: `${issuer} is reached from the internet, with its keys` }
    : {
        about,
        state: "missing",
        says: `${issuer}: ${fault}`,
        todo: "whoever keeps the sign-on mends it: without it nobody signs in, and no token counts",
      };
}

function faultOf(
  issuer: string,
  discovery: IssuerAnswers["discovery"],
  keys: IssuerAnswers["keys"],
): string | undefined {
  const unreached = unreachedOf("its discovery document", discovery);
  if (unreached !== undefined || "failed" in discovery) return unreached;
  const document = z.safeParse(DiscoverySchema, parsed(discovery.body));
  if (!document.success) {
    const lacking = document.error.issues.map(({ path }) => path.join(".") || "JSON").join(", ");
    return `its discovery document lacks ${lacking}`;
  }
  if (document.data.issuer !== issuer) {
    return `its discovery document says the issuer is ${document.data.issuer}: the file has to say so letter by letter`;
  }
  if (!document.data.jwks_uri.startsWith("https:"))
    return `its keys (${document.data.jwks_uri}) are not at an https address`;
  const lost = keys === undefined ? "its keys were not asked for" : unreachedOf("its key set", keys);
  if (lost !== undefined || keys === undefined || "failed" in keys) return lost;
  const set = z.safeParse(KeysSchema, parsed(keys.body)).data?.keys ?? [];
  return set.some(({ kty, use }) => kty === "RSA" && use !== "enc")
    ? undefined
    : `its key set holds no RSA key for signatures, and the gateway takes no other (${set.map(({ kty }) => kty).join(", ") || "none at all"})`;
}

function unreachedOf(what: string, fetched: Fetched | { readonly failed: string }): string | undefined {
  if ("failed" in fetched) return `${what} was not reached (${fetched.failed})`;
  const inside = fetched.addresses.filter((address) => !isPublicAddress(address));
  if (inside.length > 0) {
    return `${what} is reached from here at ${inside.join(", ")}, which is no address of the internet: the gateway will not reach it`;
  }
  return fetched.status === 200 ? undefined : `${what} answers with ${fetched.status}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
