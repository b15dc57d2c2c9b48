import { ladderFor } from "../../../functions/domain/ladder.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { runKey } from "../../../functions/domain/milestone-run.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import { shardsFor } from "../../../functions/store/table.ts";
import { FakeClock, FakeQueues, FakeSchedules } from "../../functions/use-cases/fakes.ts";
import { at, directive, obligation, ref, reporters, unitId } from "../../functions/season.ts";
import { embeddedEngine, freshRegister } from "../../functions/store/engines.ts";
import type { Engine } from "../../functions/store/engines.ts";
import { unitIdOf } from "../far-side/made-up-season.ts";
import { whole } from "../figures.ts";
import type { Part, Row } from "../part.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

/** How many schedules an obligation is given, whatever the number of units that it is laid upon. */
export const schedules: Part = {
  name: "schedules",
  run: async ({ quick, tell }) => {
    const engine = await embeddedEngine();
    try {
      const rows: Row[] = [];
      for (const units of quick ? [10, 300] : [10, 300, 3_000]) {
        tell(`issuing to ${whole(units)} units`);
        rows.push(await issuedTo(units, engine));
      }
      return rows;
    } finally {
      await engine.close();
    }
  },
};

const ISSUED_AT = at("2017-07-14T08:00");

const ISSUE: MilestoneRun = {
  ...ref,
  ladder: 0,
  milestone: "issue",
  at: ISSUED_AT,
  phase: "planned",
  letters: {},
};

/** Runs the issue of an obligation as the function does, and counts the schedules that it sets. */
async function issuedTo(units: number, engine: Engine): Promise<Row> {
  const { register } = await freshRegister(engine);
  const clock = new FakeClock(ISSUED_AT);
  const queues = new FakeQueues(clock);
  const set = new FakeSchedules(clock);
  await register.units.putUnits(madeUp(units), new Map());
  await register.directives.createDirective(directive, ISSUED_AT);
  await register.runs.replan([ISSUE]);
  const shards = { [obligation.id]: shardsFor(units) };
  await register.directives.markIssued(
    { directive, createdAt: ISSUED_AT },
    { at: ISSUED_AT, attempt: "issue", shards },
  );
  await runMilestone(
    { ...ref, run: runKey(ISSUE) },
    { clock, register, queues, schedules: set },
    () => Number.POSITIVE_INFINITY,
  );
  const milestones = ladderFor(calendar, { directive, obligation, deadline: deadlineIn(obligation) }).length;
  const letters = queues.takePost().length;
  return {
    what: `an obligation of ${whole(units)} units`,
    measured: `${set.all.length} schedules, ${whole(letters)} letters of issue`,
    reach: { asked: `its ${milestones} milestones`, ok: set.all.length === milestones && letters === units },
  };
}

function madeUp(units: number) {
  const [unit] = reporters;
  if (!unit) throw new Error("Nobody reports.");
  return Array.from({ length: units }, (_, number) => ({ ...unit, id: unitId(unitIdOf(number)) }));
}
