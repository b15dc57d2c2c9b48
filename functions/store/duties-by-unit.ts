import type { Duty } from "../domain/duty.ts";
import type { UnitId } from "../domain/ids.ts";
import { follow } from "../domain/obligation-date.ts";
import { readDutyItem } from "./duty-item.ts";
import type { Where } from "./duty-lists.ts";
import type { Table } from "./dynamo.ts";
import { allOf, between, equals } from "./expressions.ts";
import { keys } from "./table.ts";

/** The duties of an obligation as one list. */
export function dutiesByUnitIn(table: Table) {
  return {
    /**
     * Every duty of an obligation in order of the units' ids, over all shards: these are asked side by side, so that a page of it costs
     * what it holds in each.
     * @param after the unit that was the last on the page before
     */
    async dutiesByUnit(
      { place, ...ref }: Where,
      { after, limit }: { readonly after?: UnitId | undefined; readonly limit: number },
    ): Promise<{ readonly items: readonly Duty[]; readonly next: UnitId | undefined }> {
      const where = between("sk", keys.unitsBehind(after), keys.lastUnit);
      const shards = Array.from({ length: place.shards }, (_, shard) => keys.obligationShard(ref, shard));
      const pages = await Promise.all(
        shards.map((pk) => table.query(allOf(equals("pk", pk), where), { limit: limit + 1 })),
      );
      const found = pages
        .flatMap(({ items }) => items)
        .map((item) => follow(readDutyItem(item), place))
        .toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)?.unitId : undefined };
    },
  };
}
