import { UnitIdSchema } from "../domain/ids.ts";
import type { Email, UnitId } from "../domain/ids.ts";
import type { Bounced } from "../domain/unit.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";
import type { Table } from "./dynamo.ts";
import { absent, equals, exists } from "./expressions.ts";
import { keys } from "./table.ts";
import type { UnitLists } from "./unit-list.ts";
import { BouncedSchema } from "./units.ts";

/** Marks by their addresses. */
export type Marks = Readonly<Record<string, Bounced>>;

/** How many units are told at once. */
const TOLD_AT_ONCE = 16;

/**
 * What is known of addresses whose mail came back. A mark belongs to the address, and lies beside the names of the units that
 * have it. Each of these carries a copy, so that whoever reads a unit reads its marks for nothing (D156).
 */
export function marksIn(table: Table, lists: Pick<UnitLists, "announced">) {
  /**
   * Copies an address's mark, or that it has none, onto every unit that has the address. Of several who do so at once the
   * last one to look finds what stands at last, and copies that.
   */
  const spread = async (address: string): Promise<UnitId[]> => {
    for (let copied: string | undefined; ;) {
      let mark: Bounced | undefined;
      const units: UnitId[] = [];
      for await (const item of table.queryAll(equals("pk", keys.addressee(address)), { consistent: true })) {
        if (item["sk"] === keys.mark(address).sk) mark = BouncedSchema.parse(item);
        else units.push(UnitIdSchema.parse(keys.unitIn(String(item["sk"]))));
      }
      const copy = JSON.stringify([mark, units]);
      if (copy === copied) return units;
      const change = mark
        ? { setIn: [{ path: ["bounced", address], value: mark }] }
        : { remove: [["bounced", address]] };
      const tell = () =>
        forEachLimited(units, TOLD_AT_ONCE, async (unit) => {
          await table.update(keys.unit(unit), change, [exists("pk")]);
        });
      await lists.announced(units, tell);
      copied = copy;
    }
  };

  /** The marks of those of the addresses that have one, as they were written last. */
  const marksOf = async (addresses: readonly string[]): Promise<Marks> => {
    const items = await table.getMany([...new Set(addresses)].map(keys.mark), { consistent: true });
    return Object.fromEntries(items.map((item) => [keys.addressIn(String(item["pk"])), BouncedSchema.parse(item)]));
  };

  return {
    marksOf,

    /** Marks an address whose mail came back, for all units that have it; the first reason stands. */
    async markBounced(address: Email, { at, why }: Bounced): Promise<void> {
      await table.put({ ...keys.mark(address), at, why }, absent("pk"));
      await spread(address);
    },

    /** Takes the mark off an address that takes mail again. @returns the units that have it */
    async unmarkBounced(address: string): Promise<UnitId[]> {
      await table.remove(keys.mark(address));
      return spread(address);
    },

    /** Of addresses that units have just been given: those whose marks are others by now than the units were written with. */
    async catchUpMarks(addresses: readonly string[], written: Marks): Promise<void> {
      const now = await marksOf(addresses);
      const isWritten = (address: string) => now[address]?.at === written[address]?.at;
      for (const address of new Set(addresses)) if (!isWritten(address)) await spread(address);
    },
  };
}
