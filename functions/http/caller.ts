import type { Caller } from "../domain/access.ts";
import { claimedAddress, isVerified } from "../domain/ids.ts";
import type { WebEffects } from "./exchange.ts";
import type { GatewayEvent } from "./gateway-event.ts";

type Lists = Pick<WebEffects, "register" | "firstKeeper">;

/**
 * Who is asking, from claims that the gateway has verified. Only an address that the issuer has verified
 * counts; a system's token has no address, and counts by its client id.
 */
export async function callerOf({ requestContext }: GatewayEvent, lists: Lists): Promise<Caller> {
  const claims = requestContext.authorizer?.jwt?.claims;
  if (!claims) return { principal: "", units: [] };
  const { email, email_verified: verified, client_id: client } = claims;
  const address = claimedAddress(email);
  if (address !== undefined && isVerified(verified)) return callerNamed(address, lists);
  if (typeof client === "string" && email === undefined) {
    const principal = `client:${client}`;
    return { principal, units: await lists.register.units.unitsActedForBy(principal) };
  }
  return { principal: "", units: [] };
}

/** What the register lets a verified address do. */
export async function callerNamed(email: string, { register, firstKeeper }: Lists): Promise<Caller> {
  const [units, staff] = await Promise.all([register.units.unitsActedForBy(email), register.staff.member(email)]);
  return { principal: email, units, staff: staff ?? (email === firstKeeper.email ? firstKeeper : undefined) };
}
