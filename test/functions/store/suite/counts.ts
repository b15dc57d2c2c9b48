import { expect, it } from "vitest";

import { countsIn, countsName } from "../../../../functions/store/counts.ts";
import { ObligationIdSchema } from "../../../../functions/domain/ids.ts";
import { day, ref, unitId } from "../../season.ts";
import { aMonthLater } from "../a-month-later.ts";
import type { Fresh } from "../register-suite.ts";
import { tableBut } from "./table-but.ts";

export function countSuite(fresh: Fresh): void {
  it("changes add up, whoever sends them at once", async () => {
    const { register } = await fresh();
    expect(await register.counts.read(ref)).toEqual({});
    await Promise.all(
      Array.from({ length: 20 }, () =>
        register.counts.add(ref, { "state.huyen.awaiting": -1, "state.huyen.submitted": 1 }),
      ),
    );
    expect(await register.counts.read(ref)).toEqual({ "state.huyen.awaiting": -20, "state.huyen.submitted": 20 });
    expect(await register.counts.movesCounted(ref)).toBe(20);
  });

  it("many moves are one write, and a move that changes no count is known of too", async () => {
    const { register, costOf } = await fresh();
    const { write } = await costOf(() => register.counts.add(ref, { "state.huyen.submitted": 3 }, 4));
    expect(write).toBe(1);
    expect(await register.counts.read(ref)).toEqual({ "state.huyen.submitted": 3 });
    expect(await register.counts.movesCounted(ref)).toBe(4);
  });

  it("counts taken afresh replace what was there, and know of every move that they saw", async () => {
    const { register } = await fresh();
    await register.counts.add(ref, { "state.huyen.awaiting": 3, "filed.2017-10-13": 1 });
    expect(await register.counts.replace(ref, { "state.huyen.awaiting": 15 }, { made: 2, counted: 1 })).toBe(true);
    expect(await register.counts.read(ref)).toEqual({ "state.huyen.awaiting": 15 });
    await register.counts.add(ref, { "state.huyen.awaiting": -1 });
    expect(await register.counts.read(ref)).toEqual({ "state.huyen.awaiting": 14 });
    expect(await register.counts.movesCounted(ref)).toBe(3);
  });

  it("counts taken afresh are given up when a duty moved while they were taken", async () => {
    const { register } = await fresh();
    const fifteen = { "state.huyen.awaiting": 15 };
    expect(await register.counts.replace(ref, fifteen, { made: 0, counted: 0 })).toBe(true);
    await register.counts.add(ref, { "state.huyen.awaiting": -1 });
    expect(await register.counts.replace(ref, { "state.huyen.awaiting": 99 }, { made: 0, counted: 0 })).toBe(false);
    expect(await register.counts.read(ref)).toEqual({ "state.huyen.awaiting": 14 });
  });

  it("the counts of several obligations are read together, and those of none are left out", async () => {
    const { register } = await fresh();
    const others = ["bao-cao-2", "bao-cao-3"].map((id) => ({ ...ref, obligationId: ObligationIdSchema.parse(id) }));
    const [second, third] = others;
    await register.counts.add(ref, { "state.huyen.awaiting": 1 });
    await register.counts.add(second!, { "state.huyen.awaiting": 2 });
    const expected = new Map([
      [countsName(ref), { "state.huyen.awaiting": 1 }],
      [countsName(second!), { "state.huyen.awaiting": 2 }],
    ]);
    const reads = { settled: await register.desk.settled(), total: 3 };
    expect(await register.desk.countsOfEach([ref, second!, third!], reads)).toEqual(expected);
    expect(await register.desk.countsOfEach([ref, second!, third!], { ...reads, total: 99 })).toEqual(expected);
  });

  it("an obligation is settled from the count by which nothing is open or waits for review, until one says otherwise", async () => {
    const { register } = await fresh();
    const { counts, desk } = register;
    const isSettled = async () => (await aMonthLater(() => desk.settled())).has(countsName(ref));
    await counts.replace(ref, { "state.huyen.awaiting": 1, "open.2017-10-30": 1 }, { made: 0, counted: 0 });
    expect(await isSettled()).toBe(false);
    await counts.add(ref, { "state.huyen.awaiting": -1, "open.2017-10-30": -1, "state.huyen.submitted": 1 });
    expect(await isSettled()).toBe(false);
    await counts.add(ref, { "state.huyen.submitted": -1, "state.huyen.accepted": 1 });
    expect(await isSettled()).toBe(true);
    await counts.add(ref, { "state.huyen.accepted": -1, "state.huyen.returned": 1, "open.2017-11-06": 1 });
    expect(await isSettled()).toBe(false);
    await counts.add(ref, { "state.huyen.returned": -1, "state.huyen.exempt": 1, "open.2017-11-06": -1 });
    expect(await isSettled()).toBe(true);
    expect((await desk.settled()).size, "not yet for a month").toBe(0);
    expect(await counts.reopen(ref)).toBe(true);
    expect(await isSettled()).toBe(false);
    expect(await counts.reopen(ref)).toBe(false);
    const counted = await counts.movesCounted(ref);
    await counts.replace(ref, { "state.huyen.exempt": 1 }, { made: counted, counted });
    expect(await isSettled()).toBe(true);
    await counts.replace(ref, { "state.huyen.awaiting": 1 }, { made: counted, counted });
    expect(await isSettled()).toBe(false);
  });

  it("counts that a function keeps of a settled obligation are read anew once they changed, though it is settled again", async () => {
    const { register } = await fresh();
    const { counts, desk } = register;
    const reads = async () => ({ settled: await aMonthLater(() => desk.settled()), total: 9 });
    await counts.add(ref, { "state.huyen.accepted": 2 });
    expect(await desk.countsOfEach([ref], await reads())).toEqual(
      new Map([[countsName(ref), { "state.huyen.accepted": 2 }]]),
    );
    await new Promise((resolve) => setTimeout(resolve, 2));
    await counts.add(ref, { "state.huyen.exempt": 1 });
    const expected = { "state.huyen.accepted": 2, "state.huyen.exempt": 1 };
    expect(await desk.countsOfEach([ref], await reads())).toEqual(new Map([[countsName(ref), expected]]));
  });

  it("nobody settles an obligation by counts that somebody else has added to meanwhile", async () => {
    const { register, table } = await fresh();
    const { counts, desk } = register;
    await counts.add(ref, { "state.huyen.submitted": 1 });
    const late = countsIn(
      tableBut(table, {
        // Between what it added and its look at that somebody returns another report.
        async update(...asked) {
          await counts.add(ref, { "state.huyen.returned": 1 });
          return table.update(...asked);
        },
      }),
    );
    await late.add(ref, { "state.huyen.submitted": -1, "state.huyen.accepted": 1 });
    expect((await aMonthLater(() => desk.settled())).size).toBe(0);
  });

  it("what a dashboard is made of comes in one request: counts, what looks have seen of letters, the receiver, to whom it was sent on", async () => {
    const { register, costOf } = await fresh();
    const receiver = unitId("snv");
    const nothing = await register.desk.dashboardItems(ref, receiver);
    expect(nothing).toEqual({
      counts: {},
      moves: 0,
      letters: undefined,
      lettersOf: {},
      receiver: undefined,
      forwarded: [],
    });
    const record = {
      to: "Bộ Nội vụ",
      documentNumber: "12/BC",
      sentOn: day("2017-11-02"),
      by: "a@snv.example",
      at: 1,
      attempt: "a1",
    };
    const sent = { sent: 2, cameBack: 0, skipped: 1, underWay: 0, waiting: 0 };
    await register.counts.add(ref, { "state.huyen.awaiting": 1 });
    await register.counts.keepLetters(ref, { at: 5, letters: { "0.issue": sent } });
    await register.counts.keepLettersOf(ref, "0.by-hand-1", { at: 6, letters: sent });
    await register.forwardings.append(ref, [], record);
    let items = nothing;
    const { read } = await costOf(async () => {
      items = await register.desk.dashboardItems(ref, receiver);
    });
    expect(items).toMatchObject({
      counts: { "state.huyen.awaiting": 1 },
      letters: { at: 5, letters: { "0.issue": sent } },
      lettersOf: { "0.by-hand-1": { at: 6, letters: sent } },
      forwarded: [record],
    });
    expect(await register.counts.read(ref)).toEqual({ "state.huyen.awaiting": 1 });
    expect(read).toBeLessThanOrEqual(3);
  });
}
