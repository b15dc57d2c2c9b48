import type { Directive, Obligation } from "../domain/directive.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";

/** What running one milestone works on: the run, and what it is a run of. */
export type RunInContext = {
  readonly run: MilestoneRun;
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly shards: number;
};
