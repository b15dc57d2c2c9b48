import type { Forwarded } from "../domain/forwarding.ts";
import type { ObligationRef, UnitId } from "../domain/ids.ts";
import type { Unit } from "../domain/unit.ts";
import { readCounts } from "./counts.ts";
import type { Table } from "./dynamo.ts";
import { readForwarded } from "./forwardings.ts";
import { keys } from "./table.ts";
import { readUnit } from "./units.ts";

/** What the dashboard of an obligation is made of, besides its milestones and whom it names. */
export type DashboardItems = ReturnType<typeof readCounts> & {
  readonly receiver: Unit | undefined;
  /** To whom it was sent on. */
  readonly forwarded: readonly Forwarded[];
};

export function dashboardsIn(table: Table) {
  return {
    /** The counts of an obligation, the unit that receives its reports, and to whom they were sent on, in one request. */
    async dashboardItems(ref: ObligationRef, receiver: UnitId): Promise<DashboardItems> {
      const [counts, unit, forwarding] = [keys.counts(ref), keys.unit(receiver), keys.forwarding(ref)];
      const items = await table.getMany([counts, unit, forwarding], { consistent: true });
      const found = ({ pk }: { readonly pk: string }) => items.find((item) => item["pk"] === pk);
      const unitItem = found(unit);
      return {
        ...readCounts(found(counts)),
        receiver: unitItem && readUnit(unitItem),
        forwarded: readForwarded(found(forwarding)),
      };
    },
  };
}
