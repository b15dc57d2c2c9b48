import * as z from "zod/mini";

import type { Forwarded } from "../domain/forwarding.ts";
import type { ObligationRef } from "../domain/ids.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import type { Table } from "./dynamo.ts";
import { absent, equals } from "./expressions.ts";
import type { Item } from "./expressions.ts";
import { keys } from "./table.ts";

const RecordSchema = z.object({
  to: z.string(),
  documentNumber: z.string(),
  sentOn: LocalDateSchema,
  by: z.string(),
  at: z.number(),
  attempt: z.string(),
});
export type ForwardedRecord = z.infer<typeof RecordSchema>;

const ItemSchema = z.object({ pk: z.string(), records: z.array(RecordSchema) });

export type Forwardings = ReturnType<typeof forwardingsIn>;

/** To whom reports were sent on: of each obligation all records, those that were put right among them, in order of time. */
export function forwardingsIn(table: Table) {
  /** Of an obligation that was sent on to all nothing comes to be missing any more, so a function reads its records once. */
  const whole = new Map<string, readonly Forwarded[]>();

  return {
    async of(ref: ObligationRef): Promise<readonly ForwardedRecord[]> {
      return readForwarded(await table.get(keys.forwarding(ref), { consistent: true }));
    },

    /**
     * The records of several obligations, in their order, in one request.
     * @param isWhole whether those of the obligation at a place say all that is to come: they are not read again
     */
    async ofEach(
      refs: readonly ObligationRef[],
      isWhole: (records: readonly Forwarded[], at: number) => boolean,
    ): Promise<readonly (readonly Forwarded[])[]> {
      const wanted = refs.map((ref) => keys.forwarding(ref));
      const unread = wanted.filter(({ pk }) => !whole.has(pk));
      const read = (await table.getMany(unread)).map((item) => ItemSchema.parse(item));
      return wanted.map(({ pk }, at) => {
        const records = whole.get(pk) ?? read.find((item) => item.pk === pk)?.records ?? [];
        if (isWhole(records, at)) whole.set(pk, records);
        return records;
      });
    },

    /** Writes a record behind those that are known; false when another was written meanwhile. */
    append: (ref: ObligationRef, known: readonly ForwardedRecord[], record: ForwardedRecord): Promise<boolean> =>
      table.put(
        { ...keys.forwarding(ref), records: [...known, record], count: known.length + 1 },
        known.length === 0 ? absent("pk") : equals("count", known.length),
      ),
  };
}

/** The records of an obligation; none where nothing was recorded. */
export function readForwarded(item: Item | undefined): readonly ForwardedRecord[] {
  return item ? ItemSchema.parse(item).records : [];
}
