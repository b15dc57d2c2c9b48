import type { ListName } from "../domain/exported-file.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import type { Readers } from "../documents/formats/csv-of.ts";
import type { ReadingEffects } from "./effects.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import type { Part } from "./list-duties.ts";
import type { FileMaker } from "./made-file.ts";
import { obligationLists } from "./obligation-lists.ts";

export const LIST_FORMATS = ["json", "csv", "xlsx"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list of an obligation as a file, whole. In CSV, who reads it decides whether its columns have their names or their titles. */
export function listFile(name: ListName, format: Exclude<ListFormat, "json">, readers: Readers): FileMaker {
  return async ({ found, now }, effects) => {
    const { file, csv, xlsx } = obligationLists[name];
    const calendar = await effects.register.calendar.current(now);
    const asked = { found, effects, now, calendar };
    return { found, name: file, type: format, content: format === "csv" ? csv(asked, readers) : xlsx(asked) };
  };
}

/** The rows of a page of duties; a duty may have any number of rows, or none. */
export async function rowsOf(
  name: Exclude<ListName, "escalations" | "totals" | "numbers">,
  found: FoundObligation,
  { part, now }: { readonly part: Part<Cursor>; readonly now: EpochMs },
  effects: ReadingEffects,
) {
  const [page, calendar] = await Promise.all([
    effects.register.duties.dutiesOf({ ...obligationRefOf(found), place: found.place }, part),
    effects.register.calendar.current(now),
  ]);
  const duties = { duties: page.items, toTheEnd: page.next === undefined };
  return { items: await obligationLists[name].records({ found, effects, now, calendar }, duties), cursor: page.next };
}
