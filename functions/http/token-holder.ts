import type { Clients, System } from "../domain/clients.ts";
import { claimedAddress, isVerified } from "../domain/ids.ts";

/** The claims of a token that the gateway has verified: all are texts there, a list is `[a b]`. */
export type Claims = Readonly<Record<string, unknown>>;

/** Whom a token stands for; or that it stands for nobody here, and why, for who sent it. */
export type TokenHolder = { readonly person: string } | { readonly system: System } | { readonly nobody: string };

/**
 * Whom a verified token stands for. The gateway has looked at its issuer, signature, times and audience; an audience may
 * be shared by clients that have nothing to do with this site, so what counts is the client that the token was made for (D37):
 *
 * - a person: a client of this site's own for people, and an address that the issuer has verified;
 * - a system: a client that the deployment names as one, and the system's own subject, not that of somebody who signed in
 *   there. In a client-credentials token that is the client's id (RFC 9068, section 2.2), or what the deployment says;
 * - anybody else: nobody, whatever the token says.
 *
 * `token_use` is Amazon Cognito's; there a person's access token has no address, and a system has no ID token. `typ` is
 * Keycloak's: a token to get new ones by counts at the sign-on only.
 */
export function holderOf(claims: Claims, { people, systems }: Clients): TokenHolder {
  const { sub, token_use: use, email, typ } = claims;
  const client = clientOf(claims);
  const refreshes = typ === "Refresh" || typ === "Offline";
  if (people.some((one) => one === client)) {
    if (refreshes || (use ?? "id") !== "id") return { nobody: "Send the person's ID token." };
    const person = sub !== client && isVerified(claims["email_verified"]) ? claimedAddress(email) : undefined;
    return person === undefined ? { nobody: "It has no e-mail address that the sign-on has verified." } : { person };
  }
  const system = systems.find((one) => one.client === client);
  if (!system) return { nobody: "It was not made for a client of this site." };
  return !refreshes && (use ?? "access") === "access" && sub === (system.subject ?? client)
    ? { system }
    : { nobody: "It is not the system's own, by client credentials." };
}

/**
 * The one client that a token was made for. `azp` is OpenID Connect's, `client_id` RFC 9068's, `appid` and `cid` stand in
 * tokens of Microsoft's and Okta's; a token that contradicts itself is nobody's. An ID token may name its client as its
 * only audience and nowhere else (OpenID Connect Core 1.0, section 2).
 */
function clientOf({ azp, client_id, appid, cid, aud }: Claims): unknown {
  const named = new Set([azp, client_id, appid, cid].filter((claim) => claim !== undefined));
  const [client, another] = named.size === 0 ? audiencesOf(aud) : named;
  return another === undefined ? client : undefined;
}

/** The gateway writes a list as one text. */
function audiencesOf(aud: unknown): readonly unknown[] {
  return typeof aud === "string" ? aud.replace(/^\[(.*)\]$/, "$1").split(" ") : [aud].flat();
}
