import type * as z from "zod/mini";

import { yearFaults } from "../domain/calendar-year.ts";
import type { FinalYearSchema } from "../domain/calendar-year.ts";
import type { KeptYear } from "../store/calendar.ts";
import type { EpochMs } from "../domain/instant.ts";
import { conflict, invalid } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { workingDaysOfVietNam } from "../domain/working-days-vn.ts";
import { calendarWith } from "../domain/working-days.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { MOST_AT_ONCE, timeOfRequest } from "./sweep-at-once.ts";
import { movedRuns, timeAnew } from "./time-anew.ts";
import { runRefOf } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";

/** A year made final, and the milestones that fall elsewhere by it. */
export type FinalYear = {
  readonly year: KeptYear;
  readonly changes: readonly Change[];
  /** Set while some of them are planned anew in the background. */
  readonly state?: "under-way" | undefined;
};

const SIDE_BY_SIDE = 16;

export type Change = Pick<MilestoneRun, "directiveId" | "obligationId" | "unitId" | "milestone"> & {
  readonly from: EpochMs;
  readonly to: EpochMs | undefined;
};

/**
 * Makes a year final by its lines, in place of what was counted by before, and plans anew what was planned by that and has not
 * come: some before the answer, the rest in the background. What has come by the new year runs at once. A preview says what would
 * follow, and does nothing. Sent again, it plans anew what an earlier request left.
 */
export async function setYearFinal(
  { year, preview }: { readonly year: number; readonly preview: boolean },
  { lines }: Pick<z.infer<typeof FinalYearSchema>, "lines">,
  { caller, receivedAt }: Pick<Asking, "caller" | "receivedAt">,
  effects: WebEffects,
): Promise<FinalYear | Refusal> {
  const { register } = effects;
  const faults = yearFaults(year, lines);
  if (faults.length > 0)
    return invalid(`The year ${year} cannot be made final by these lines.`, `Chưa chốt được lịch năm ${year}.`, faults);
  const kept = await register.calendar.keptYears();
  const version = (kept.find((one) => one.year === year)?.version ?? 0) + 1;
  const sorted = lines.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const final: KeptYear = { year, lines: sorted, by: caller.principal, at: receivedAt, version };
  if (!preview && !(await register.calendar.put(final))) return MADE_MEANWHILE;
  const calendar = calendarWith(calendarWith(workingDaysOfVietNam, kept), [final]);
  const timeLeftMs = timeOfRequest();
  const moved: ReturnType<typeof movedRuns> = [];
  // Read after the year was written: whoever issues meanwhile either is found here or plans by the new year (D131).
  for await (const { record, obligation, runs } of issuedObligations(effects))
    moved.push(...movedRuns(runs, { calendar, record, obligation, now: receivedAt }));
  let left = 0;
  if (!preview)
    await forEachLimited([...moved.entries()], SIDE_BY_SIDE, async ([i, one]) => {
      const atOnce = i < MOST_AT_ONCE && timeLeftMs() > 0;
      if (atOnce) await timeAnew(one, effects);
      else left++;
      // Whoever is asked plans it anew, if it is not yet, and sets its schedule; or runs it, if its moment has come by this.
      await effects.queues.askRun(runRefOf(one.run));
    });
  const changes = moved.map(changeOf).toSorted((a, b) => a.from - b.from);
  return left > 0 ? { year: final, changes, state: "under-way" } : { year: final, changes };
}

const MADE_MEANWHILE = conflict(
  "Somebody else set this year right at the same moment; nothing was done. Look at it again.",
  "Người khác vừa cập nhật lịch năm này; lần này không có gì được thực hiện. Đề nghị xem lại.",
);

async function* issuedObligations({ register }: Pick<WebEffects, "register">) {
  let after: Record<string, string> | undefined;
  do {
    const page = await register.directives.directives({ limit: 100, after });
    for (const record of page.items) {
      if (record.status !== "issued") continue;
      const runs = await register.runs.runsOf(record.directive.id);
      for (const obligation of record.directive.obligations)
        yield { record, obligation, runs: runs.filter(({ obligationId }) => obligationId === obligation.id) };
    }
    after = page.after;
  } while (after);
}

function changeOf({ run, to }: ReturnType<typeof movedRuns>[number]): Change {
  const { directiveId, obligationId, unitId, milestone, at } = run;
  return { directiveId, obligationId, unitId, milestone, from: at, to };
}
