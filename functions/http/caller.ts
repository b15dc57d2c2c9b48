import type { Caller } from "../domain/access.ts";
import { systemName } from "../domain/clients.ts";
import type { ReadingEffects } from "../use-cases/effects.ts";
import type { TokenHolder } from "./token-holder.ts";

export type Lists = Pick<ReadingEffects, "firstKeeper"> & {
  readonly register: Pick<ReadingEffects["register"], "units" | "staff">;
};

/** Who is asking, and what the register lets them do. */
export async function callerOf(holder: Exclude<TokenHolder, { nobody: string }>, lists: Lists): Promise<Caller> {
  if ("person" in holder) return callerNamed(holder.person, lists);
  const { client, unit } = holder.system;
  const principal = systemName(client);
  // The deployment binds a system to its unit, and the register lets it act for it: both have to name the same one.
  const units = await lists.register.units.unitsActedForBy(principal);
  return { principal, units: units.filter((id) => id === unit) };
}

/** What the register lets a verified address do. */
export async function callerNamed(email: string, { register, firstKeeper }: Lists): Promise<Caller> {
  const { units, staff } = register;
  const keeps = async () => email === firstKeeper.email && !(await staff.isRelieved(firstKeeper.email));
  const [own, member, isFirst] = await Promise.all([units.unitsActedForBy(email), staff.member(email), keeps()]);
  return { principal: email, units: own, staff: member ?? (isFirst ? firstKeeper : undefined) };
}
