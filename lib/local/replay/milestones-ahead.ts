import { deadlineGiven, deadlineIn } from "../../../functions/domain/deadline.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";
import type { Directive } from "../../../functions/domain/directive.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { ladderAfter } from "../../../functions/domain/ladder-number.ts";
import { runKey } from "../../../functions/domain/milestone-run.ts";
import { circumstancesAfter, circumstancesAtIssue, ladderIn, momentBy, movesOf, placeOf } from "./circumstances.ts";
import type { Circumstances, Of } from "./circumstances.ts";
import { lifeAfter, newLife } from "./duty-life.ts";
import type { DutyLife } from "./duty-life.ts";
import { isUnitAct } from "./season-acts.ts";
import type { ObligationAct, PlacedAct } from "./season-acts.ts";

/** A milestone that is to come: of an obligation, or of one unit that was given a date of its own. */
export type MilestoneAhead = {
  readonly directive: string;
  readonly obligation: string;
  readonly milestone: string;
  readonly unit: string | null;
  readonly runKey: string;
  readonly at: EpochMs;
};

/** With the date whose ladder it is of. */
type Ahead = MilestoneAhead & { readonly deadline: Deadline };

/**
 * The milestones at which a season stops, worked out from the directives and the acts: asking the product after every
 * act would read all of them each time. What the product made of them is held against the acts at the end.
 */
export class MilestonesAhead {
  #circumstances: Circumstances;
  /** Duties that somebody did something about; all others go by their obligation's date. */
  readonly #lives = new Map<string, { readonly of: Of; readonly unit: string; readonly life: DutyLife }>();
  #ahead: Ahead[] = [];
  #inOrder = false;

  constructor({ directives, issueAt }: { readonly directives: readonly Directive[]; readonly issueAt: EpochMs }) {
    this.#circumstances = circumstancesAtIssue(directives);
    for (const directive of directives)
      for (const obligation of directive.obligations)
        this.#addOfObligation({ directiveId: directive.id, obligation: obligation.id }, issueAt);
  }

  /** An act that was done: a new date has a ladder of its own, from then on, and a final year moves what is to come. */
  done(act: PlacedAct): void {
    const before = this.#circumstances;
    this.#circumstances = circumstancesAfter(before, act);
    if (isUnitAct(act)) this.#follow(act, act.unit, this.#lifeOf(act, act.unit, before), act);
    else if (act.act === "final-year") this.#timeAnew(act.at);
    else if (act.act === "move-date") this.#moveDate(act);
    else if (act.act === "release")
      for (const unit of act.units) this.#follow(act, unit, this.#lifeOf(act, unit, before), act);
    else if (act.act === "add") for (const unit of act.units) this.#begin(act, unit);
  }

  /** Those up to an instant, in order of time, once each. */
  takeUntil(instant: EpochMs): MilestoneAhead[] {
    if (!this.#inOrder) this.#ahead = this.#ahead.toSorted((a, b) => this.#order(a, b));
    this.#inOrder = true;
    const end = this.#ahead.findIndex(({ at }) => at > instant);
    return this.#ahead.splice(0, end < 0 ? this.#ahead.length : end);
  }

  #moveDate(act: ObligationAct): void {
    this.#addOfObligation(act, act.at);
    for (const { of, unit, life } of this.#lives.values())
      if (of.directiveId === act.directiveId && of.obligation === act.obligation) this.#follow(of, unit, life, act);
  }

  #begin(act: ObligationAct & { act: "add" }, unit: string): void {
    const date = deadlineIn(placeOf(this.#circumstances, act).obligation);
    this.#keep(act, unit, newLife(date, deadlineGiven(act)), { before: newLife(date), at: act.at });
  }

  #follow(of: Of, unit: string, before: DutyLife, act: PlacedAct): void {
    this.#keep(of, unit, lifeAfter(before, act), { before, at: act.at });
  }

  #keep(of: Of, unit: string, life: DutyLife, { before, at }: { before: DutyLife; at: EpochMs }): void {
    const { directiveId, obligation } = of;
    this.#lives.set([directiveId, obligation, unit].join(" "), { of: { directiveId, obligation }, unit, life });
    if (life.ownLadder !== before.ownLadder)
      this.#add(of, { unit, ladder: life.ownLadder, deadline: life.deadline }, at);
  }

  #addOfObligation(of: Of, from: EpochMs): void {
    const deadline = deadlineIn(placeOf(this.#circumstances, of).obligation);
    this.#add(of, { unit: null, ladder: ladderAfter(movesOf(this.#circumstances, of)), deadline }, from);
  }

  #add(
    of: Of,
    { unit, ladder, deadline }: { unit: string | null; ladder: number; deadline: Deadline },
    from: EpochMs,
  ): void {
    const unitId = unit === null ? undefined : UnitIdSchema.parse(unit);
    const { directiveId: directive, obligation } = of;
    for (const { name: milestone, at } of ladderIn(this.#circumstances, of, deadline)) {
      if (at < from) continue;
      const key = runKey({ unitId, ladder, milestone });
      this.#ahead.push({ directive, obligation, milestone, unit, runKey: key, at, deadline });
    }
    this.#inOrder = false;
  }

  #timeAnew(now: EpochMs): void {
    this.#ahead = this.#ahead.flatMap((one) => {
      const of = { directiveId: one.directive, obligation: one.obligation };
      const at = momentBy(this.#circumstances, { of, name: one.milestone, deadline: one.deadline }, now);
      return at === undefined ? [] : [{ ...one, at }];
    });
    this.#inOrder = false;
  }

  #lifeOf({ directiveId, obligation }: Of, unit: string, circumstances: Circumstances): DutyLife {
    const known = this.#lives.get([directiveId, obligation, unit].join(" "))?.life;
    return known ?? newLife(deadlineIn(placeOf(circumstances, { directiveId, obligation }).obligation));
  }

  #order(a: MilestoneAhead, b: MilestoneAhead): number {
    return a.at - b.at || this.#rank(a) - this.#rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1);
  }

  #rank({ directive }: MilestoneAhead): number {
    return this.#circumstances.directives.findIndex(({ id }) => id === directive);
  }
}

/** What milestones of one moment are put in order by: the obligation's before those of single units. */
const nameOf = ({ obligation, runKey: key }: MilestoneAhead): string => `${obligation}#${key}`;
