import { isMeant } from "../domain/by-hand.ts";
import type { OpenDuty } from "../domain/escalation.ts";
import type { UnitId } from "../domain/ids.ts";
import { isEscalation } from "../domain/ladder.ts";
import { SWEEP_HOLD_MS, letterOfRun, runRefOf } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun } from "../domain/milestone-run.ts";
import { addresseesAt } from "../domain/owed.ts";
import type { WebEffects } from "./effects.ts";
import type { MailMessage } from "../queue/messages.ts";
import { CALENDAR_KEPT_MS } from "../store/calendar.ts";
import { forAnotherPage } from "./time-left.ts";
import type { TimeLeft } from "./time-left.ts";
import type { RunInContext } from "./run-in-context.ts";

type Uses = Pick<WebEffects, "clock" | "register" | "queues">;

const DUTIES_AT_ONCE = 500;

/**
 * Asks for every letter that a milestone owes, page by page over the open duties only, and keeps its place;
 * then asks for the supervisor's letter, and has the run watched.
 * @returns whether it has come through all of them
 */
export async function sweepOpenDuties(
  { run, place }: RunInContext,
  { clock, register, queues }: Uses,
  timeLeftMs: TimeLeft,
): Promise<boolean> {
  const ref = { directiveId: run.directiveId, obligationId: run.obligationId };
  const named = unitsNamed(run);
  // By then whoever writes the letters goes by the calendar that gave the run its moment.
  const later = { delaySeconds: run.timedAnew ? CALENDAR_KEPT_MS / 1000 : 0 };
  if (named) {
    await queues.post(lettersTo(named, run), later);
  } else {
    let cursor: Cursor | undefined = run.cursor;
    do {
      const page = await register.duties.openDuties({ ...ref, place }, { cursor, limit: DUTIES_AT_ONCE });
      await queues.post(
        lettersTo(
          page.items.filter((duty) => isOn(run, duty)).map(({ unitId }) => unitId),
          run,
        ),
        later,
      );
      cursor = page.next;
      if (!cursor) break;
      const stop = !forAnotherPage(timeLeftMs);
      await register.runs.advance(run, cursor, { heldUntil: stop ? 0 : clock.now() + SWEEP_HOLD_MS });
      if (stop) {
        await queues.askRun(runRefOf(run));
        return false;
      }
    } while (cursor);
  }
  if (isEscalation(run.milestone)) await queues.post([{ kind: "supervisor-letter", ...runRefOf(run) }], later);
  await register.runs.watch(run, clock.now());
  return true;
}

/** The units that a run is of by their names; nothing when it is of whoever owes the report. */
export function unitsNamed({ unitId, byHand }: MilestoneRun): readonly UnitId[] | undefined {
  if (unitId !== undefined) return [unitId];
  return typeof byHand?.units === "string" ? undefined : byHand?.units;
}

/** Duties with a date of their own have left the obligation's ladder; what is due at issue, or sent by hand, goes to all. */
function isOn(run: MilestoneRun, duty: OpenDuty): boolean {
  if (run.byHand) return isMeant(run, duty);
  return run.milestone === "issue" || duty.ladder === run.ladder;
}

/** The letters that a milestone owes to units. */
export function lettersTo(unitIds: readonly OpenDuty["unitId"][], run: MilestoneRun): MailMessage[] {
  const { directiveId, obligationId } = run;
  const { ladder, milestone } = letterOfRun(run);
  return unitIds.flatMap((unitId) =>
    addresseesAt(milestone).map((addressee) => ({
      kind: "letter" as const,
      directiveId,
      obligationId,
      unitId,
      ladder,
      milestone,
      addressee,
    })),
  );
}
