import { expect, it } from "vitest";

import { DirectiveIdSchema, ObligationIdSchema } from "../../../../functions/domain/ids.ts";
import { beginRecount } from "../../../../functions/domain/recount.ts";
import {
  SWEEP_HOLD_MS,
  WAITING_SEEN_AFTER_MS,
  WATCH_AFTER_MS,
  runKey,
} from "../../../../functions/domain/milestone-run.ts";
import type { MilestoneRun } from "../../../../functions/domain/milestone-run.ts";
import { at, planned, ref, unitId } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2017-10-13T08:00");
const LATER = at("2018-01-01T00:00");
const remind10 = planned("remind-10", "2017-10-13T08:00");
const remind5 = planned("remind-5", "2017-10-20T08:00");
const escalate = planned("escalate", "2017-10-30T08:00");
const refOf = (run: MilestoneRun) => ({
  directiveId: run.directiveId,
  obligationId: run.obligationId,
  run: runKey(run),
});

export function runSuite(fresh: Fresh): void {
  const withRuns = async (...runs: MilestoneRun[]) => {
    const { register } = await fresh();
    await register.runs.plan(runs);
    const read = async (run: MilestoneRun) => {
      const found = await register.runs.run(refOf(run));
      if (!found) throw new Error("The run is not there.");
      return found;
    };
    return { runs: register.runs, desk: register.desk, read };
  };

  it("a milestone is planned once: again, what has become of it stays", async () => {
    const { runs, read } = await withRuns(remind10);
    await runs.skip(remind10, "overtaken by remind-5");
    await runs.plan([remind10, remind5]);
    expect(await read(remind10)).toMatchObject({ phase: "skipped", reason: "overtaken by remind-5" });
    expect(await read(remind5)).toEqual(remind5);
    expect(await runs.run({ ...ref, run: "ALL#remind-2" })).toBeUndefined();
  });

  it("planning anew, for a date that is about to be set, overwrites what an act that never happened left", async () => {
    const own = { ...escalate, unitId: unitId("stc"), ladder: 1 };
    const { runs, read } = await withRuns({ ...own, at: at("2017-11-20T08:00") });
    await runs.replan([own]);
    expect(await read(own)).toEqual(own);
  });

  it("the runs of a directive are listed by time, its duties' own among them, and of no other directive", async () => {
    const other = DirectiveIdSchema.parse(`${ref.directiveId}-bis`);
    const own = { ...planned("remind-2", "2017-10-17T08:00"), unitId: unitId("stc"), ladder: 1 };
    const { runs } = await withRuns(escalate, own, remind10, { ...remind5, directiveId: other });
    expect((await runs.runsOf(ref.directiveId)).map(runKey)).toEqual([
      "ALL#remind-10",
      "UNIT#stc#1#remind-2",
      "ALL#escalate",
    ]);
  });

  it("an obligation's own runs come with what was sent by hand, and without those of its duties or of added units", async () => {
    const own = { ...planned("remind-2", "2017-10-17T08:00"), unitId: unitId("stc"), ladder: 1 };
    const byHand = planned("by-hand-1", "2017-10-18T08:00");
    const added = planned("reporters-1", "2017-10-19T08:00");
    const moved = { ...planned("remind-10", "2017-10-20T08:00"), ladder: -1 };
    const other = { ...remind5, obligationId: ObligationIdSchema.parse("tong-hop") };
    const { desk } = await withRuns(escalate, own, byHand, added, moved, remind10, other);
    expect((await desk.ownRunsOf(ref)).map(runKey)).toEqual([
      "ALL#remind-10",
      "BESIDE#by-hand-1",
      "ALL#1#remind-10",
      "ALL#escalate",
    ]);
  });

  it("pages of them give each obligation's own runs first, and can be had of one obligation alone", async () => {
    const other = ObligationIdSchema.parse("tong-hop");
    const own = { ...planned("remind-2", "2017-10-13T07:00"), unitId: unitId("stc"), ladder: 1 };
    const { runs } = await withRuns(own, escalate, remind10, { ...remind5, obligationId: other });
    const first = await runs.someRunsOf(ref, { limit: 2 });
    expect(first.items.map(runKey)).toEqual(["ALL#remind-10", "ALL#escalate"]);
    expect((await runs.someRunsOf(ref, { limit: 2, after: first.after })).items.map(runKey)).toEqual([
      "UNIT#stc#1#remind-2",
    ]);
    expect((await runs.someRunsOf({ directiveId: ref.directiveId }, { limit: 9 })).items).toHaveLength(4);
  });

  it("a sweep that slept on does not have the look begin half-way", async () => {
    const { runs, read } = await withRuns(remind10);
    const cursor = { shard: 0, after: { pk: "OBLIGATION", sk: "UNIT#stc" } };
    await runs.hold(remind10, NOW);
    await runs.watch(remind10, NOW);
    expect(await runs.advance(remind10, cursor, { heldUntil: 0 })).toBe(false);
    expect((await read(remind10)).cursor).toBeUndefined();
    expect(await runs.handRecountOn(remind10, cursor, beginRecount(NOW, 0))).toBe(true);
    expect(await read(remind10)).toMatchObject({ cursor, recount: beginRecount(NOW, 0) });
  });

  it("what was decided of a plan is not done to one that another act has put in its place", async () => {
    const own = { ...escalate, unitId: unitId("stc"), ladder: 1, plannedBy: "lost" };
    const { runs, read } = await withRuns(own);
    const anew = { ...own, plannedBy: "won", at: at("2017-11-06T08:00") };
    await runs.replan([anew]);
    expect(await runs.skip(own, "filed")).toBe(false);
    expect(await runs.hold(own, NOW)).toBe(false);
    expect(await read(anew)).toEqual(anew);
    expect(await runs.skip(anew, "filed")).toBe(true);
  });

  it("the watchdog finds what is past its time and not finished, oldest first", async () => {
    const own = { ...planned("remind-2", "2017-10-17T08:00"), unitId: unitId("stc"), ladder: 1 };
    const { runs } = await withRuns(escalate, own, remind10, remind5);
    const due = async (wall: string, limit = 10) =>
      (await runs.runsDueBefore(at(wall), { limit })).items.map(({ run }) => run);
    expect(await due("2017-10-13T08:00")).toEqual([]);
    expect(await due("2017-10-13T08:00:00.001")).toEqual(["ALL#remind-10"]);
    expect(await due("2017-10-25T08:00")).toEqual(["ALL#remind-10", "UNIT#stc#1#remind-2", "ALL#remind-5"]);
    expect(await due("2017-10-25T08:00", 2)).toEqual(["ALL#remind-10", "UNIT#stc#1#remind-2"]);
    await runs.skip(remind10, "overtaken by remind-5");
    expect(await due("2017-10-20T08:00")).toEqual(["UNIT#stc#1#remind-2"]);
    expect((await runs.runsDueBefore(at("2017-10-20T08:00"), { limit: 1 })).items).toEqual([refOf(own)]);
  });

  it("of two who begin a sweep at once, one holds it, until its time is over", async () => {
    const { runs, read } = await withRuns(remind10);
    const held = await Promise.all([runs.hold(remind10, NOW), runs.hold(remind10, NOW)]);
    expect(held.filter(Boolean)).toHaveLength(1);
    expect(await read(remind10)).toMatchObject({ phase: "sweeping", startedAt: NOW, heldUntil: NOW + SWEEP_HOLD_MS });
    const begun = await read(remind10);
    expect(await runs.hold(begun, NOW + SWEEP_HOLD_MS)).toBe(false);
    expect(await runs.hold(begun, NOW + SWEEP_HOLD_MS + 1)).toBe(true);
    expect((await read(remind10)).startedAt).toBe(NOW);
  });

  it("a sweep keeps its place, and can be handed on at once", async () => {
    const { runs, read } = await withRuns(remind10);
    const cursor = { shard: 3, after: { pk: "a", sk: "b", due: "c" } };
    expect(await runs.advance(remind10, cursor, { heldUntil: 0 })).toBe(false);
    await runs.hold(remind10, NOW);
    expect(await runs.advance(remind10, cursor, { heldUntil: 0 })).toBe(true);
    const handed = await read(remind10);
    expect(handed.cursor).toEqual(cursor);
    expect(await runs.hold(handed, NOW + 1)).toBe(true);
  });

  it("a sweep that is through is looked at again once every claim's lease is over, then leaves the watchdog's list", async () => {
    const { runs, read } = await withRuns(remind10);
    await runs.hold(remind10, NOW);
    await runs.advance(remind10, { shard: 0 }, { heldUntil: NOW });
    expect(await runs.watch(remind10, NOW)).toBe(true);
    const watched = await read(remind10);
    expect(watched).toMatchObject({ phase: "watched", sweptAt: NOW });
    expect(watched.cursor ?? watched.heldUntil).toBeUndefined();
    expect((await runs.runsDueBefore(NOW + WATCH_AFTER_MS, { limit: 10 })).items).toEqual([]);
    expect((await runs.runsDueBefore(NOW + WATCH_AFTER_MS + 1, { limit: 10 })).items).toEqual([refOf(remind10)]);

    expect(await runs.watch(watched, NOW + WATCH_AFTER_MS)).toBe(true);
    expect((await read(remind10)).sweptAt).toBe(NOW);
    expect((await runs.runsDueBefore(NOW + WATCH_AFTER_MS + 1, { limit: 10 })).items).toEqual([]);

    expect(await runs.settle(watched, { recountBegunAt: NOW })).toBe(true);
    expect((await runs.runsDueBefore(LATER, { limit: 10 })).items).toEqual([]);
    for (const again of [
      runs.settle(watched, { recountBegunAt: NOW }),
      runs.hold(watched, LATER),
      runs.watch(watched, LATER),
    ])
      expect(await again).toBe(false);
  });

  it("a milestone that had settled is looked at on for a letter that waits, and settled by a look that has seen it", async () => {
    const issue = planned("issue", "2017-10-13T08:00");
    const { runs, read } = await withRuns(issue);
    await runs.hold(issue, NOW);
    await runs.watch(issue, NOW);
    const watched = await read(issue);
    await runs.settle(issue, { recountBegunAt: NOW });

    expect(await runs.watchOn(watched, { waitedAt: NOW })).toBe(false);
    expect(await runs.watchOn(await read(issue), { waitedAt: NOW, from: LATER })).toBe(true);
    expect(await read(issue)).toMatchObject({ phase: "watched", waitedAt: NOW });
    expect((await runs.runsDueBefore(LATER, { limit: 10 })).items).toEqual([]);
    expect((await runs.runsDueBefore(LATER + 1, { limit: 10 })).items).toEqual([refOf(issue)]);
    // Of one that is watched the next look is not put off.
    expect(await runs.watchOn(await read(issue), { waitedAt: NOW + 1 })).toBe(true);
    expect((await runs.runsDueBefore(LATER + 1, { limit: 10 })).items).toEqual([refOf(issue)]);

    const seenBy = NOW + 1 + WAITING_SEEN_AFTER_MS;
    expect(await runs.settle(await read(issue), { recountBegunAt: seenBy })).toBe(false);
    expect(await runs.settle(await read(issue), { recountBegunAt: seenBy + 1 })).toBe(true);
    expect((await read(issue)).waitedAt).toBeUndefined();
  });

  it("a milestone that has begun is not skipped, one that is settled neither", async () => {
    const { runs, read } = await withRuns(remind10, remind5);
    await runs.hold(remind10, NOW);
    expect(await runs.skip(remind10, "overtaken by remind-5")).toBe(false);
    await runs.watch(remind10, NOW);
    await runs.settle(remind10, { recountBegunAt: NOW });
    expect(await runs.skip(remind10, "overtaken by remind-5")).toBe(false);
    expect(await runs.settle(remind5, { recountBegunAt: NOW })).toBe(false);
    expect((await read(remind5)).phase).toBe("planned");
  });

  it("once all is laid out the sweep begins at the beginning", async () => {
    const issue = planned("issue", "2017-07-14T08:00");
    const { runs, read } = await withRuns(issue);
    await runs.hold(issue, NOW);
    await runs.advance(issue, { shard: 0, after: { pk: "UNITS", sk: "UNIT#stc" } }, { heldUntil: 0 });
    expect(await runs.markLaidOut(issue)).toBe(true);
    const laidOut = await read(issue);
    expect(laidOut.laidOut).toBe(true);
    expect(laidOut.cursor).toBeUndefined();
    expect(await runs.markLaidOut(remind5)).toBe(false);
  });
}
