import * as z from "zod/mini";

import { EmailSchema, claimedAddress, isVerified } from "../domain/ids.ts";
import type { Email } from "../domain/ids.ts";
import type { Failed } from "./failure.ts";
import type { Claims } from "./issuer.ts";

/** The address that the issuer has verified: authority hangs on it, so nothing less counts. */
export function verifiedEmail(claims: Claims): { email: Email } | Failed {
  const { email, email_verified: verified } = claims;
  const address = claimedAddress(email);
  if (address === undefined) return { failed: "no-email", why: "no address" };
  const read = z.safeParse(EmailSchema, address);
  if (!read.success) return { failed: "no-email", why: "no usable address" };
  if (!isVerified(verified)) return { failed: "unverified", why: "address not verified" };
  return { email: read.data };
}
