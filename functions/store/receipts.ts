import * as z from "zod/mini";

import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import type { DutyRef, UnitId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Table } from "./dynamo.ts";
import { absent, allOf, anyOf, between, differs, equals } from "./expressions.ts";
import { keys } from "./table.ts";
import { newAttempt } from "../runtime/clock.ts";

/** A receiver's register of receipts of one year. */
export type ReceiptsOfYear = { readonly receiver: UnitId; readonly year: number };
/** A receipt's place in its receiver's register. */
export type ReceiptRef = ReceiptsOfYear & { readonly number: number };

/** A number that was taken. Only by its hold can it be given back: one without may have been used by another attempt. */
export type TakenNumber = ReceiptRef & { readonly hold: string | undefined };

/** Which filing a number is for: sent again, it gets the same number, as long as nobody took the next. */
export type NumberFor = DutyRef & { readonly revision: number; readonly attempt: string };

const RefusedSchema = z.object({
  directiveId: DirectiveIdSchema,
  obligationId: ObligationIdSchema,
  unitId: UnitIdSchema,
  at: z.number(),
});
/** The filing that a number was taken for, and when it was refused. */
export type RefusedFiling = z.infer<typeof RefusedSchema>;

/** A number that no filing has: it was taken for one that was refused; or nobody knows, since the system stopped midway. */
export type MissingNumber = ReceiptRef & { readonly refused: RefusedFiling | undefined };

/** What was filed under a number, and when that was written; or of which refused filing it was. */
const EntrySchema = z.object({
  hashes: z.array(z.string()),
  at: z.optional(z.number()),
  refused: z.optional(RefusedSchema),
});
export type ReceiptEntry = z.infer<typeof EntrySchema>;
const PlacedSchema = z.extend(EntrySchema, { sk: z.string() });
const CounterSchema = z.object({ last: z.number(), takenAt: z.optional(z.number()) });
const HeldSchema = z.object({ last: z.number(), hold: z.optional(z.string()) });

export type Receipts = ReturnType<typeof receiptsIn>;

/**
 * The register of receipts: its numbers, 1, 2, 3, … in a year; and for whoever holds a receipt, under each number what was
 * filed, by its hashes and nothing else.
 */
export function receiptsIn(table: Table) {
  return {
    /**
     * Takes the next number of a year. 1 write. Asked again for the filing that took the last number, since the answer
     * was lost or the request was sent again, it is that number (D135).
     * @param newHold a name that was never given before
     */
    async take(
      register: ReceiptsOfYear,
      wanted: NumberFor,
      now: EpochMs,
      newHold: () => string = newAttempt,
    ): Promise<TakenNumber> {
      const counter = keys.receipts(register.receiver, register.year);
      const filing = keys.filing(wanted, wanted);
      const [own, taken] = [newHold(), newHold()];
      for (;;) {
        const next = await table.updateAndRead(
          counter,
          { add: { last: 1 }, set: { filing, hold: own, takenAt: now } },
          [anyOf(absent("filing"), differs("filing", filing))],
        );
        if (next) return { ...register, number: CounterSchema.parse(next).last, hold: own };
        // Whoever took it before can no longer give it back.
        const old = await table.updateAndRead(counter, { set: { hold: taken } }, [equals("filing", filing)], "ALL_OLD");
        if (!old) continue;
        const { last, hold } = HeldSchema.parse(old);
        return { ...register, number: last, hold: hold === own ? taken : undefined };
      }
    },

    /** Gives a number back, if it is the last that was taken. 1 write; false when another was taken meanwhile. */
    giveBack: ({ receiver, year, number, hold }: TakenNumber & { readonly hold: string }): Promise<boolean> =>
      table.update(
        keys.receipts(receiver, year),
        { set: { last: number - 1 }, remove: [["filing"], ["hold"]] },
        // By the hold as well: asked twice, it must not take back what somebody took in between.
        [equals("last", number), equals("hold", hold)],
      ),

    /** Says of a number why no filing has it. */
    explain: ({ receiver, year, number }: ReceiptRef, refused: RefusedFiling): Promise<boolean> =>
      table.put({ ...keys.receipt({ receiver, year, number }), hashes: [], refused }, absent("pk")),

    /** Entering twice is entering once. */
    enter: (ref: ReceiptRef, { hashes, at }: { hashes: readonly string[]; at: EpochMs }): Promise<boolean> =>
      table.put({ ...keys.receipt(ref), hashes, at }),

    /** The hashes of a receipt's content and attachments; none for a number that was not given. One small read. */
    async hashes(ref: ReceiptRef): Promise<readonly string[]> {
      const item = await table.get(keys.receipt(ref));
      return item ? EntrySchema.parse(item).hashes : [];
    },

    /** The last number of a year, and when it was taken; 0 when there is none. */
    async last({ receiver, year }: ReceiptsOfYear): Promise<z.infer<typeof CounterSchema>> {
      const item = await table.get(keys.receipts(receiver, year), { consistent: true });
      return item ? CounterSchema.parse(item) : { last: 0 };
    },

    /** What stands under the numbers from one to another, both among them; nothing under a number that has no entry. */
    async entries(
      { receiver, year }: ReceiptsOfYear,
      { from, to }: { readonly from: number; readonly to: number },
    ): Promise<ReadonlyMap<number, ReceiptEntry>> {
      const [low, high] = [from, to].map((number) => keys.receipt({ receiver, year, number }));
      const found = new Map<number, ReceiptEntry>();
      if (!low || !high) return found;
      const where = allOf(equals("pk", low.pk), between("sk", low.sk, high.sk));
      for await (const item of table.queryAll(where)) {
        const { sk, ...entry } = PlacedSchema.parse(item);
        found.set(keys.receiptNumberIn(sk), entry);
      }
      return found;
    },
  };
}
