import { DAY_MS } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";

/** No more than a year is recommended (RFC 9116, section 2.5.5). */
const GOOD_FOR_DAYS = 180;

/**
 * Whom to tell of a hole in this site, as a machine reads it (RFC 9116). Until when that is good is counted from the day it is asked
 * for, since the contact is the deployment's own as it stands now: it never lapses by being left alone (D177).
 *
 * @param contact an address as a URI: `mailto:…` or `https://…`
 */
export function securityText({ contact, siteUrl }: { contact: string; siteUrl: string }, now: EpochMs): string {
  const expires = new Date((Math.floor(now / DAY_MS) + GOOD_FOR_DAYS) * DAY_MS).toISOString().replace(".000Z", "Z");
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    "Preferred-Languages: vi, en",
    `Canonical: ${siteUrl}/.well-known/security.txt`,
    "",
  ].join("\n");
}
