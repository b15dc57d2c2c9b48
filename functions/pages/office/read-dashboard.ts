import type { WorkingCalendar } from "../../domain/working-days.ts";
import type { LeftOut } from "../../domain/closing.ts";
import { filedByKind, freedIn, openBy, summarize } from "../../domain/counts.ts";
import type { Counts, Summary } from "../../domain/counts.ts";
import { deadlineIn, isPast } from "../../domain/deadline.ts";
import { isUnanswered } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { OpenDuty } from "../../domain/escalation.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { keptProgress, keptTotals } from "../../domain/kept-sums.ts";
import type { Totals } from "../../domain/kept-sums.ts";
import { ladderAfter } from "../../domain/ladder-number.ts";
import { ladderFor } from "../../domain/ladder.ts";
import { letterKey } from "../../domain/letter.ts";
import type { LetterCounts } from "../../domain/letters-by-milestone.ts";
import { seenOfRun } from "../../domain/letters-seen.ts";
import { isIssueRun, unlessWithdrawn } from "../../domain/milestone-run.ts";
import type { MilestoneRun } from "../../domain/milestone-run.ts";
import { isUnreached } from "../../domain/owed.ts";
import { reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { MAILBOX_FULL } from "../../domain/waiting.ts";
import type { DashboardItems } from "../../store/dashboards.ts";
import { haveItCounted } from "../../use-cases/ask-to-be-counted.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import type { DeskEffects } from "../../use-cases/effects.ts";

/** Named at once; the others stand in the lists. */
const MOST_NAMED = 40;

/** So many open duties with time left are looked through for those that no letter reaches. */
const MOST_LOOKED_AT = 100;

/** So many duties, by the units' ids, are looked through for those that are not known to have received the directive. */
const MOST_ASKED = 50;

export type Dashboard = Pick<DashboardItems, "forwarded"> & {
  readonly summary: Summary;
  /** The units in their colours, overall and by kind; nothing of counts that were kept before colours were. */
  readonly progress: ReturnType<typeof keptProgress>;
  /** First filings by kind of unit and day; nothing of counts that were kept before they were told apart. */
  readonly filedByKind: ReturnType<typeof filedByKind>;
  /** Open duties of units that no letter reaches, while there is time to do something about it. */
  readonly unreachable: Unreachable;
  /** Who is not known to have received the directive, until the first reminder asks for the report itself. */
  readonly unanswered: Unanswered | undefined;
  /** The unit that others report to, if no letter reaches it: it hears nothing of who is late. */
  readonly deafReceiver: Unit | undefined;
  /** The obligation's own milestones, in order of time. */
  readonly runs: readonly MilestoneRun[];
  /** To how many units the next milestone writes if nothing changes before it. */
  readonly toCome: number;
  /** What the reports come to; nothing of counts that were kept before sums were. */
  readonly totals: Totals | undefined;
  readonly closing: ClosingShown;
  readonly letters: LettersShown;
};

/** Some of them, and whether there may be others that were not looked at. */
export type Unreachable = { readonly units: readonly OpenDuty[]; readonly mayBeMore: boolean };

/** How many, and the first of those among the units that were looked at; and when the first reminder goes out. */
export type Unanswered = { readonly units: number; readonly named: readonly Duty[]; readonly until: EpochMs };

/** What became of letters as the last look saw it: by which instant, over all units; and of one milestone, unless none has looked since it ran. */
export type LettersShown = {
  readonly at: EpochMs | undefined;
  readonly ofRun: (run: MilestoneRun) => LetterCounts | undefined;
};

/** What the consolidated report would lack if it were closed now: of how many, and the first of them by date. */
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

type Uses = Pick<DeskEffects, "register" | "clock">;

/** What is read of an obligation by its name alone: what is counted of it, and its own milestones of whatever date. */
export type ReadBeside = { readonly items: DashboardItems; readonly ownRuns: readonly MilestoneRun[] };

export async function readBeside(
  found: FoundObligation,
  { register }: Pick<DeskEffects, "register">,
): Promise<ReadBeside> {
  const ref = obligationRefOf(found);
  const [items, ownRuns] = await Promise.all([
    register.desk.dashboardItems(ref, found.obligation.receiver),
    register.desk.ownRunsOf(ref),
  ]);
  return { items, ownRuns };
}

/**
 * What a dashboard shows, from what is counted as duties move and from the first pages of its lists: the same reads for
 * any number of units.
 */
export async function readDashboard(
  { beside, ...found }: FoundObligation & { readonly beside: ReadBeside },
  effects: Uses,
  { now, calendar }: { readonly now: EpochMs; readonly calendar: WorkingCalendar },
): Promise<Dashboard> {
  const { withdrawn } = found.place;
  const { counts, letters, lettersOf, receiver, forwarded } = beside.items;
  const runs = runsInForce(beside.ownRuns, found, calendar);
  const summary = summarize(counts, now, found.place);
  const kept = {
    progress: keptProgress(counts, { now, withdrawn }),
    totals: keptTotals(counts, found.obligation, { now, withdrawn }),
    filedByKind: filedByKind(counts),
  };
  const isWhole = kept.progress && kept.totals && kept.filedByKind;
  const [open, unanswered] = await Promise.all([
    openNamed(found, { counts, summary, now }, effects),
    unansweredIn(found, { counts, runs, now }, effects),
    isWhole ? undefined : haveItCounted(runs.find(isIssueRun), effects),
  ]);
  return {
    ...kept,
    ...open,
    unanswered,
    summary,
    forwarded,
    deafReceiver: receiver && (!reachableAddress(receiver) || lastListIsHeld(runs)) ? receiver : undefined,
    runs,
    toCome: withdrawn ? 0 : openBy(counts, found.place.deadline),
    letters: { at: letters?.at, ofRun: (run) => seenOfRun(run, letters, lettersOf) },
  };
}

/** Whether the last list of late units reached nobody: it waits for a mailbox that is full, or no address was left. */
function lastListIsHeld(runs: readonly MilestoneRun[]): boolean {
  const last = runs.flatMap((run) => run.letters[letterKey({ ...run, addressee: "unit" })] ?? []).at(-1);
  if (!last) return false;
  return isUnreached(last) || (last.status === "waiting" && last.reason === MAILBOX_FULL);
}

type Kept = { readonly counts: Counts; readonly now: EpochMs };

/** Who still owes it, the first by date: of those that are late, and of those that have time left. Where the counts know of none, nobody is looked for. */
async function openNamed(
  found: FoundObligation,
  { counts, summary, now }: Kept & { readonly summary: Summary },
  { register }: Pick<DeskEffects, "register">,
): Promise<Pick<Dashboard, "closing" | "unreachable">> {
  const where = { ...obligationRefOf(found), place: found.place };
  const { late: lateUnits, open, units, filed } = summary;
  const unitsInTime = open - lateUnits;
  const [late, inTime] = await Promise.all([
    lateUnits > 0 ? register.desk.openByDate(where, { between: { comeBy: now }, limit: MOST_NAMED }) : NOBODY,
    unitsInTime > 0 ? register.desk.openByDate(where, { between: { notComeBy: now }, limit: MOST_LOOKED_AT }) : NOBODY,
  ]);
  const unreachable = inTime.items.filter((duty) => duty.unreachable && !isPast(duty.deadline, now));
  return {
    unreachable: {
      units: unreachable,
      mayBeMore: inTime.next !== undefined && (counts["unreachable"] ?? 0) > unreachable.length,
    },
    closing: {
      owing: units - freedIn(summary),
      filed,
      late: { units: lateUnits, named: late.items },
      inTime: { units: unitsInTime, named: inTime.items.slice(0, MOST_NAMED) },
    },
  };
}

const NOBODY = { items: [], next: undefined };

async function unansweredIn(
  found: FoundObligation,
  { counts, runs, now }: Kept & { readonly runs: readonly MilestoneRun[] },
  { register }: Pick<DeskEffects, "register">,
): Promise<Unanswered | undefined> {
  const units = counts["unanswered"] ?? 0;
  const first = runs.find((run) => !isIssueRun(run) && !run.byHand);
  if (found.place.withdrawn || !first || first.at <= now || units === 0) return undefined;
  const where = { ...obligationRefOf(found), place: found.place };
  const { items } = await register.desk.dutiesByUnit(where, { limit: MOST_ASKED });
  return { units, named: items.filter(isUnanswered), until: first.at };
}

/** The milestones of the date in force, and with them what was sent by hand; those of duties with dates of their own may be many. */
export async function runsOf(
  found: FoundObligation,
  calendar: WorkingCalendar,
  { register }: Pick<DeskEffects, "register">,
): Promise<MilestoneRun[]> {
  return runsInForce(await register.desk.ownRunsOf(obligationRefOf(found)), found, calendar);
}

function runsInForce(
  ownRuns: readonly MilestoneRun[],
  { record, obligation, place }: FoundObligation,
  calendar: WorkingCalendar,
): MilestoneRun[] {
  const milestones = ladderFor(calendar, { directive: record.directive, obligation, deadline: deadlineIn(obligation) });
  const names = new Set<string>(milestones.map(({ name }) => name));
  const ladder = ladderAfter(place.moved);
  return ownRuns
    .filter((run) => isIssueRun(run) || run.byHand !== undefined || (run.ladder === ladder && names.has(run.milestone)))
    .map((run) => unlessWithdrawn(run, place));
}
