import * as z from "zod/mini";

import { MINUTE_MS, localDateOf, yearOf } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { MissingNumber, ReceiptEntry } from "../store/receipts.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundObligation } from "./find-duty.ts";
import type { Listed, Part } from "./list-duties.ts";

/** Where the list goes on, downwards; and whether all from there on was taken long ago. */
export const NumbersCursorSchema = z.object({
  year: z.int(),
  to: z.int().check(z.gte(0)),
  old: z.boolean(),
});
export type NumbersCursor = z.infer<typeof NumbersCursorSchema>;

type Asked = { readonly found: FoundObligation; readonly now: EpochMs };
type Reads = Pick<ReadingEffects, "register">;

/** A receipt is entered within minutes; when its queue is in trouble, within the hour for which that tries. */
const ENTERED_WITHIN_MS = 60 * MINUTE_MS;

const NOTHING: ReadonlyMap<number, ReceiptEntry> = new Map();

/** As many entries as one request gives, about. */
const A_REQUEST = 4000;

/** All numbers of the receiver's register that no filing has, the latest first, back to the year of the issue. */
export async function* missingNumbers(asked: Asked, effects: Reads): AsyncGenerator<MissingNumber, undefined> {
  let cursor: NumbersCursor | undefined;
  do {
    const part = await missingNumbersIn(asked, { limit: A_REQUEST, cursor }, effects);
    yield* part.items;
    cursor = part.cursor;
  } while (cursor);
}

/** Those among so many numbers of a year. One without an entry is told once a later one is an hour old: before, it may be on its way. */
export async function missingNumbersIn(
  { found: { record, obligation }, now }: Asked,
  { limit, cursor }: Part<NumbersCursor>,
  { register: { receipts } }: Reads,
): Promise<Listed<MissingNumber, NumbersCursor>> {
  const isOld = (at: EpochMs | undefined): boolean => at !== undefined && at < now - ENTERED_WITHIN_MS;
  const year = cursor?.year ?? yearOf(localDateOf(now));
  const register = { receiver: obligation.receiver, year };
  const latest = cursor ? undefined : await receipts.last(register);
  const to = cursor?.to ?? latest?.last ?? 0;
  const from = Math.max(1, to - limit + 1);
  const entries = to > 0 ? await receipts.entries(register, { from, to }) : NOTHING;

  const items: MissingNumber[] = [];
  // Numbers are taken in order of time: what comes before an old one is old as well.
  let old = cursor?.old ?? isOld(latest?.takenAt);
  for (let number = to; number >= from; number--) {
    const entry = entries.get(number);
    old ||= isOld(entry?.at ?? entry?.refused?.at);
    if (entry?.refused || (!entry && old)) items.push({ ...register, number, refused: entry?.refused });
  }
  if (from > 1) return { items, cursor: { year, to: from - 1, old } };
  const isFirstYear = year <= yearOf(localDateOf(record.issuedAt ?? now));
  if (isFirstYear) return { items, cursor: undefined };
  const before = await receipts.last({ ...register, year: year - 1 });
  return { items, cursor: { year: year - 1, to: before.last, old: isOld(before.takenAt) } };
}
