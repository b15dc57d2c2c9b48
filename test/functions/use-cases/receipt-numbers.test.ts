import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { exemptDuty, fileReport, listMissingNumbers, recordHardCopy } from "../api/operations.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { TakenNumber } from "../../../functions/store/receipts.ts";
import { at, ref, unitId } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, drain, dutyIn, goTo, issuedWorld, ok, refused } from "./world.ts";
import type { World } from "./world.ts";

const file = (unit: string, attempt?: string) => ({
  by: `vanthu@${unit}.daklak.example`,
  unit,
  body: examples.report,
  ...(attempt === undefined ? {} : { attempt }),
});
const SNV_2017 = { receiver: unitId("snv"), year: 2017 };

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-09-21T10:00");
});

const numberOf = (answer: Record<string, unknown>) => (answer["receipt"] as { number: number }).number;
const missing = async () => (await ok(world, listMissingNumbers, { by: SNV }))["items"];
const takeFor = (unit: string): Promise<TakenNumber> =>
  world.register.receipts.take(
    SNV_2017,
    { ...ref, unitId: unitId(unit), revision: 1, attempt: unit },
    world.clock.now(),
  );

describe("a filing that is refused", () => {
  it("five times leaves no gap: who files before it and behind it have n and n + 1", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    expect(numberOf(await ok(world, fileReport, file("stp")))).toBe(1);
    for (let i = 0; i < 5; i++)
      expect(await refused(world, fileReport, file("stc"))).toMatchObject({ refused: "conflict" });
    // A unit that owes no such report.
    for (let i = 0; i < 5; i++)
      expect(await refused(world, fileReport, file("ubnd-lak"))).toMatchObject({ refused: "not-found" });
    for (let i = 0; i < 5; i++)
      expect(await refused(world, fileReport, { ...file("stc"), body: {} })).toMatchObject({ refused: "invalid" });
    expect(numberOf(await ok(world, fileReport, file("vpub")))).toBe(2);
    await goTo(world, "2017-09-21T12:00");
    expect(await missing()).toEqual([]);
  });

  it("on paper, since somebody was quicker, gives its number back", async () => {
    const { duties } = world.register;
    const beaten: World = {
      ...world,
      register: { ...world.register, duties: { ...duties, file: async () => undefined } },
    };
    const body = { ...examples.paper, receivedAt: "2017-09-20T10:00:00+07:00" };
    expect(await refused(beaten, recordHardCopy, { by: SNV, unit: "stp", body })).toMatchObject({
      refused: "conflict",
    });
    expect(numberOf(await ok(world, fileReport, file("stp")))).toBe(1);
  });

  it("while another takes the next number leaves a gap that the register explains", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    const { receipts } = world.register;
    const slow: World = {
      ...world,
      register: {
        ...world.register,
        receipts: {
          ...receipts,
          giveBack: async (taken) => {
            await ok(world, fileReport, file("stp"));
            return receipts.giveBack(taken);
          },
        },
      },
    };
    await refused(slow, fileReport, file("stc"));
    expect(await missing()).toEqual([
      {
        year: 2017,
        number: 1,
        why: "refused",
        directiveId: ref.directiveId,
        obligationId: ref.obligationId,
        unitId: "stc",
        at: "2017-09-21T10:00:00+07:00",
      },
    ]);
    expect((await dutyIn(world, "stp")).receipts).toEqual({ "1": 2 });
  });

  it("is refused all the same when its number cannot be given back just then", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    const { receipts } = world.register;
    const giveBack = async () => {
      throw new Error("The table cannot be reached.");
    };
    const cutOff = { ...world, register: { ...world.register, receipts: { ...receipts, giveBack } } };
    expect(await refused(cutOff, fileReport, file("stc"))).toMatchObject({ refused: "conflict" });
  });
});

describe("a filing whose reply is lost", () => {
  it("on taking its number, so that the SDK asks again, keeps that number", async () => {
    const { table } = world.table;
    const real = table.updateAndRead.bind(table);
    let lost = 0;
    table.updateAndRead = async (...asked) => {
      const answer = await real(...asked);
      if (!asked[1].add?.["last"]) return answer;
      lost++;
      return real(...asked);
    };
    try {
      expect(numberOf(await ok(world, fileReport, file("stc")))).toBe(1);
    } finally {
      table.updateAndRead = real;
    }
    expect(lost).toBe(1);
    expect(numberOf(await ok(world, fileReport, file("stp")))).toBe(2);
  });

  it("on giving its number back does not take the number of whoever came next", async () => {
    await ok(world, exemptDuty, { by: SNV, body: examples.exemption });
    const { receipts } = world.register;
    const twice: World = {
      ...world,
      register: {
        ...world.register,
        receipts: {
          ...receipts,
          giveBack: async (taken) => {
            await receipts.giveBack(taken);
            await ok(world, fileReport, file("stp"));
            return receipts.giveBack(taken);
          },
        },
      },
    };
    await refused(twice, fileReport, file("stc"));
    expect(numberOf(await ok(world, fileReport, file("vpub")))).toBe(2);
    expect((await dutyIn(world, "stp")).receipts).toEqual({ "1": 1 });
    await drain(world);
    expect(await missing()).toEqual([]);
  });
});

describe("a filing that dies when it has its number", () => {
  const dies = async () => {
    world.queues.dieAt(0);
    await expect(ask(world, fileReport, file("stc", "first"))).rejects.toThrow("died");
  };

  it("has that number still when it is sent again", async () => {
    await dies();
    expect(numberOf(await ok(world, fileReport, file("stc", "first")))).toBe(1);
    expect(numberOf(await ok(world, fileReport, file("stp")))).toBe(2);
  });

  it("and is not sent again leaves a gap, of which the register says after an hour that nobody knows why", async () => {
    await dies();
    expect(numberOf(await ok(world, fileReport, file("stp")))).toBe(2);
    await goTo(world, "2017-09-21T11:00");
    expect(await missing()).toEqual([]);
    await goTo(world, "2017-09-21T11:01");
    const lost = { why: "unknown", directiveId: null, obligationId: null, unitId: null, at: null };
    expect(await missing()).toEqual([{ year: 2017, number: 1, ...lost }]);
    // An old gap is told at once, whatever has been filed since.
    await ok(world, fileReport, file("vpub"));
    expect(await missing()).toEqual([{ year: 2017, number: 1, ...lost }]);
  });
});

it("the list of missing numbers goes back year by year, page by page, and each number is told once", async () => {
  for (const unit of ["stc", "stp", "ubnd-lak", "vpub", "snv"]) await takeFor(unit);
  await goTo(world, "2018-01-10T10:00");
  await world.register.receipts.take(
    { ...SNV_2017, year: 2018 },
    { ...ref, unitId: unitId("stc"), revision: 1, attempt: "in 2018" },
    at("2018-01-10T08:00"),
  );
  const found: unknown[] = [];
  let cursor: Record<string, string> = {};
  do {
    const page = await ok(world, listMissingNumbers, { by: SNV, query: { limit: "2", ...cursor } });
    found.push(...(page["items"] as { year: number; number: number }[]).map(({ year, number }) => `${number}/${year}`));
    cursor = typeof page["cursor"] === "string" ? { cursor: page["cursor"] } : {};
  } while (cursor["cursor"]);
  expect(found).toEqual(["1/2018", "5/2017", "4/2017", "3/2017", "2/2017", "1/2017"]);
});
