import type { EpochMs } from "../../../functions/domain/instant.ts";
import { addressOf, addressesOf } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import type { Scenario } from "./scenario.ts";
import type { PlacedAct } from "./season-acts.ts";
import { withAddress } from "./with-address.ts";

/** Where mail to a unit arrives: at the first of its addresses that takes any, and at its head's. Nowhere, if none takes any. */
export type Reach = { readonly first: string | undefined; readonly head: string | undefined };

/** Where mail to the units of a season arrives, by its acts alone: which address came back, and which was mended. */
export type Reaching = {
  /** What an act at the same moment does to it comes after. */
  readonly before: (unit: string, at: EpochMs) => Reach;
  readonly after: (unit: string, act: PlacedAct) => Reach;
};

export function reachingIn({ units, season }: Scenario): Reaching {
  const records = new Map<string, UnitRecord>(units.map((unit) => [unit.id, unit]));
  const dead = new Set<string>();
  const orders = new Map(season.acts.map((act, order) => [act, order]));
  const known = new Map(units.map((unit) => [String(unit.id), [{ order: -1, at: -Infinity, reach: reachOf(unit) }]]));
  for (const [order, act] of season.acts.entries()) {
    if (act.act !== "bounce" && act.act !== "mend") continue;
    const unit = records.get(act.unit);
    const address = unit && addressOf(unit, act.contact);
    if (act.act === "mend" && unit) records.set(act.unit, withAddress(unit, act));
    if (act.act === "bounce" && address) dead.add(address);
    // What comes back from the first day on does so before the letter of issue.
    const at = act.act === "bounce" && act.at <= season.issueAt ? -Infinity : act.at;
    // Several units may share a mailbox.
    for (const one of records.values())
      if (one.id === act.unit || (address && addressesOf(one).includes(address)))
        known.get(one.id)?.push({ order, at, reach: reachOf(one) });
  }

  function reachOf(unit: UnitRecord): Reach {
    const alive = addressesOf(unit).filter((address) => !dead.has(address));
    return { first: alive[0], head: alive.find((address) => address === unit.headEmail) };
  }

  const nowhere: Reach = { first: undefined, head: undefined };
  return {
    before: (unit, at) => known.get(unit)?.findLast((one) => one.at < at)?.reach ?? nowhere,
    after(unit, act) {
      const until = orders.get(act) ?? -1;
      return known.get(unit)?.findLast(({ order }) => order <= until)?.reach ?? nowhere;
    },
  };
}
