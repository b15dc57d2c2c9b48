import { isOpen } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { isEscalation } from "../domain/ladder.ts";
import { letterKey } from "../domain/letter.ts";
import { SWEEP_HOLD_MS, runKey } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun } from "../domain/milestone-run.ts";
import { addresseesAt } from "../domain/owed.ts";
import { addDuty } from "../domain/tally.ts";
import type { Effects } from "../effects.ts";
import type { PostMessage } from "../queue/messages.ts";
import type { TimeLeft } from "./lay-out-duties.ts";
import type { RunInContext } from "./run-milestone.ts";

type Uses = Pick<Effects, "clock" | "register" | "queues">;

const DUTIES_AT_ONCE = 500;
const RESERVE_MS = 8_000;

/**
 * Looks, once every claim's lease is over, whether each letter that a milestone owed is settled, and asks
 * again for those that are not: the second net under the queue. Counts the obligation afresh on the way.
 */
export async function watchLetters(
  context: RunInContext,
  { clock, register, queues }: Uses,
  timeLeftMs: TimeLeft,
): Promise<void> {
  const { run } = context;
  const ref = { directiveId: run.directiveId, obligationId: run.obligationId };
  const changesSeen = await register.tallies.changes(ref);
  const tally: Record<string, number> = {};
  let asked = 0;
  const ask = async (messages: PostMessage[]): Promise<void> => {
    asked += messages.length;
    await queues.post(messages);
  };

  let cursor: Cursor | undefined = run.cursor;
  do {
    const page = await dutiesOf(context, { register }, cursor);
    await ask(page.items.flatMap((duty) => unsettled(run, duty)));
    for (const duty of page.items) addDuty(tally, duty);
    cursor = page.next;
    if (cursor && timeLeftMs() < RESERVE_MS) {
      await register.runs.advance(run, cursor, { heldUntil: clock.now() + SWEEP_HOLD_MS });
      return await queues.askRun({ ...ref, run: runKey(run) });
    }
  } while (cursor);

  const countedAll = run.cursor === undefined && run.unitId === undefined;
  if (countedAll) await register.tallies.replace(ref, tally, changesSeen);
  if (
    isEscalation(run.milestone) &&
    isUnsettled(run, letterKey({ ladder: run.ladder, milestone: run.milestone, addressee: "unit" }))
  ) {
    await ask([{ kind: "supervisor-letter", ...ref, run: runKey(run) }]);
  }
  // One more look after the last letter was asked for; a pass that began half-way has not seen everything.
  if (asked > 0 || run.cursor !== undefined) await register.runs.watch(run, clock.now());
  else await register.runs.settle(run);
}

async function dutiesOf(
  { run, shards }: RunInContext,
  { register }: Pick<Effects, "register">,
  cursor: Cursor | undefined,
) {
  if (run.unitId === undefined) return register.duties.dutiesOf({ ...run, shards }, { cursor, limit: DUTIES_AT_ONCE });
  const duty = await register.duties.duty({ ...run, unitId: run.unitId }, shards);
  return { items: duty ? [duty] : [], next: undefined };
}

/** The letters of a milestone that are neither sent nor known not to be owed. */
function unsettled(run: MilestoneRun, duty: Duty): PostMessage[] {
  const { directiveId, obligationId, ladder, milestone } = run;
  const owed = isOpen(duty) && (milestone === "issue" || duty.ladder === ladder);
  return addresseesAt(milestone).flatMap((addressee) => {
    const key = letterKey({ ladder, milestone, addressee });
    const open = duty.letters[key]?.status === "claimed";
    if (!open && !(owed && isUnsettled(duty, key))) return [];
    return [{ kind: "letter" as const, directiveId, obligationId, unitId: duty.unitId, ladder, milestone, addressee }];
  });
}

function isUnsettled({ letters }: Pick<Duty, "letters">, key: string): boolean {
  const entry = letters[key];
  return entry === undefined || entry.status === "claimed";
}
