import type { EpochMs } from "../../../functions/domain/instant.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import { runKey } from "../../../functions/domain/milestone-run.ts";
import { obligationOf } from "../../../functions/domain/directive.ts";
import type { Directive } from "../../../functions/domain/directive.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import type { PlacedAct } from "./season.ts";
import { deadlineGiven, deadlineIn } from "../../../functions/domain/deadline.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";

/** A milestone that is to come: of an obligation, or of one unit that was given a date of its own. */
export type MilestoneAhead = {
  readonly directive: string;
  readonly obligation: string;
  readonly milestone: string;
  readonly unit: string | null;
  readonly runKey: string;
  readonly at: EpochMs;
};

/**
 * The milestones at which a season stops, worked out from the directives and the acts: asking the product after every
 * act would read all of them each time. What the product made of them is held against the acts at the end.
 */
export class MilestonesAhead {
  readonly #directives: readonly Directive[];
  /** The ladders of duties with dates of their own: the number of the last one, and its date. */
  readonly #own = new Map<string, { readonly ladder: number; readonly deadline: Deadline | undefined }>();
  #ahead: MilestoneAhead[] = [];
  #inOrder = false;

  constructor({ directives, issueAt }: { readonly directives: readonly Directive[]; readonly issueAt: EpochMs }) {
    this.#directives = directives;
    for (const directive of directives)
      for (const obligation of directive.obligations)
        this.#add(
          { directiveId: directive.id, obligation: obligation.id, deadline: deadlineIn(obligation), ladder: 0 },
          issueAt,
        );
  }

  /** An act that was done: a new date has a ladder of its own, from then on. */
  done(act: PlacedAct): void {
    if (act.act !== "extend" && act.act !== "return" && act.act !== "reinstate") return;
    const { directiveId, obligation, unit } = act;
    const deadline = deadlineGiven(act);
    const key = [directiveId, obligation, unit].join(" ");
    const last = this.#own.get(key) ?? { ladder: 0, deadline: this.#dateOf(act) };
    if (deadline === undefined || deadline === last.deadline) return;
    const ladder = last.ladder + 1;
    this.#own.set(key, { ladder, deadline });
    this.#add({ directiveId, obligation, unit, deadline, ladder }, act.at);
  }

  /** Those up to an instant, in order of time, once each. */
  takeUntil(instant: EpochMs): MilestoneAhead[] {
    if (!this.#inOrder) this.#ahead = this.#ahead.toSorted((a, b) => this.#order(a, b));
    this.#inOrder = true;
    const end = this.#ahead.findIndex(({ at }) => at > instant);
    return this.#ahead.splice(0, end < 0 ? this.#ahead.length : end);
  }

  #add(
    of: { directiveId: string; obligation: string; unit?: string; deadline: Deadline; ladder: number },
    from: EpochMs,
  ): void {
    const directive = this.#directives.find(({ id }) => id === of.directiveId);
    const obligation = directive && obligationOf(directive, of.obligation);
    if (!directive || !obligation) return;
    const unitId = of.unit === undefined ? undefined : UnitIdSchema.parse(of.unit);
    for (const { name, at } of ladderFor(calendar, { directive, obligation, deadline: of.deadline })) {
      if (at < from) continue;
      const key = runKey({ unitId, ladder: of.ladder, milestone: name });
      const { id } = directive;
      this.#ahead.push({
        directive: id,
        obligation: obligation.id,
        milestone: name,
        unit: of.unit ?? null,
        runKey: key,
        at,
      });
    }
    this.#inOrder = false;
  }

  #dateOf({ directiveId, obligation }: PlacedAct): Deadline | undefined {
    const directive = this.#directives.find(({ id }) => id === directiveId);
    const found = directive && obligationOf(directive, obligation);
    return found && deadlineIn(found);
  }

  #order(a: MilestoneAhead, b: MilestoneAhead): number {
    return a.at - b.at || this.#rank(a) - this.#rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1);
  }

  #rank({ directive }: MilestoneAhead): number {
    return this.#directives.findIndex(({ id }) => id === directive);
  }
}

/** What milestones of one moment are put in order by: the obligation's before those of single units. */
const nameOf = ({ obligation, runKey: key }: MilestoneAhead): string => `${obligation}#${key}`;
