import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fileReport } from "../api/operations.ts";
import { countsOfDuties } from "../../../functions/domain/counts.ts";
import { countMoves } from "../../../functions/use-cases/count-moves.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { CountMessage } from "../../../functions/queue/messages.ts";
import { dutyOf, ref, unitId, unitNamed, lying } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { drain, goTo, issuedWorld, ok } from "./world.ts";
import type { World } from "./world.ts";

const RUN = { ...ref, run: "ALL#remind-10" };
const REPORTERS = ["vpub", "stp", "stc", "ubnd-lak"];

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-10-13T08:01");
});

const file = (unit: string) =>
  ok(world, fileReport, { by: unitNamed(unit).clerkEmail ?? "", unit, body: examples.report });
const phase = async () => (await world.register.runs.run(RUN))?.phase;
const counts = () => world.register.counts.read(ref);
const truth = async () =>
  countsOfDuties((await world.register.duties.dutiesOf({ ...ref, place: lying() }, { limit: 100 })).items);

/** The look of twenty minutes later, by functions whose time is nearly over: each sees one duty. */
async function lookByFunctionsOfOneDuty(): Promise<number> {
  const { duties } = world.register;
  const small = {
    ...duties,
    dutiesOf: (...[where, paging]: Parameters<typeof duties.dutiesOf>) =>
      duties.dutiesOf(where, { ...paging, limit: 1 }),
  };
  const hurried = { ...world, register: { ...world.register, duties: small } };
  for (let functions = 1; ; functions++) {
    await runMilestone(RUN, hurried, () => 5_000);
    if (!world.queues.takeRuns().some(({ run }) => run === RUN.run)) return functions;
  }
}

const minutes = (n: number) => world.clock.moveTo(world.clock.now() + n * 60_000);

