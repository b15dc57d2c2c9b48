import type { ObligationRef } from "../domain/ids.ts";
import { OWN_RUNS, besideKeys } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { Table } from "./dynamo.ts";
import { allOf, between, equals } from "./expressions.ts";
import { RunSchema, inTime } from "./runs.ts";
import { keys } from "./table.ts";

/** What an obligation's dashboard shows of its runs, whatever number its duties have of their own. */
export function ownRunsIn(table: Table) {
  return {
    /** The milestones of an obligation itself, of each date that it had, and what was sent by hand, as they were written last. */
    async ownRunsOf({ directiveId, obligationId }: ObligationRef): Promise<MilestoneRun[]> {
      const of = keys.milestonesOf(directiveId, obligationId);
      const named = between("sk", of + OWN_RUNS, `${of}${besideKeys("by-hand")}${AFTER_EVERY_NUMBER}`);
      const runs: MilestoneRun[] = [];
      for await (const item of table.queryAll(allOf(equals("pk", keys.milestones), named), { consistent: true }))
        runs.push(RunSchema.parse(item));
      return inTime(runs);
    },
  };
}

/** By their names those by hand come right behind the obligation's own milestones. */
const AFTER_EVERY_NUMBER = "~";
