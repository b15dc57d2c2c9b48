import type { ByHand } from "./by-hand.ts";
import type { ObligationRef, UnitId } from "./ids.ts";
import { MINUTE_MS } from "./instant.ts";
import type { Deadline } from "./deadline.ts";
import type { EpochMs } from "./instant.ts";
import type { Milestone, MilestoneName } from "./ladder.ts";
import type { LetterEntry } from "./letter.ts";
import type { Doubt, Recount } from "./recount.ts";

/**
 * One milestone that is to run: planned, then sweeping over the open duties, then watched until every
 * letter that it owed is settled. Skipped ones say why.
 */
export type MilestoneRun = ObligationRef & {
  /** Set when the milestone is of one duty's own ladder. */
  readonly unitId?: UnitId | undefined;
  /** The ladder that it belongs to (ladder-number.ts). */
  readonly ladder: number;
  /** On a duty's own ladder, or once the obligation's date has moved: the date that it was planned for. */
  readonly deadline?: Deadline | undefined;
  /** Likewise: the attempt of the act that planned it. Another act may plan the same milestone anew. */
  readonly plannedBy?: string | undefined;
  readonly milestone: MilestoneName;
  readonly at: EpochMs;
  /** Set once a year that was made final has moved it to another moment than it was first planned for. */
  readonly timedAnew?: boolean | undefined;
  readonly phase: "planned" | "sweeping" | "watched" | "settled" | "skipped";
  /** Where the sweep goes on. */
  readonly cursor?: Cursor | undefined;
  /** Until when no other function may take over the sweep, or the recount, that one is at. */
  readonly heldUntil?: EpochMs | undefined;
  readonly startedAt?: EpochMs | undefined;
  readonly sweptAt?: EpochMs | undefined;
  /** At issue: set once every duty and every later milestone of the obligation is there. */
  readonly laidOut?: boolean | undefined;
  /** While it is watched: what the look under way has seen so far, up to the cursor. */
  readonly recount?: Recount | undefined;
  /** Why a look that found every letter settled was not the last. */
  readonly doubt?: Doubt | undefined;
  /** When the last letter that it looks after began to wait for its address to be allowed, about. */
  readonly waitedAt?: EpochMs | undefined;
  readonly reason?: string | undefined;
  /** Of a reminder by hand: whom it is for, and what it says besides. */
  readonly byHand?: ByHand | undefined;
  /** Set when it is no milestone, but units are added or released: which. */
  readonly reporters?: ReportersChange | undefined;
  /** The ledger of the letter to the supervisor. */
  readonly letters: Readonly<Record<string, LetterEntry>>;
};

export type ReminderByHand = MilestoneRun & { readonly byHand: ByHand };

/** Units that are added to an obligation, or released from it, after it was issued. */
export type ReportersChange = {
  readonly add: readonly UnitId[];
  readonly release: readonly UnitId[];
  /** The date of those that are added, unless they go by the obligation's. */
  readonly deadline?: Deadline | undefined;
  readonly reason: string;
  readonly documentNumber: string;
  readonly by: string;
};

/** Why a milestone never ran. */
export type MootReason =
  | "its time had passed when the date was set"
  | "filed"
  | "the duty was given another date"
  | "the date was moved"
  | "the directive was withdrawn"
  | "the directive was not withdrawn"
  | "no such report is asked for"
  | "its reports are consolidated by then"
  | `overtaken by ${string}`;

/** A place in a list that spans shards: which shard, and after which key of it. */
export type Cursor = { readonly shard: number; readonly after?: Readonly<Record<string, string>> | undefined };

export type RunRef = ObligationRef & { readonly run: string };

/** How long a sweep or a look is one function's: longer than the function lives. */
export const SWEEP_HOLD_MS = 2 * MINUTE_MS;

/** When a swept milestone is looked at for letters not settled: past the lease of any claim. */
export const WATCH_AFTER_MS = 20 * MINUTE_MS;

/** When a milestone is looked at again whose letters are all settled, but for those whose address may not be written to yet. */
export const RECOUNT_WAITING_MS = 60 * MINUTE_MS;

