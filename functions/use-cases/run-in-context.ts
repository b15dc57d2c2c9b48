import type { Directive, Obligation } from "../domain/directive.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { DirectiveRecord, Place } from "../domain/directive-record.ts";

/** What running one milestone works on: the run, and what it is a run of. */
export type RunInContext = {
  readonly run: MilestoneRun;
  readonly record: DirectiveRecord;
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly place: Place;
};
