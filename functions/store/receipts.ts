import * as z from "zod/mini";

import type { UnitId } from "../domain/ids.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { Table } from "./dynamo.ts";
import { keys } from "./table.ts";

/** A receipt's place in its receiver's register. */
export type ReceiptRef = { readonly receiver: UnitId; readonly year: number; readonly number: number };

const EntrySchema = lazyObject(() => ({ hashes: z.array(z.string()) }));

export type Receipts = ReturnType<typeof receiptsIn>;

/** The register of receipts, for whoever holds one: under each number what was filed, by its hashes and nothing else. */
export function receiptsIn(table: Table) {
  return {
    /** Entering twice is entering once. */
    enter: (ref: ReceiptRef, hashes: readonly string[]): Promise<boolean> =>
      table.put({ ...keys.receipt(ref), hashes }),

    /** The hashes of a receipt's content and attachments; none for a number that was not given. One small read. */
    async hashes(ref: ReceiptRef): Promise<readonly string[]> {
      const item = await table.get(keys.receipt(ref));
      return item ? EntrySchema.parse(item).hashes : [];
    },
  };
}
