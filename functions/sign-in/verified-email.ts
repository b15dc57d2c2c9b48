import * as z from "zod/mini";

import { EmailSchema } from "../domain/ids.ts";
import type { Email } from "../domain/ids.ts";
import type { Failed } from "./failure.ts";
import type { Claims } from "./issuer.ts";

/** The address that the issuer has verified: authority hangs on it, so nothing less counts. */
export function verifiedEmail(claims: Claims): { email: Email } | Failed {
  const { email, email_verified: verified } = claims;
  // A letter of another alphabet, such as the Kelvin sign, may become one of ours in lower case.
  if (typeof email !== "string" || !/^[\x21-\x7e]+$/.test(email)) return { failed: "no-email", why: "no address" };
  const read = z.safeParse(EmailSchema, email);
  if (!read.success) return { failed: "no-email", why: "no usable address" };
  // Some issuers write it as text.
  if (verified !== true && verified !== "true") return { failed: "unverified", why: "address not verified" };
  return { email: read.data };
}
