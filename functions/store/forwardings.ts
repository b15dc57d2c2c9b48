import * as z from "zod/mini";

import type { Forwarded } from "../domain/forwarding.ts";
import type { ObligationRef } from "../domain/ids.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import type { Table } from "./dynamo.ts";
import { absent, equals } from "./expressions.ts";
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
  return {
    async of(ref: ObligationRef): Promise<readonly ForwardedRecord[]> {
      const item = await table.get(keys.forwarding(ref), { consistent: true });
      return item ? ItemSchema.parse(item).records : [];
    },

    /** The records of several obligations, in their order, in one request. */
    async ofEach(refs: readonly ObligationRef[]): Promise<readonly (readonly Forwarded[])[]> {
      const wanted = refs.map((ref) => keys.forwarding(ref));
      const items = (await table.getMany(wanted)).map((item) => ItemSchema.parse(item));
      return wanted.map(({ pk }) => items.find((item) => item.pk === pk)?.records ?? []);
    },

    /** Writes a record behind those that are known; false when another was written meanwhile. */
    append: (ref: ObligationRef, known: readonly ForwardedRecord[], record: ForwardedRecord): Promise<boolean> =>
      table.put(
        { ...keys.forwarding(ref), records: [...known, record], count: known.length + 1 },
        known.length === 0 ? absent("pk") : equals("count", known.length),
      ),
  };
}
