import * as z from "zod/mini";

import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import type { DirectiveId, ObligationId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { MilestoneNameSchema } from "../domain/ladder.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { LetterEntrySchema } from "../domain/letter.ts";
import type { Doubt, Recount } from "../domain/recount.ts";
import { SWEEP_HOLD_MS, WAITING_SEEN_AFTER_MS, WATCH_AFTER_MS, isUnfinished, runKey } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun, MootReason, RunRef } from "../domain/milestone-run.ts";
import type { PageAsked, Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import type { Condition } from "./expressions.ts";
import { absent, allOf, anyOf, beginsWith, below, equals, exists, oneOf } from "./expressions.ts";
import { LettersSchema } from "./counts.ts";
import { keys, timeKey } from "./table.ts";
import type { Key } from "./table.ts";
import { DeadlineSchema } from "../domain/deadline.ts";

const RecountSchema = lazyObject(() => ({
  // Absent in a recount that an earlier release has begun.
  begunAt: z._default(z.number(), 0),
  asked: z.number(),
  waiting: z._default(z.number(), 0),
  made: z.number(),
  counted: z.number(),
  counts: z.record(z.string(), z.number()),
  letters: z._default(LettersSchema, {}),
}));

const ByHandSchema = lazyObject(() => ({
  units: z.union([z.enum(["late", "open"]), z.array(UnitIdSchema)]),
  note: z.optional(z.string()),
  again: z.optional(z.boolean()),
  by: z.string(),
}));

const ReportersSchema = lazyObject(() => ({
  add: z.array(UnitIdSchema),
  release: z.array(UnitIdSchema),
  deadline: z.optional(DeadlineSchema),
  reason: z.string(),
  documentNumber: z.string(),
  by: z.string(),
}));

export const RunSchema = lazyObject(() => ({
  directiveId: DirectiveIdSchema,
  obligationId: ObligationIdSchema,
  unitId: z.optional(UnitIdSchema),
  ladder: z.number(),
  deadline: z.optional(DeadlineSchema),
  plannedBy: z.optional(z.string()),
  milestone: MilestoneNameSchema,
  at: z.number(),
  timedAnew: z.optional(z.boolean()),
  phase: z.enum(["planned", "sweeping", "watched", "settled", "skipped"]),
  cursor: z.optional(z.object({ shard: z.number(), after: z.optional(z.record(z.string(), z.string())) })),
  heldUntil: z.optional(z.number()),
  startedAt: z.optional(z.number()),
  sweptAt: z.optional(z.number()),
  laidOut: z.optional(z.boolean()),
  recount: z.optional(RecountSchema),
  doubt: z.optional(z.object({ made: z.number(), counted: z.number(), looks: z.number() })),
  waitedAt: z.optional(z.number()),
  reason: z.optional(z.string()),
  byHand: z.optional(ByHandSchema),
  reporters: z.optional(ReportersSchema),
  letters: z.record(z.string(), LetterEntrySchema),
}));

export type Runs = ReturnType<typeof runsIn>;

/** Milestones that are to run, each in the sparse index until every letter it owed is settled. */
export function runsIn(table: Table) {
  const change = (run: MilestoneRun, set: Item, remove: string[], when: readonly Condition[]): Promise<boolean> =>
    table.update(keys.milestone(run, runKey(run)), { set, remove: remove.map((name) => [name]) }, when);

  return {
    /** Writes runs that are not there yet; what is there stays as it is. @returns whether all were new */
    async plan(runs: readonly MilestoneRun[]): Promise<boolean> {
      let all = true;
      for (const run of runs) all = (await table.put(runItem(run), absent("pk"))) && all;
      return all;
    },

    /** Writes the runs of a date that is about to be set, over what an act that never happened may have left. */
    async replan(runs: readonly MilestoneRun[]): Promise<void> {
      for (const run of runs) await table.put(runItem(run));
    },

    async run(ref: RunRef): Promise<MilestoneRun | undefined> {
      const item = await table.get(keys.milestone(ref, ref.run), { consistent: true });
      return item && RunSchema.parse(item);
    },

    /** The runs of a directive: of its obligations, and of duties with dates of their own; or those of one obligation whose names begin so. */
    async runsOf(
      directiveId: DirectiveId,
      { consistent = false, ...of }: Omit<RunsOf, "directiveId"> & { readonly consistent?: boolean } = {},
    ): Promise<MilestoneRun[]> {
      const runs: MilestoneRun[] = [];
      const items = table.queryAll(whereRunsOf({ directiveId, ...of }), { consistent });
      for await (const item of items) runs.push(RunSchema.parse(item));
      return inTime(runs);
    },

    /**
     * A page of those of a directive, or of one obligation: of each obligation its own runs come on earlier pages than
     * those of its duties; within a page, by time.
     */
    async someRunsOf(of: RunsOf, { limit, after }: PageAsked) {
      const page = await table.query(whereRunsOf(of), { limit, after });
      const runs = page.items.map((item): MilestoneRun => RunSchema.parse(item));
      return { items: inTime(runs), after: page.after };
    },

    /** A page of runs whose time to be looked at lies before an instant, the oldest first: the watchdog's one question. */
    async runsDueBefore(instant: EpochMs, { limit, after }: PageAsked) {
      const due = allOf(equals("pk", keys.milestones), below("due", timeKey(instant)));
      const page = await table.query(due, { index: "open", limit, after });
      return { items: page.items.map(({ sk }): RunRef => readRunRef(String(sk))), after: page.after };
    },

    /** Takes a sweep for one function; false when another holds it, or it is swept already. */
    hold: (run: MilestoneRun, now: EpochMs): Promise<boolean> =>
      change(
        run,
        { phase: "sweeping", startedAt: run.startedAt ?? now, heldUntil: now + SWEEP_HOLD_MS },
        [],
        [oneOf("phase", ["planned", "sweeping"]), isSamePlan(run), isFree(now)],
      ),

    /**
     * Takes a recount for one function; false when another is at it. It is not asked for meanwhile: should the function
     * die, the watchdog finds the run when its next recount is due.
     */
    holdRecount: (run: MilestoneRun, now: EpochMs): Promise<boolean> =>
      change(
        run,
        { heldUntil: now + SWEEP_HOLD_MS, due: timeKey(now + WATCH_AFTER_MS) },
        [],
        [equals("phase", "watched"), isFree(now)],
      ),

    /**
     * Keeps the place that a sweep or a laying out has reached; held until then by who is at it. Nothing once the sweep is
     * through: a function that slept on would have the recount begin half-way.
     */
    advance: (run: MilestoneRun, cursor: Cursor, { heldUntil }: { heldUntil: EpochMs }): Promise<boolean> =>
      change(run, { cursor, heldUntil }, [], [equals("phase", "sweeping")]),

    /** Hands a recount on to the next function: its place, and what it has seen so far. */
    handRecountOn: (run: MilestoneRun, cursor: Cursor, recount: Recount): Promise<boolean> =>
      change(run, { cursor, heldUntil: 0, recount }, [], [equals("phase", "watched")]),

    /** Every duty of the obligation is there; the sweep begins at the beginning. */
    markLaidOut: (run: MilestoneRun): Promise<boolean> => change(run, { laidOut: true }, ["cursor"], [exists("pk")]),

    /** The sweep is through: the run is looked at again once every claim's lease is over, unless a later time is given. */
    watch: (
      run: MilestoneRun,
      now: EpochMs,
      { doubt, afterMs = WATCH_AFTER_MS }: { doubt?: Doubt | undefined; afterMs?: number } = {},
    ): Promise<boolean> =>
      change(
        run,
        {
          phase: "watched",
          sweptAt: run.sweptAt ?? now,
          due: timeKey(now + afterMs),
          ...(doubt && { doubt }),
        },
        ["cursor", "heldUntil", "recount", ...(doubt ? [] : ["doubt"])],
        [oneOf("phase", ["sweeping", "watched"])],
      ),

    /** Nothing is left to be looked for. False when a letter began to wait that a recount begun then may not have seen. */
    settle: (run: MilestoneRun, { recountBegunAt }: { recountBegunAt: EpochMs }): Promise<boolean> =>
      change(
        run,
        { phase: "settled" },
        ["due", "cursor", "heldUntil", "recount", "doubt", "waitedAt"],
        [
          equals("phase", "watched"),
          anyOf(absent("waitedAt"), below("waitedAt", recountBegunAt - WAITING_SEEN_AFTER_MS)),
        ],
      ),

    /** Has a run looked at on, from an instant if it had settled. False when its phase is no longer the one that was read. */
    watchOn: (
      run: MilestoneRun,
      { waitedAt, from }: { waitedAt: EpochMs; from?: EpochMs | undefined },
    ): Promise<boolean> =>
      change(
        run,
        { phase: "watched", waitedAt, ...(from !== undefined && { due: timeKey(from) }) },
        [],
        [equals("phase", run.phase)],
      ),

    /** Gives a planned run another moment, for which its schedule is to be set; false when it has begun, or was planned anew meanwhile. */
    retime: (run: MilestoneRun, at: EpochMs): Promise<boolean> =>
      change(run, { at, due: timeKey(at), timedAnew: true }, [], [equals("phase", "planned"), isSamePlan(run)]),

    /** Records why a planned milestone does not run; false when it has begun, or was planned anew meanwhile. */
    skip: (run: MilestoneRun, reason: MootReason): Promise<boolean> =>
      change(run, { phase: "skipped", reason }, ["due"], [equals("phase", "planned"), isSamePlan(run)]),
  };
}

type RunsOf = {
  readonly directiveId: DirectiveId;
  readonly obligationId?: ObligationId;
  readonly begins?: string;
};

function whereRunsOf({ directiveId, obligationId, begins = "" }: RunsOf): Condition {
  return allOf(equals("pk", keys.milestones), beginsWith("sk", keys.milestonesOf(directiveId, obligationId) + begins));
}

export const inTime = (runs: readonly MilestoneRun[]): MilestoneRun[] => runs.toSorted((a, b) => a.at - b.at);

/** No function holds the run, or its time is over. */
const isFree = (now: EpochMs): Condition => anyOf(absent("heldUntil"), below("heldUntil", now));

/** What was decided of one plan must not be done to another that has taken its place since. */
function isSamePlan({ plannedBy, at }: MilestoneRun): Condition {
  return allOf(plannedBy === undefined ? absent("plannedBy") : equals("plannedBy", plannedBy), equals("at", at));
}

function runItem(run: MilestoneRun): Key & Item {
  return { ...keys.milestone(run, runKey(run)), ...run, due: isUnfinished(run) ? timeKey(run.at) : undefined };
}

function readRunRef(sk: string): RunRef {
  const { directiveId, obligationId, key } = keys.milestoneIn(sk);
  return {
    directiveId: DirectiveIdSchema.parse(directiveId),
    obligationId: ObligationIdSchema.parse(obligationId),
    run: key,
  };
}