/**
 * A look has seen the letters that began to wait so long before it began: by clocks of which each may be two minutes
 * off, and reads that may be older than the last write.
 */
export const WAITING_SEEN_AFTER_MS = 10 * MINUTE_MS;

/** Grace for the scheduler, which fires within a minute: before that a milestone is not overdue. */
export const OVERDUE_AFTER_MS = 2 * MINUTE_MS;

/**
 * The name of a run within its obligation: `ALL#remind-10`; `ALL#1#remind-10` once the obligation's date has moved; or
 * `UNIT#stc#1#remind-2` on a ladder of one duty's own. What is done beside the ladder, `BESIDE#by-hand-3`, may be done a hundred
 * times: by its name it comes behind the obligation's milestones, so that these are on the first page, and before those of duties.
 */
export function runKey({ unitId, ladder, milestone }: Pick<MilestoneRun, "unitId" | "ladder" | "milestone">): string {
  if (unitId !== undefined) return `UNIT#${unitId}#${ladder}#${milestone}`;
  if (/^(by-hand|reporters)-/.test(milestone)) return `BESIDE#${milestone}`;
  return ladder === 0 ? `ALL#${milestone}` : `ALL#${-ladder}#${milestone}`;
}

/** What the names begin with of an obligation's own milestones, of each date that it had. */
export const OWN_RUNS = "ALL#";

/** What the names begin with of every run for the same duties: of one duty's own dates, or of the obligation's. */
export function keysBeside({ unitId }: Pick<MilestoneRun, "unitId">): string {
  return unitId === undefined ? OWN_RUNS : `UNIT#${unitId}#`;
}

/** What the names begin with of the runs of one such act. */
export function besideKeys(act: "by-hand" | "reporters"): string {
  return `BESIDE#${act}-`;
}

/** What a run is asked for by. */
export function runRefOf(run: MilestoneRun): RunRef {
  return { directiveId: run.directiveId, obligationId: run.obligationId, run: runKey(run) };
}

/** Whether a run is that of the obligation's issue. */
export const isIssueRun = ({ unitId, ladder, milestone }: MilestoneRun): boolean =>
  unitId === undefined && ladder === 0 && milestone === "issue";

/** The run of an obligation's issue: its looks ask again for every letter of its duties that waits for its address. */
export function issueRunOf({ directiveId, obligationId }: ObligationRef): RunRef {
  return { directiveId, obligationId, run: runKey({ unitId: undefined, ladder: 0, milestone: "issue" }) };
}

/** The letter that a run asks for: of units that were added, that of the issue. */
export function letterOfRun({
  ladder,
  milestone,
  reporters,
}: MilestoneRun): Pick<MilestoneRun, "ladder" | "milestone"> {
  return reporters ? { ladder: 0, milestone: "issue" } : { ladder, milestone };
}

/** The runs of a ladder; those whose time has passed already are skipped, with the reason, and never sent. */
export function plannedRuns(
  ref: ObligationRef & Pick<MilestoneRun, "unitId" | "ladder" | "deadline" | "plannedBy">,
  milestones: readonly Milestone[],
  now: EpochMs,
): MilestoneRun[] {
  return milestones.map(({ name, at }) => ({
    ...ref,
    milestone: name,
    at,
    letters: {},
    ...(at < now ? { phase: "skipped", reason: "its time had passed when the date was set" } : { phase: "planned" }),
  }));
}

/** A milestone as people see it: of a directive that was withdrawn, what has not begun is not to come any more. */
export function unlessWithdrawn(
  run: MilestoneRun,
  { withdrawn }: { readonly withdrawn?: boolean | undefined },
): MilestoneRun {
  const reason: MootReason = "the directive was withdrawn";
  return withdrawn && run.phase === "planned" && run.milestone !== "issue" ? { ...run, phase: "skipped", reason } : run;
}

/** Whether a run writes its letters, or has: once it does it comes to its end. */
export function hasBegun({ phase }: Pick<MilestoneRun, "phase">): boolean {
  return phase !== "planned" && phase !== "skipped";
}

/** Whether a run still has something to do. */
export function isUnfinished(run: MilestoneRun): boolean {
  return run.phase !== "settled" && run.phase !== "skipped";
}
