import type { PlannedMilestone } from "../../domain/plan.ts";
import type { Email } from "../../domain/ids.ts";

export type PlannedLetter = { readonly unit: string; readonly to: readonly Email[] };

/** The letters of a milestone that would go out: a unit without an address that takes mail gets none. */
export function lettersOf({ letters }: PlannedMilestone): PlannedLetter[] {
  return letters.filter(({ to }) => to.length > 0);
}

/** How many mails a milestone sends: to offices, to heads, and the supervisor's list. */
export function mailsOf(milestone: PlannedMilestone): number {
  const { supervisor = [] } = milestone;
  return lettersOf(milestone).reduce((sum, { to }) => sum + to.length, supervisor.length);
}
