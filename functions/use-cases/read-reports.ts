import { counts } from "../domain/consolidation.ts";
import type { Reported } from "../domain/consolidation.ts";
import { filedAsTold } from "../domain/told.ts";
import type { Duty } from "../domain/duty.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import type { ReadingEffects } from "./effects.ts";
import type { ReadReport } from "../documents/content/read-report.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";

type Reads = Pick<ReadingEffects, "register">;

/** Duties are read so many at a time: a page of a megabyte. */
const DUTIES_AT_ONCE = 500;

/** Filings are held so many at a time, which is what one call answers: each may weigh 300 KB. */
const FILINGS_AT_ONCE = 100;

/** Every duty of an obligation, page after page. */
export async function* dutiesInPages(found: FoundObligation, { register }: Reads): AsyncGenerator<readonly Duty[]> {
  const where = { ...obligationRefOf(found), place: found.place };
  let cursor: Cursor | undefined;
  do {
    const page = await register.duties.dutiesOf(where, { cursor, limit: DUTIES_AT_ONCE });
    yield page.items;
    cursor = page.next;
  } while (cursor);
}

/** Every duty of an obligation at once, as the register orders them. */
export async function allDutiesOf(found: FoundObligation, effects: Reads): Promise<Duty[]> {
  const duties: Duty[] = [];
  for await (const page of dutiesInPages(found, effects)) duties.push(...page);
  return duties;
}

/** Duties in the order given, each with the filing that counts for it; few filings are held at once, for any number of duties. */
export async function* reportsOf(
  duties: readonly Duty[],
  found: FoundObligation,
  { register }: Reads,
): AsyncGenerator<ReadReport> {
  for (let start = 0; start < duties.length; start += FILINGS_AT_ONCE) {
    const some = duties.slice(start, start + FILINGS_AT_ONCE);
    const wanted = new Map(some.filter(counts).map(({ unitId, revision }) => [unitId, revision]));
    const filings = await register.filings.submissionsOf(obligationRefOf(found), wanted);
    for (const duty of some) yield { duty, filed: filings.get(duty.unitId) };
  }
}

/** Duties in the order given, each with what its filing told; the filing itself is read where that was not kept yet. */
export async function* figuresToldOf(
  duties: readonly Duty[],
  found: FoundObligation,
  effects: Reads,
): AsyncGenerator<Reported> {
  const unknown = duties.filter((duty) => counts(duty) && duty.told === undefined);
  const read = new Map<Duty, Reported>();
  for await (const report of reportsOf(unknown, found, effects)) read.set(report.duty, report);
  for (const duty of duties) {
    const { told } = duty;
    yield told === undefined ? (read.get(duty) ?? { duty }) : { duty, filed: filedAsTold(found.obligation, told) };
  }
}
