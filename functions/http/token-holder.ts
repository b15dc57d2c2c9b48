import type { Clients, System } from "../domain/clients.ts";
import { claimedAddress, isVerified } from "../domain/ids.ts";

/** The claims of a token that the gateway has verified: all are texts there, a list is `[a b]`. */
export type Claims = Readonly<Record<string, unknown>>;

/** Whom a token stands for; or that it stands for nobody here, and why, for who sent it. */
export type TokenHolder = { readonly person: string } | { readonly system: System } | { readonly nobody: string };

/**
 * Whom a verified token stands for. The gateway has looked at its issuer, signature, times and audience; an audience may
 * be shared by clients that have nothing to do with this site, so what counts is the client that the token was made for:
 *
 * - a person: a client of this site's own for people, and an address that the issuer has verified;
 * - a system: a client that the deployment names as one, and the system's own subject, not that of somebody who signed in
 *   there. In a client-credentials token that is the client's id (RFC 9068, section 2.2), or what the deployment says;
 * - anybody else: nobody, whatever the token says.
 *
 * `token_use` is Amazon Cognito's; there a person's access token has no address, and a system has no ID token.
 */
export function holderOf(claims: Claims, { people, systems }: Clients): TokenHolder {
  const { sub, token_use: use, email, email_verified: verified } = claims;
  const client = clientOf(claims);
  if (client === undefined) return { nobody: "It does not say which one client it was made for." };
  if (isForRefreshing(claims)) return { nobody: "It is there to get new tokens by, at the sign-on only." };
  if (people.includes(client)) {
    if (use !== undefined && use !== "id")
      return { nobody: "An access token does not tell who somebody is: send the ID token." };
    const address = claimedAddress(email);
    if (address === undefined) return { nobody: "It has no e-mail address that can be used." };
    if (!isVerified(verified)) return { nobody: "Its e-mail address has not been verified by the sign-on." };
    return sub === client
      ? { nobody: "It was made for a client of this site, not for a person." }
      : { person: address };
  }
  const system = systems.find((one) => one.client === client);
  if (!system) return { nobody: "It was made for a client that is not this site's." };
  return sub === (system.subject ?? client) && (use === undefined || use === "access")
    ? { system }
    : { nobody: "It was made for a client that is a system, but not for the system itself." };
}

/**
 * The one client that a token was made for. `azp` is OpenID Connect's, `client_id` RFC 9068's, `appid` and `cid` stand in
 * tokens of Microsoft's and Okta's; a token that contradicts itself is nobody's. An ID token may name its client as its
 * only audience and nowhere else (OpenID Connect Core 1.0, section 2).
 */
function clientOf({ azp, client_id, appid, cid, aud }: Claims): string | undefined {
  const named = new Set([azp, client_id, appid, cid].filter((claim) => claim !== undefined));
  const [client, another] = named.size === 0 ? audiencesOf(aud) : named;
  return typeof client === "string" && another === undefined ? client : undefined;
}

function audiencesOf(aud: unknown): readonly unknown[] {
  if (Array.isArray(aud)) return aud;
  return typeof aud === "string" && /^\[.*\]$/.test(aud) ? aud.slice(1, -1).split(" ") : [aud];
}

/** Keycloak writes what a token is for into `typ`. */
const isForRefreshing = ({ typ }: Claims): boolean => typ === "Refresh" || typ === "Offline";
