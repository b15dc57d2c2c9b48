import { issueDirective } from "../functions/api/operations.ts";
import { newDuty } from "../../functions/domain/duty.ts";
import type { Duty } from "../../functions/domain/duty.ts";
import { ladderFor } from "../../functions/domain/ladder.ts";
import { plannedRuns, runKey } from "../../functions/domain/milestone-run.ts";
import type { MilestoneRun } from "../../functions/domain/milestone-run.ts";
import { countsOfDuties } from "../../functions/domain/counts.ts";
import { addressesOf, isReporter } from "../../functions/domain/unit.ts";
import { workingDaysOfVietNam as calendar } from "../../functions/domain/working-days-vn.ts";
import type { Register } from "../../functions/store/register.ts";
import type { Cloud } from "./cloud.ts";
import type { Gateway } from "./gateway.ts";
import type { Random } from "./random.ts";
import { SUPERVISOR } from "./season.ts";
import type { Season } from "./season.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { Tell } from "./trace.ts";
import { deadlineIn } from "../../functions/domain/deadline.ts";

type Around = {
  readonly season: Season;
  readonly cloud: Cloud;
  readonly gateway: Gateway;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly tell: Tell | undefined;
};

const KEEPER = `vanthu@${SUPERVISOR}.example`;

/** The attempt of letters that were sent before a history begins. */
export const SENT_BEFORE = "a0";

/** Has the directive issued before the history begins: its duties laid out, its ladder planned, its letters of issue sent. */
export async function issuedAlready(
  { directive, units, issueAt, shards }: Season,
  register: Register,
  schedule: (run: MilestoneRun) => void,
): Promise<void> {
  const over = Object.fromEntries(directive.obligations.map(({ id }) => [id, shards]));
  const record = await register.directives.directive(directive.id);
  if (!record) throw new Error(`No directive ${directive.id} was entered before the history.`);
  await register.directives.markIssued(record, { at: issueAt, attempt: "first", shards: over });
  for (const obligation of directive.obligations) {
    const ref = { directiveId: directive.id, obligationId: obligation.id };
    const duties = units
      .filter((unit) => isReporter(obligation.reporters, unit))
      .map((unit): Duty => ({
        ...newDuty({ ...ref, unitId: unit.id }, unit, deadlineIn(obligation)),
        letters: {
          "0.issue.unit": { status: "delivered", at: issueAt, to: addressesOf(unit)[0], attempt: SENT_BEFORE },
        },
      }));
    await register.duties.layOut(duties, { shards, deadline: deadlineIn(obligation), moved: 0 });
    const issued: MilestoneRun = {
      ...ref,
      ladder: 0,
      milestone: "issue",
      at: issueAt,
      phase: "settled",
      laidOut: true,
      letters: {},
    };
    const ladder = plannedRuns(
      { ...ref, ladder: 0 },
      ladderFor(calendar, { directive, obligation, deadline: deadlineIn(obligation) }),
      issueAt,
    );
    await register.runs.plan([issued, ...ladder]);
    await register.counts.replace(ref, countsOfDuties(duties), { made: 0, counted: 0 });
    await register.roll.noting(ref, shards)(duties);
    for (const run of ladder) if (run.phase === "planned") schedule(run);
  }
}

/** Issues the directive, and asks again until he hears that it is issued. */
export function issue(around: Around): void {
  const { season, gateway, time, random, tell } = around;
  if (season.shards > 1) return issueOverShards(around);
  const again = (): void => time.after(random.int(20_000, 90_000), () => issue(around));
  const request = {
    handler: issueDirective,
    path: "/api/directives/cv/issue",
    caller: { principal: KEEPER, units: season.units.filter(({ id }) => id === SUPERVISOR).map(({ id }) => id) },
    params: { directiveId: "cv" },
    body: {},
  };
  tell?.(KEEPER, "issues the directive");
  gateway.send(request, (heard) => {
    tell?.(KEEPER, `hears ${heard === "nothing" ? "nothing" : heard.answer.status}`);
    // 409: it is issued already.
    if (heard === "nothing" || ![200, 409].includes(heard.answer.status)) again();
  });
}

/**
 * Issues it as the handler does when its time is up right after the turn, but over several shards: those the handler
 * makes for thousands of units only. The run of the issue does the rest, as it does for thousands.
 */
function issueOverShards(around: Around): void {
  const { season, cloud, time, random, tell } = around;
  const { directive } = season;
  const at = time.now;
  const issues = directive.obligations.map(({ id }): MilestoneRun => ({
    directiveId: directive.id,
    obligationId: id,
    ladder: 0,
    milestone: "issue",
    at,
    phase: "planned",
    letters: {},
  }));
  const shards = Object.fromEntries(directive.obligations.map(({ id }) => [id, season.shards]));
  const again = (): void => time.after(random.int(20_000, 90_000), () => issueOverShards(around));
  tell?.(KEEPER, `issues the directive over ${season.shards} shards`);
  cloud.web(
    async ({ register, queues }) => {
      const record = await register.directives.directive(directive.id);
      if (!record) return;
      if (record.status === "draft") {
        await register.runs.replan(issues);
        if (!(await register.directives.markIssued(record, { at, attempt: KEEPER, shards }))) return;
      }
      for (const { obligationId, ...run } of issues)
        await queues.askRun({ directiveId: directive.id, obligationId, run: runKey(run) });
    },
    { done: () => {}, threw: again, gone: again },
  );
}