describe("the look after a milestone", () => {
  it("that takes more than one function is handed on, is done in one round, and counts every duty once", async () => {
    await file("stp");
    await drain(world);
    minutes(21);
    expect(await lookByFunctionsOfOneDuty()).toBeGreaterThanOrEqual(REPORTERS.length);
    expect(await phase()).toBe("settled");
    expect(await counts()).toEqual(await truth());
  });

  it("keeps what earlier filings told, where a release before did not, and counts the sums with it", async () => {
    await file("stp");
    await file("stc");
    await drain(world);
    const counted = await counts();
    for (const unit of ["stp", "stc"]) {
      const duty = { ...ref, unitId: unitNamed(unit).id };
      await world.table.table.update(
        { pk: `OBLIGATION#${ref.directiveId}#${ref.obligationId}#0`, sk: `UNIT#${duty.unitId}` },
        { remove: [["told"]] },
      );
    }
    expect(await truth()).not.toEqual(counted);
    minutes(21);
    await runMilestone(RUN, world, () => 60_000);
    expect(await truth()).toEqual(counted);
    expect(Object.keys(counted).some((name) => name.startsWith("sum."))).toBe(true);
    expect(await counts()).toEqual(counted);
  });

  it("sets the roll right where moves were lost, or were told of by an earlier release", async () => {
    const state = async (unit: string) =>
      (await world.register.roll.all(ref)).find(({ unitId: id }) => id === unit)?.state;
    expect(await state("stp")).toBe("awaiting");
    await file("stp");
    for (const { moved: _moved, ...message } of world.queues.takeCounts()) await countMoves([message], world);
    expect(await state("stp")).toBe("awaiting");
    await file("stc");
    const told = world.queues.takeCounts();
    await countMoves([...told, ...told], world);
    expect(await state("stc")).toBe("submitted");
    minutes(21);
    await runMilestone(RUN, world, () => 60_000);
    expect(await state("stp")).toBe("submitted");
    expect(await world.register.roll.all(ref)).toHaveLength(REPORTERS.length);
  });

  it("remembers across functions that it asked for letters, and is taken once more", async () => {
    const { letters } = world.register;
    const duty = { ...ref, unitId: unitNamed("stp").id };
    const key = Object.keys((await world.register.duties.duty(duty, lying()))?.letters ?? {}).find((name) =>
      name.includes("remind-10"),
    );
    const attempt = world.mailer.mails.findLast(({ tags }) => tags["unit"] === "stp")?.tags.attempt ?? "";
    const ledger = {
      key: { pk: `OBLIGATION#${ref.directiveId}#${ref.obligationId}#0`, sk: "UNIT#stp" },
      kind: "duty" as const,
    };
    await letters.spend(ledger, key ?? "", { status: "bounced", at: world.clock.now(), attempt });
    minutes(21);
    await lookByFunctionsOfOneDuty();
    expect(await phase()).toBe("watched");
    expect(world.queues.waiting).toContainEqual(expect.objectContaining({ unitId: "stp", milestone: "remind-10" }));
  });

  it("at thousands of letters that are still on the queue asks for some of them, and goes on from there later", async () => {
    const many = Array.from({ length: 12_000 }, (_, i) => ({ ...dutyOf("stc"), unitId: unitId(`xa-${i}`) }));
    const duties: World["register"]["duties"] = {
      ...world.register.duties,
      dutiesOf: async (_where, { cursor, limit }) => {
        const from = Number(cursor?.after?.["at"] ?? 0);
        const next = from + limit;
        return {
          items: many.slice(from, next),
          next: next < many.length ? { shard: 0, after: { at: String(next) } } : undefined,
        };
      },
    };
    const large = { ...world, register: { ...world.register, duties } };
    /** Which units the functions of one look-over ask for, from the first to the last. */
    const asked = async (): Promise<(string | undefined)[]> => {
      minutes(25);
      await findOverdueRuns(world, () => 60_000);
      const due = world.queues.takeRuns().filter(({ run }) => run === RUN.run);
      world.queues.lose();
      for (const run of due) await runMilestone(run, large, () => 60_000);
      const letters = world.queues.waiting.filter((message) => message.kind === "letter");
      expect(world.queues.takeRuns()).toEqual([]);
      return [String(letters.length), letters[0]?.unitId, letters.at(-1)?.unitId];
    };
    expect(await asked()).toEqual(["5000", "xa-0", "xa-4999"]);
    expect(await asked()).toEqual(["5000", "xa-5000", "xa-9999"]);
    expect(await asked()).toEqual(["2000", "xa-10000", "xa-11999"]);
    expect(await phase()).toBe("watched");
    expect(await asked()).toEqual(["5000", "xa-0", "xa-4999"]);
  });

  it("is one function's at a time", async () => {
    minutes(21);
    const { duties } = world.register;
    let looks = 0;
    const counted = {
      ...duties,
      dutiesOf: (...args: Parameters<typeof duties.dutiesOf>) => (looks++, duties.dutiesOf(...args)),
    };
    const watched = { ...world, register: { ...world.register, duties: counted } };
    await Promise.all([1, 2, 3].map(() => runMilestone(RUN, watched, () => 60_000)));
    expect(looks).toBe(1);
  });
});

describe("the counts of an obligation", () => {
  /** The counts that filings have asked for, kept from being added yet. */
  async function filedUncounted(...units: string[]): Promise<CountMessage[]> {
    for (const unit of units) await file(unit);
    return world.queues.takeCounts();
  }
  async function look(): Promise<void> {
    minutes(21);
    await runMilestone(RUN, world, () => 60_000);
  }

  it("are not taken afresh while some are on their way, which would be added to themselves", async () => {
    const late = await filedUncounted("stp", "stc");
    await look();
    expect(await phase()).toBe("watched");
    for (const move of late) await countMoves([move], world);
    expect(await counts()).toEqual(await truth());
    await look();
    expect(await phase()).toBe("settled");
    expect(await counts()).toEqual(await truth());
  });

  it("are set right at the second look when one was lost", async () => {
    await filedUncounted("stp");
    await look();
    await look();
    expect(await phase()).toBe("settled");
    expect(await counts()).toEqual(await truth());
  });

  it("are set right at the second look when one came twice", async () => {
    const [move] = await filedUncounted("stp");
    await countMoves([move!, move!], world);
    await look();
    await look();
    expect(await counts()).toEqual(await truth());
  });

  it("keep no milestone from its end where duties never stop moving", async () => {
    for (const unit of REPORTERS) {
      await filedUncounted(unit);
      await look();
    }
    expect(await phase()).toBe("settled");
  });
});
