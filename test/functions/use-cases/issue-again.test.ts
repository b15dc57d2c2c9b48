import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { issueDirective } from "../api/operations.ts";
import { isUnfinished } from "../../../functions/domain/milestone-run.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import { directive, unitNamed } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, ask, drain, named, newWorld, ok, wait } from "./world.ts";
import type { World } from "./world.ts";

const issue = { by: SNV, params: { directiveId: directive.id }, attempt: "first" };
const UNITS = ["vpub", "snv", "stp", "stc", "ubnd-lak"];
let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await newWorld(engine);
  await world.register.units.putUnits(UNITS.map(unitNamed), new Map());
  await world.register.directives.createDirective(directive, world.clock.now());
});

const lettersOfIssue = async () => {
  await drain(world);
  return world.mailer.mails.map(named).toSorted();
};

describe("a directive whose issue died before it was answered, and is asked for again with the same key,", () => {
  it("is answered as issued at the first moment, and each unit is written to once", async () => {
    const first = await ok(world, issueDirective, issue);
    world.clock.moveTo(world.clock.now() + 6 * 60_000);
    expect(await ok(world, issueDirective, issue)).toEqual(first);
    expect(await lettersOfIssue()).toEqual([...new Set(await lettersOfIssue())]);
    expect(world.mailer.mails).toHaveLength(5);
  });

  it("goes on where it died: what it had not asked of the queue yet, it asks now", async () => {
    await ok(world, issueDirective, issue);
    expect(world.queues.takeRuns()).toHaveLength(2);
    expect(await lettersOfIssue()).toEqual([]);
    await ok(world, issueDirective, issue);
    expect(await lettersOfIssue()).toHaveLength(5);
  });

  it("is still refused to anybody else", async () => {
    await ok(world, issueDirective, issue);
    const other = await ask(world, issueDirective, { ...issue, attempt: "second" });
    expect(isRefusal(other) && other.refused).toBe("conflict");
  });
});

it("a directive is issued when the answer of the write that marks it was lost", async () => {
  const { directives } = world.register;
  const twice: typeof directives.markIssued = async (...args) => {
    await directives.markIssued(...args);
    return directives.markIssued(...args);
  };
  const deaf = { ...world, register: { ...world.register, directives: { ...directives, markIssued: twice } } };
  expect(await ok(deaf, issueDirective, issue)).toMatchObject({ status: "issued" });
  expect(await lettersOfIssue()).toHaveLength(5);
});

it("a directive that is changed while it is being issued is not issued, and is issued as it then stands", async () => {
  const { directives, runs } = world.register;
  const { obligations } = directive;
  const changed = { ...directive, obligations: obligations.slice(0, 1) };
  const meddled: typeof runs.replan = async (issues) => {
    await runs.replan(issues);
    await directives.createDirective(changed, world.clock.now() + 1);
  };
  const racing = { ...world, register: { ...world.register, runs: { ...runs, replan: meddled } } };
  const refused = await ask(racing, issueDirective, issue);
  expect(isRefusal(refused) && refused.detail).toContain("was changed by somebody else at the same moment");
  expect(world.queues.takeRuns()).toEqual([]);
  await ok(world, issueDirective, { ...issue, attempt: "second" });
  // What was planned of the report that is asked for no more is found by the watch, and laid aside.
  await wait(world, 10);
  await findOverdueRuns(world, () => 60_000);
  await drain(world);
  const left = await runs.run({ directiveId: directive.id, obligationId: obligations[1]!.id, run: "ALL#issue" });
  expect(left).toMatchObject({ phase: "skipped", reason: "no such report is asked for" });
  expect(
    new Set((await runs.runsOf(directive.id)).filter(isUnfinished).map(({ obligationId }) => obligationId)),
  ).toEqual(new Set([obligations[0]!.id]));
});

it("a unit that was entered a moment ago has its duty, though an older read does not know it yet", async () => {
  const { units } = world.register;
  const lately = (unit: { id: string }) => unit.id === "stc";
  const lagging: typeof units = {
    ...units,
    units: async (asked) => {
      const page = await units.units(asked);
      return asked.consistent ? page : { ...page, items: page.items.filter((unit) => !lately(unit)) };
    },
    allUnits: async (asked) => (await units.allUnits(asked)).filter((unit) => asked?.consistent || !lately(unit)),
  };
  await ok({ ...world, register: { ...world.register, units: lagging } }, issueDirective, issue);
  expect(await lettersOfIssue()).toContain(`stc 0.issue.unit ${unitNamed("stc").clerkEmail}`);
});
