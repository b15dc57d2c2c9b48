import { consolidatorOf } from "../../../functions/domain/directive.ts";
import type { Directive, Obligation } from "../../../functions/domain/directive.ts";
import type { Standing } from "../../../functions/domain/duty.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { isReporter } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { circumstancesAfter, circumstancesAtIssue, ladderIn, momentBy, placeOf } from "./circumstances.ts";
import type { Circumstances, Of } from "./circumstances.ts";
import { deadlineGiven, deadlineIn } from "../../../functions/domain/deadline.ts";
import { isOwed, lifeAfter, newLife } from "./duty-life.ts";
import type { DutyLife } from "./duty-life.ts";
import type { EventKind } from "./results.ts";
import type { Scenario } from "./scenario.ts";
import { isUnitAct } from "./season-acts.ts";
import type { ObligationAct, PlacedAct } from "./season-acts.ts";

/** One unit's duty as the season's acts alone make it: nothing here asks the product. */
export type ExpectedDuty = {
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly unit: UnitRecord;
  /** The milestones at which it has to be written to, by name and instant. */
  readonly chases: readonly Moment[];
  /** The acts of others that it has to be told of, each by one letter. */
  readonly told: readonly EventKind[];
  readonly standing: Standing | null;
  /** What became of it in the end. */
  readonly state: DutyLife["state"];
};

type Moment = { readonly milestone: string; readonly at: EpochMs };

/** Every duty of a season, and what it should come to. */
export function expectedDuties(scenario: Scenario): ExpectedDuty[] {
  const { directives, units, season } = scenario;
  const course = courseOf(scenario);
  const own = Map.groupBy(season.acts.filter(isUnitAct), (act) => dutyOf(act, act.unit));
  const wide = season.acts.filter((act) => !isUnitAct(act));
  return directives.flatMap((directive) =>
    directive.obligations.flatMap((obligation) => {
      const of = { directiveId: directive.id, obligation: obligation.id };
      const consolidator = consolidatorOf(directive, obligation)?.id;
      const ofAll = wide.filter((act) => touches(act, of) || isMoveOf(act, { ...of, obligation: consolidator }));
      return units.flatMap((unit) => {
        const begunBy = ofAll.filter(isAdd).find((act) => act.units.includes(unit.id));
        if (!begunBy && !isReporter(obligation.reporters, unit)) return [];
        const since = begunBy ? ofAll.slice(ofAll.indexOf(begunBy) + 1) : ofAll;
        const mine = since.filter((act) => !("units" in act) || act.units.includes(unit.id));
        const acts = [...mine, ...(own.get(dutyOf(of, unit.id)) ?? [])].toSorted(
          (a, b) => a.at - b.at || course.order(a) - course.order(b),
        );
        return [{ directive, obligation, unit, ...follow({ of, acts, begunBy }, course, season) }];
      });
    }),
  );
}

type Added = ObligationAct & { act: "add" };

const isAdd = (act: PlacedAct): act is Added => act.act === "add";

const dutyOf = ({ directiveId, obligation }: Of, unit: string): string => [directiveId, obligation, unit].join(" ");

function touches(act: PlacedAct, { directiveId, obligation }: Of): boolean {
  if (act.act === "final-year") return true;
  return act.directiveId === directiveId && (!("obligation" in act) || act.obligation === obligation);
}

/** Follow-ups end where the reports are consolidated: another date of that changes what is to come. */
function isMoveOf(
  act: PlacedAct,
  { directiveId, obligation }: { directiveId: string; obligation?: string | undefined },
) {
  return act.act === "move-date" && act.directiveId === directiveId && act.obligation === obligation;
}

/** The acts of a season in their order, and what was known after each. */
type Course = {
  readonly order: (act: PlacedAct) => number;
  /** Nothing: at issue. */
  readonly after: (act: PlacedAct | undefined) => Circumstances;
};

function courseOf({ directives, season }: Scenario): Course {
  const atIssue = circumstancesAtIssue(directives);
  const known = new Map<PlacedAct, { readonly order: number; readonly circumstances: Circumstances }>();
  let circumstances = atIssue;
  for (const [order, act] of season.acts.entries()) {
    circumstances = circumstancesAfter(circumstances, act);
    known.set(act, { order, circumstances });
  }
  return {
    order: (act) => known.get(act)?.order ?? 0,
    after: (act) => (act && known.get(act)?.circumstances) ?? atIssue,
  };
}

/** Acts that each unit whose report is owed, before or after, is told of. */
const ANSWERED_BY: Partial<Record<PlacedAct["act"], EventKind>> = {
  return: "returned",
  extend: "extended",
  exempt: "exempted",
  release: "exempted",
  reinstate: "reinstated",
  "move-date": "moved",
  withdraw: "withdrawn",
};

type Life = { readonly of: Of; readonly acts: readonly PlacedAct[]; readonly begunBy: Added | undefined };

/** Follows a duty through its acts: while it is owed it is on the ladder of the date in force. */
function follow(
  { of, acts, begunBy }: Life,
  course: Course,
  season: Scenario["season"],
): Omit<ExpectedDuty, "directive" | "obligation" | "unit"> {
  const chases: Moment[] = [];
  const told: EventKind[] = begunBy ? ["added"] : [];
  let circumstances = course.after(begunBy);
  let life = newLife(deadlineIn(placeOf(circumstances, of).obligation), begunBy && deadlineGiven(begunBy));
  // Who is added at the moment of a milestone comes after it.
  let ahead = ladderFrom(begunBy ? begunBy.at + 1 : season.issueAt);

  for (const act of acts) {
    // An act at the very moment of a milestone comes after it; what a new date's own ladder has at that moment is not past.
    chaseUntil(act.at);
    circumstances = course.after(act);
    const before = life;
    const isOfOther = !touches(act, of);
    life = isOfOther ? before : lifeAfter(before, act);
    const answer = isOfOther ? undefined : ANSWERED_BY[act.act];
    if (answer !== undefined && (isOwed(before) || isOwed(life))) told.push(answer);
    if (life.deadline !== before.deadline || life.ownLadder !== before.ownLadder) ahead = ladderFrom(act.at);
    else if (act.act === "final-year" || isOfOther)
      ahead = ahead.flatMap(({ milestone }) => {
        const moment = { of, name: milestone, deadline: life.deadline };
        const to = momentBy(circumstances, moment, act.at);
        return to === undefined ? [] : [{ milestone, at: to }];
      });
  }
  chaseUntil(season.until);
  return { chases, told, standing: life.standing, state: life.state };

  function ladderFrom(from: EpochMs): Moment[] {
    return ladderIn(circumstances, of, life.deadline)
      .filter(({ at }) => at >= from)
      .map(({ name, at }) => ({ milestone: name, at }));
  }

  function chaseUntil(until: EpochMs): void {
    if (isOwed(life)) chases.push(...ahead.filter(({ at }) => at <= until));
    ahead = ahead.filter(({ at }) => at > until);
  }
}
