import { asWritten, deadlineIn } from "../../../functions/domain/deadline.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";
import { obligationOf } from "../../../functions/domain/directive.ts";
import type { Directive, Obligation } from "../../../functions/domain/directive.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import type { Milestone } from "../../../functions/domain/ladder.ts";
import { workingDaysOfVietNam } from "../../../functions/domain/working-days-vn.ts";
import { calendarWith } from "../../../functions/domain/working-days.ts";
import type { WorkingCalendar } from "../../../functions/domain/working-days.ts";
import type { PlacedAct } from "./season-acts.ts";

/** What every ladder of a season is worked out by: the working days, and the dates of the obligations, as they are known. */
export type Circumstances = {
  readonly calendar: WorkingCalendar;
  /** As they were issued, but for dates that were moved since. */
  readonly directives: readonly Directive[];
  /** How often the date of an obligation was moved. */
  readonly moves: ReadonlyMap<string, number>;
};

/** An obligation of a season. */
export type Of = { readonly directiveId: string; readonly obligation: string };

export function circumstancesAtIssue(directives: readonly Directive[]): Circumstances {
  return { calendar: workingDaysOfVietNam, directives, moves: new Map() };
}

/** The circumstances after an act: a moved date or a final year changes them. */
export function circumstancesAfter(before: Circumstances, act: PlacedAct): Circumstances {
  if (act.act === "final-year") return { ...before, calendar: calendarWith(before.calendar, [act]) };
  if (act.act !== "move-date") return before;
  const directives = before.directives.map((directive) =>
    directive.id === act.directiveId ? withDate(directive, act.obligation, deadlineIn(act)) : directive,
  );
  return { ...before, directives, moves: new Map(before.moves).set(nameOf(act), movesOf(before, act) + 1) };
}

export function movesOf({ moves }: Circumstances, of: Of): number {
  return moves.get(nameOf(of)) ?? 0;
}

/** @throws Error when no directive has it: `readSeason` has looked before. */
export function placeOf({ directives }: Circumstances, { directiveId, obligation: id }: Of): Place {
  const directive = directives.find((one) => one.id === directiveId);
  const obligation = directive && obligationOf(directive, id);
  if (!directive || !obligation) throw new Error(`No directive ${directiveId} has the obligation ${id}.`);
  return { directive, obligation };
}
export type Place = { readonly directive: Directive; readonly obligation: Obligation };

/** The milestones of a date that is set in these circumstances. */
export function ladderIn(circumstances: Circumstances, of: Of, deadline: Deadline): Milestone[] {
  return ladderFor(circumstances.calendar, { ...placeOf(circumstances, of), deadline });
}

/**
 * Where a milestone of a date that was to come falls after a year was made final: one whose new moment has passed is due at once.
 * Nowhere, if there is none any more, or if a later one has overtaken it.
 */
export function momentBy(
  circumstances: Circumstances,
  { of, name, deadline }: { of: Of; name: string; deadline: Deadline },
  now: number,
): number | undefined {
  const ladder = ladderIn(circumstances, of, deadline);
  const to = ladder.find((milestone) => milestone.name === name)?.at;
  return to !== undefined && ladder.some(({ at }) => at > to && at <= now) ? undefined : to;
}

function withDate(directive: Directive, id: string, deadline: Deadline): Directive {
  const obligations = directive.obligations.map(({ before, by, ...obligation }) => ({
    ...obligation,
    ...(obligation.id === id ? asWritten(deadline) : { before, by }),
  }));
  return { ...directive, obligations };
}

const nameOf = ({ directiveId, obligation }: Of): string => `${directiveId} ${obligation}`;
