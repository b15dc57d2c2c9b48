import type { WorkingCalendar } from "../../domain/working-days.ts";
import { consolidating } from "../../domain/consolidation.ts";
import type { Consolidation } from "../../domain/consolidation.ts";
import { deadlineIn, isPast } from "../../domain/deadline.ts";
import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { OpenDuty } from "../../domain/escalation.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { ladderFor } from "../../domain/ladder.ts";
import { runKey, unlessWithdrawn } from "../../domain/milestone-run.ts";
import type { MilestoneRun } from "../../domain/milestone-run.ts";
import { reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { summarize, countsOfDuties } from "../../domain/counts.ts";
import type { Summary } from "../../domain/counts.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { reportsOf } from "../../use-cases/read-reports.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { inOrderOfOffices } from "../../documents/content/order.ts";
import { remindersOf } from "../../use-cases/reminders.ts";
import { everyDuty } from "./every-duty.ts";
import { ladderAfter } from "../../domain/ladder-number.ts";

/** Up to here the duties themselves are counted: exact to the moment, by colour and by letter. */
export const MOST_COUNTED = 1_000;

/** Up to here the reports are read for a look at the dashboard; for more there is the file. */
const MOST_ADDED_UP = 300;

export type Dashboard = {
  readonly summary: Summary;
  /** The duties themselves, unless they are too many: then there are the kept counts alone. */
  readonly duties: readonly Duty[] | undefined;
  /** Open duties of units that no letter reaches, while there is time to do something about it. */
  readonly unreachable: readonly (OpenDuty | Duty)[];
  /** The unit that others report to, if no letter reaches it: it hears nothing of who is late. */
  readonly deafReceiver: Unit | undefined;
  /** The obligation's own milestones, in order of time. */
  readonly runs: readonly MilestoneRun[];
  /** What the reports come to; of the same duties. */
  readonly consolidation: Consolidation | undefined;
};

type Reads = { readonly now: EpochMs; readonly most: number; readonly calendar: WorkingCalendar };

/** What a dashboard shows, by a bounded number of reads for any number of units. */
export async function readDashboard(
  found: FoundObligation,
  effects: Pick<WebEffects, "register">,
  { now, most, calendar }: Reads,
): Promise<Dashboard> {
  const { register } = effects;
  const [counts, runs, receiver] = await Promise.all([
    register.counts.read(obligationRefOf(found)),
    runsOf(found, calendar, effects),
    register.units.unit(found.obligation.receiver),
  ]);
  const kept = summarize(counts, now, found.place);
  const duties = kept.units <= most ? await everyDuty(found, effects, most) : undefined;
  const open = duties?.filter(isOpen) ?? (await someOpenDuties(found, effects, most));
  return {
    summary: duties ? summarize(countsOfDuties(duties), now) : kept,
    duties,
    unreachable: open.filter(({ unreachable, deadline }) => unreachable && !isPast(deadline, now)),
    deafReceiver: receiver && !reachableAddress(receiver) ? receiver : undefined,
    runs,
    consolidation: duties && duties.length <= MOST_ADDED_UP ? await consolidated(duties, found, effects) : undefined,
  };
}

async function consolidated(
  duties: readonly Duty[],
  found: FoundObligation,
  effects: Pick<WebEffects, "register">,
): Promise<Consolidation> {
  const sums = consolidating(found.obligation);
  for await (const read of reportsOf(inOrderOfOffices(duties), found, effects)) sums.add(read);
  return sums.result();
}

async function someOpenDuties(
  found: FoundObligation,
  { register }: Pick<WebEffects, "register">,
  limit: number,
): Promise<OpenDuty[]> {
  const page = await register.duties.openDuties({ ...obligationRefOf(found), place: found.place }, { limit });
  return [...page.items];
}

/** One by one, by name: those of duties with dates of their own may be many. With them what was sent by hand. */
export async function runsOf(
  found: FoundObligation,
  calendar: WorkingCalendar,
  { register }: Pick<WebEffects, "register">,
): Promise<MilestoneRun[]> {
  const { record, obligation } = found;
  const milestones = ladderFor(calendar, { directive: record.directive, obligation, deadline: deadlineIn(obligation) });
  const names = ["issue" as const, ...milestones.map(({ name }) => name)];
  const [reminders, ...runs] = await Promise.all([
    remindersOf(obligationRefOf(found), register),
    ...names.map((milestone) => {
      const ladder = milestone === "issue" ? 0 : ladderAfter(found.place.moved);
      return register.runs.run({ ...obligationRefOf(found), run: runKey({ unitId: undefined, ladder, milestone }) });
    }),
  ]);
  return [...reminders, ...runs]
    .filter((run) => run !== undefined)
    .map((run) => unlessWithdrawn(run, found.place))
    .toSorted((a, b) => a.at - b.at);
}
