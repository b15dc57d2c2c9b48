import { isByHand, numberByHand } from "../domain/by-hand.ts";
import type { ObligationRef } from "../domain/ids.ts";
import { besideKeys } from "../domain/milestone-run.ts";
import type { MilestoneRun, ReminderByHand } from "../domain/milestone-run.ts";
import type { Register } from "../store/register.ts";

type Reads = { readonly runs: Pick<Register["runs"], "run" | "runsOf"> };

/** The reminders by hand of an obligation, the first first. @param consistent those written last, too: for whoever adds one */
export async function remindersOf(
  { directiveId, obligationId }: ObligationRef,
  { runs }: Reads,
  { consistent = false } = {},
): Promise<ReminderByHand[]> {
  const begins = besideKeys("by-hand");
  return (await runs.runsOf(directiveId, { obligationId, begins, consistent })).filter(isReminder);
}

/** The reminder that a letter by hand is of; nothing of any other letter. */
export async function reminderOf(
  letter: ObligationRef & { readonly milestone: string },
  { runs }: Reads,
): Promise<ReminderByHand | undefined> {
  const run = isByHand(letter.milestone)
    ? await runs.run({ ...letter, run: besideKeys("by-hand") + numberByHand(letter.milestone) })
    : undefined;
  return run && isReminder(run) ? run : undefined;
}

const isReminder = (run: MilestoneRun): run is ReminderByHand => run.byHand !== undefined;
