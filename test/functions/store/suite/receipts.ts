import { expect, it } from "vitest";

import type { Register } from "../../../../functions/store/register.ts";
import type { TakenNumber } from "../../../../functions/store/receipts.ts";
import { at, dutyOf, unitId } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2017-10-13T08:00");
const SNV_2017 = { receiver: unitId("snv"), year: 2017 };

const take = ({ receipts }: Register, attempt: string, year = SNV_2017): Promise<TakenNumber> =>
  receipts.take(year, { ...dutyOf("stc"), revision: 1, attempt }, NOW);

const giveBack = ({ receipts }: Register, { hold = "none", ...taken }: TakenNumber): Promise<boolean> =>
  receipts.giveBack({ ...taken, hold });

export function receiptSuite(fresh: Fresh): void {
  it("receipt numbers run from 1 without a gap, by receiver and year, whoever takes them at once", async () => {
    const { register } = await fresh();
    const taken = await Promise.all(Array.from({ length: 20 }, (_, i) => take(register, `attempt-${i}`)));
    expect(taken.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(await take(register, "next year", { ...SNV_2017, year: 2018 })).toMatchObject({ number: 1 });
    expect(await take(register, "elsewhere", { ...SNV_2017, receiver: unitId("vpub") })).toMatchObject({ number: 1 });
    expect(await register.receipts.last(SNV_2017)).toEqual({ last: 20, takenAt: NOW });
  });

  it("the last number is given back, and goes to the next who asks", async () => {
    const { register } = await fresh();
    await take(register, "one");
    expect(await giveBack(register, await take(register, "two"))).toBe(true);
    expect(await take(register, "three")).toMatchObject({ number: 2 });
  });

  it("a number is not given back once the next was taken, and the register says to which filing it was not given", async () => {
    const { register } = await fresh();
    const first = await take(register, "one");
    await take(register, "two");
    expect(await giveBack(register, first)).toBe(false);
    const { directiveId, obligationId, unitId: reporter } = dutyOf("stc");
    const refused = { directiveId, obligationId, unitId: reporter, at: NOW };
    expect(await register.receipts.explain(first, refused)).toBe(true);
    await register.receipts.enter({ ...SNV_2017, number: 2 }, { hashes: ["hash"], at: NOW });
    expect(await register.receipts.hashes(first)).toEqual([]);
    const entries = await register.receipts.entries(SNV_2017, { from: 1, to: 3 });
    expect([...entries]).toEqual([
      [1, { hashes: [], refused }],
      [2, { hashes: ["hash"], at: NOW }],
    ]);
  });

  it("what was filed under a number is not written over by a reason why it was not", async () => {
    const { register } = await fresh();
    const first = await take(register, "one");
    await register.receipts.enter(first, { hashes: ["hash"], at: NOW });
    const { directiveId, obligationId, unitId: reporter } = dutyOf("stc");
    expect(await register.receipts.explain(first, { directiveId, obligationId, unitId: reporter, at: NOW })).toBe(
      false,
    );
    expect(await register.receipts.hashes(first)).toEqual(["hash"]);
  });

  it("a number that was given back twice, since the first answer was lost, stays with whoever took it in between", async () => {
    const { register } = await fresh();
    const first = await take(register, "one");
    expect(await giveBack(register, first)).toBe(true);
    expect(await take(register, "two")).toMatchObject({ number: 1 });
    expect(await giveBack(register, first)).toBe(false);
    expect(await take(register, "three")).toMatchObject({ number: 2 });
  });

  it("an attempt that is made again keeps its number, and neither can give it back any more", async () => {
    const { register } = await fresh();
    const first = await take(register, "one");
    const again = await take(register, "one");
    expect(again).toEqual({ ...first, hold: undefined });
    expect(await giveBack(register, first)).toBe(false);
    expect(await take(register, "two")).toMatchObject({ number: 2 });
    expect(await take(register, "one")).toMatchObject({ number: 3 });
  });
}
