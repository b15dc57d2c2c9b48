import type { WorkingCalendar } from "../../domain/working-days.ts";
import { closingNow } from "../../domain/closing.ts";
import type { LeftOut } from "../../domain/closing.ts";
import { consolidating } from "../../domain/consolidation.ts";
import type { Consolidation } from "../../domain/consolidation.ts";
import { countsOfDuties, freedIn, summarize } from "../../domain/counts.ts";
import type { Counts, Summary } from "../../domain/counts.ts";
import { deadlineIn, isPast } from "../../domain/deadline.ts";
import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { OpenDuty } from "../../domain/escalation.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { keptProgress, keptTotals, totalsOf } from "../../domain/kept-sums.ts";
import type { Totals } from "../../domain/kept-sums.ts";
import { ladderAfter } from "../../domain/ladder-number.ts";
import { ladderFor } from "../../domain/ladder.ts";
import { OWN_RUNS, unlessWithdrawn } from "../../domain/milestone-run.ts";
import type { MilestoneRun } from "../../domain/milestone-run.ts";
import { letterCounts } from "../../domain/letters-by-milestone.ts";
import type { LettersSeen } from "../../store/counts.ts";
import { reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { inOrderOfOffices } from "../../documents/content/order.ts";
import { askToBeCounted } from "../../use-cases/ask-to-be-counted.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { figuresToldOf } from "../../use-cases/read-reports.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { remindersOf } from "../../use-cases/reminders.ts";
import { everyDuty } from "./every-duty.ts";

/** Up to here the duties themselves are counted, exact to the moment: as many as cost no more than the kept counts may. */
export const MOST_COUNTED = 150;

/** Named at once; the others stand in the lists. */
const MOST_NAMED = 40;

/** So many open duties with time left are looked through for those that no letter reaches. */
const MOST_LOOKED_AT = 100;

export type Dashboard = {
  readonly summary: Summary;
  /** The units in their colours, overall and by kind; nothing of counts that were kept before colours were. */
  readonly progress: ReturnType<typeof keptProgress>;
  /** The duties themselves, unless they are too many: then there are the kept counts alone. */
  readonly duties: readonly Duty[] | undefined;
  /** Open duties of units that no letter reaches, while there is time to do something about it. */
  readonly unreachable: readonly (OpenDuty | Duty)[];
  /** The unit that others report to, if no letter reaches it: it hears nothing of who is late. */
  readonly deafReceiver: Unit | undefined;
  /** The obligation's own milestones, in order of time. */
  readonly runs: readonly MilestoneRun[];
  /** What the reports come to; of the same duties. */
  readonly totals: Totals | undefined;
  /** The same with who is missing from each sum, by name; of so few units that all are named. */
  readonly consolidation: Consolidation | undefined;
  readonly closing: ClosingShown;
  /** What became of the letters of each milestone; by that instant, if it was not looked at now. Nothing before the first look. */
  readonly letters: (Pick<LettersSeen, "letters"> & { readonly at?: EpochMs | undefined }) | undefined;
};

/** What the consolidated report would lack if it were closed now: of how many, and the first of them by name. */
export type ClosingShown = {
  readonly owing: number;
  readonly filed: number;
  readonly late: Named;
  readonly inTime: Named;
};
type Named = {
  readonly units: number;
  readonly named: readonly Pick<LeftOut, "unitId" | "unitName" | "deadline">[];
};

type Reads = { readonly now: EpochMs; readonly most: number; readonly calendar: WorkingCalendar };
type Uses = Pick<WebEffects, "register" | "clock">;

/** What a dashboard shows, by a bounded number of reads for any number of units. */
export async function readDashboard(found: FoundObligation, effects: Uses, asked: Reads): Promise<Dashboard> {
  const { register } = effects;
  const { now, most } = asked;
  const [{ counts, letters }, runs, receiver] = await Promise.all([
    register.counts.readWithLetters(obligationRefOf(found)),
    runsOf(found, asked.calendar, effects),
    register.units.unit(found.obligation.receiver),
  ]);
  const kept = summarize(counts, now, found.place);
  const duties = kept.units <= most ? await everyDuty(found, effects, most) : undefined;
  return {
    ...(duties ? await ofDuties(duties, found, effects, now) : await ofCounts(counts, kept, { found, now }, effects)),
    duties,
    letters: duties ? { letters: letterCounts(duties) } : letters,
    deafReceiver: receiver && !reachableAddress(receiver) ? receiver : undefined,
    runs,
  };
}

type Counted = Omit<Dashboard, "duties" | "letters" | "deafReceiver" | "runs">;

async function ofDuties(
  duties: readonly Duty[],
  found: FoundObligation,
  effects: Pick<WebEffects, "register">,
  now: EpochMs,
): Promise<Counted> {
  const counts = countsOfDuties(duties);
  const ordered = inOrderOfOffices(duties);
  const sums = consolidating(found.obligation);
  for await (const told of figuresToldOf(ordered, found, effects)) sums.add(told);
  const consolidation = sums.result();
  const { owing, filed, missing } = closingNow(ordered, now);
  const named = (units: readonly LeftOut[]): Named => ({ units: units.length, named: units.slice(0, MOST_NAMED) });
  return {
    summary: summarize(counts, now),
    progress: keptProgress(counts, { now }),
    unreachable: unreachableIn(duties.filter(isOpen), now),
    totals: totalsOf(consolidation),
    consolidation,
    closing: {
      owing,
      filed,
      late: named(missing.filter(({ inTime }) => !inTime)),
      inTime: named(missing.filter(({ inTime }) => inTime)),
    },
  };
}

/** From the counts, and the first of who still owes it by date. */
async function ofCounts(
  counts: Counts,
  summary: Summary,
  { found, now }: { found: FoundObligation; now: EpochMs },
  effects: Uses,
): Promise<Counted> {
  const where = { ...obligationRefOf(found), place: found.place };
  const { duties } = effects.register;
  const [late, inTime] = await Promise.all([
    duties.openByDate(where, { between: { comeBy: now }, limit: MOST_NAMED }),
    duties.openByDate(where, { between: { notComeBy: now }, limit: MOST_LOOKED_AT }),
  ]);
  const progress = keptProgress(counts, { now, withdrawn: found.place.withdrawn });
  const totals = keptTotals(counts, found.obligation, { now, withdrawn: found.place.withdrawn });
  if (!progress || !totals) await askToBeCounted(obligationRefOf(found), effects);
  return {
    summary,
    progress,
    unreachable: unreachableIn(inTime.items, now),
    totals,
    consolidation: undefined,
    closing: {
      owing: summary.units - freedIn(summary),
      filed: summary.filed,
      late: { units: summary.late, named: late.items },
      inTime: { units: summary.open - summary.late, named: inTime.items.slice(0, MOST_NAMED) },
    },
  };
}

function unreachableIn<D extends OpenDuty | Duty>(open: readonly D[], now: EpochMs): D[] {
  return open.filter(({ unreachable, deadline }) => unreachable && !isPast(deadline, now));
}

/** The milestones of the date in force, and with them what was sent by hand; those of duties with dates of their own may be many. */
export async function runsOf(
  found: FoundObligation,
  calendar: WorkingCalendar,
  { register }: Pick<WebEffects, "register">,
): Promise<MilestoneRun[]> {
  const { record, obligation } = found;
  const { directiveId, obligationId } = obligationRefOf(found);
  const milestones = ladderFor(calendar, { directive: record.directive, obligation, deadline: deadlineIn(obligation) });
  const names = new Set<string>(milestones.map(({ name }) => name));
  const ladder = ladderAfter(found.place.moved);
  const [reminders, own] = await Promise.all([
    remindersOf({ directiveId, obligationId }, register),
    register.runs.runsOf(directiveId, { obligationId, begins: OWN_RUNS, consistent: true }),
  ]);
  const shown = own.filter((run) =>
    run.milestone === "issue" ? run.ladder === 0 : run.ladder === ladder && names.has(run.milestone),
  );
  return [...reminders, ...shown].map((run) => unlessWithdrawn(run, found.place)).toSorted((a, b) => a.at - b.at);
}
