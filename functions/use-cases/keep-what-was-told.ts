import { counts } from "../domain/consolidation.ts";
import type { Duty } from "../domain/duty.ts";
import { toldBy } from "../domain/told.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";
import type { Effects } from "./effects.ts";
import type { RunInContext } from "./run-in-context.ts";

/** Filings are read so many at a time, as requests give them; each may weigh 300 KB. */
const FILINGS_AT_ONCE = 50;

/** Duties that are written side by side. */
const SIDE_BY_SIDE = 16;

/**
 * Writes down what the filings of some duties told where that was not kept yet, since they were filed before a release that keeps it:
 * one read and one write for each, once. @returns the duties as they are then
 */
export async function keepWhatWasTold(
  duties: readonly Duty[],
  { run, obligation, place }: RunInContext,
  { register }: Pick<Effects, "register">,
): Promise<readonly Duty[]> {
  if (toldBy(obligation, { channel: "online" }) === undefined) return duties;
  const ref = { directiveId: run.directiveId, obligationId: run.obligationId };
  const unknown = duties.filter((duty) => counts(duty) && duty.told === undefined);
  const kept = new Map<Duty, string>();
  for (let start = 0; start < unknown.length; start += FILINGS_AT_ONCE) {
    const some = unknown.slice(start, start + FILINGS_AT_ONCE);
    const filings = await register.filings.submissionsOf(
      ref,
      new Map(some.map(({ unitId, revision }) => [unitId, revision])),
    );
    await forEachLimited(some, SIDE_BY_SIDE, async (duty) => {
      const filing = filings.get(duty.unitId);
      const told = filing && toldBy(obligation, filing);
      if (told !== undefined && (await register.duties.keepTold(duty, told, place))) kept.set(duty, told);
    });
  }
  return duties.map((duty) => (kept.has(duty) ? { ...duty, told: kept.get(duty) } : duty));
}
