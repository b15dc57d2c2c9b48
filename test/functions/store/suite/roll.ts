import { expect, it } from "vitest";

import { newDuty } from "../../../../functions/domain/duty.ts";
import type { Duty } from "../../../../functions/domain/duty.ts";
import { rollLine } from "../../../../functions/domain/roll-line.ts";
import { deadlineIn } from "../../../../functions/domain/deadline.ts";
import { day, dutyOf, lying, obligation, ref, unitId } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const communes = (count: number): Duty[] =>
  Array.from({ length: count }, (_, i) =>
    newDuty(
      { ...ref, unitId: unitId(`ubnd-xa-${i}`) },
      { name: `Ủy ban nhân dân xã Ea Kmút số ${i}, huyện Krông ${i % 17}`, kind: "xa", headTitle: "", phone: "" },
      deadlineIn(obligation),
    ),
  );
const inOrder = (duties: readonly Duty[]) => duties.map(rollLine).toSorted(([a], [b]) => (a < b ? -1 : 1));
const filedOnce = (duty: Duty): Duty => ({
  ...duty,
  state: "submitted",
  revision: 1,
  moves: 1,
  standing: "on-time",
  submittedAt: 1_508_000_000_000,
});

export function rollSuite(fresh: Fresh): void {
  it("is read as it was noted, of another obligation nothing", async () => {
    const { register } = await fresh();
    const duties = [
      filedOnce(dutyOf("stp")),
      { ...filedOnce(dutyOf("sct")), revision: 2, filedAt: 1_509_000_000_000 },
      dutyOf("stc", { unreachable: true, reason: { text: "Chờ số liệu", at: 1 }, acknowledgedAt: 2, moves: 1 }),
      dutyOf("vpub", {
        state: "returned",
        ladder: 1,
        deadline: day("2017-11-03"),
        supplement: { deadline: day("2017-11-03"), reason: "Thiếu" },
      }),
    ];
    await register.roll.noting(ref, 1)(duties);
    expect(inOrder(await register.roll.all(ref))).toEqual(inOrder(duties));
    expect(await register.roll.all({ ...ref, obligationId: "tong-hop" as never })).toEqual([]);
  });

  it("noted twice, late or out of order ends as the duties are", async () => {
    const { register } = await fresh();
    const before = communes(40);
    const after = before.map((duty, i) => (i % 3 === 0 ? filedOnce(duty) : duty));
    await register.roll.noting(ref, 1)(before);
    await register.roll.noting(ref, 1)(after);
    await register.roll.noting(ref, 1)(before);
    await register.roll.noting(ref, 1)(after);
    expect(inOrder(await register.roll.all(ref))).toEqual(inOrder(after));
  });

  it("noted by many at once loses no line", async () => {
    const { register } = await fresh();
    const duties = communes(64);
    const noters = [register.roll.noting(ref, 1), register.roll.noting(ref, 1), register.roll.noting(ref, 1)];
    for (const note of noters) await note(duties.slice(0, 1));
    await Promise.all(noters.map((note, i) => note(duties.filter((_, at) => at % 3 === i).map(filedOnce))));
    expect(inOrder(await register.roll.all(ref))).toEqual(inOrder(duties.map(filedOnce)));
  });

  it("of ten thousand units costs some thirty read units, a move five write units, and what is known no write", async () => {
    const { register, costOf } = await fresh();
    const duties = communes(10_000);
    const place = lying(2);
    await register.roll.noting(ref, 2)(duties);
    let read: readonly Duty[] = [];
    const cost = await costOf(async () => {
      read = await register.roll.all(ref);
    });
    expect(read).toHaveLength(10_000);
    expect(cost.read).toBeLessThanOrEqual(40);
    const again = await costOf(() => register.roll.noting(ref, 2)(duties.slice(0, 500)));
    expect(again.write + again.index).toBe(0);
    const [first] = duties;
    if (!first) throw new Error("There are duties.");
    await register.duties.layOut([filedOnce(first)], place);
    const move = await costOf(() => register.roll.noteAsTheyAre(ref, [first.unitId], 2, register.duties));
    expect(move.write).toBeLessThanOrEqual(5);
    expect(move.read).toBeLessThanOrEqual(3);
    expect((await register.roll.all(ref)).filter(({ state }) => state === "submitted")).toHaveLength(1);
  });
}
