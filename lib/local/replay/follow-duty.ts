import { deadlineGiven, deadlineIn, isPast } from "../../../functions/domain/deadline.ts";
import type { Standing } from "../../../functions/domain/duty.ts";
import { instantOf, localDateOf } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { ladderAfter } from "../../../functions/domain/ladder-number.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { addWorkingDays } from "../../../functions/domain/working-days.ts";
import type { Reach, Reaching } from "./addresses.ts";
import { ladderIn, momentBy, movesOf, placeOf } from "./circumstances.ts";
import type { Circumstances, Of } from "./circumstances.ts";
import { isOwed, lifeAfter, newLife } from "./duty-life.ts";
import type { DutyLife } from "./duty-life.ts";
import { deliver } from "./expected-letter.ts";
import type { ExpectedLetter } from "./expected-letter.ts";
import type { EventKind } from "./results.ts";
import type { Scenario } from "./scenario.ts";
import type { ObligationAct, PlacedAct } from "./season-acts.ts";

/** What a duty comes to by the acts alone. */
export type FollowedDuty = {
  readonly issue: ExpectedLetter;
  /** The milestones at which it has to be written to. */
  readonly chases: readonly ExpectedLetter[];
  /** The acts of others that it has to be told of, each by one letter. */
  readonly told: readonly Told[];
  readonly standing: Standing | null;
  /** What became of it in the end. */
  readonly state: DutyLife["state"];
};

/** Of an act: the letter that tells of it. One that adds the unit is told by the letter of issue. */
export type Told = { readonly kind: EventKind; readonly letter: ExpectedLetter };

/** The acts of a season in their order, and what was known after each. */
export type Course = {
  readonly order: (act: PlacedAct) => number;
  /** Nothing: at issue. */
  readonly after: (act: PlacedAct | undefined) => Circumstances;
};

export type Added = ObligationAct & { act: "add" };

/** A duty with the acts that concern it, in their order. */
type Life = {
  readonly of: Of;
  readonly unit: string;
  readonly acts: readonly PlacedAct[];
  readonly begunBy: Added | undefined;
};
type World = { readonly course: Course; readonly reaching: Reaching; readonly season: Scenario["season"] };

export function touches(act: PlacedAct, { directiveId, obligation }: Of): boolean {
  if (act.act === "final-year") return true;
  return act.directiveId === directiveId && (!("obligation" in act) || act.obligation === obligation);
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

type Moment = { readonly milestone: string; readonly at: EpochMs };

/** Follows a duty through its acts: while it is owed it is on the ladder of the date in force. */
export function follow({ of, unit, acts, begunBy }: Life, { course, reaching, season }: World): FollowedDuty {
  const begunAt = begunBy?.at ?? season.issueAt;
  const issue: ExpectedLetter = { milestone: "issue", ladder: 0, at: begunAt };
  const chases: ExpectedLetter[] = [];
  const told: Told[] = begunBy ? [{ kind: "added", letter: issue }] : [];
  let circumstances = course.after(begunBy);
  let life = newLife(deadlineIn(placeOf(circumstances, of).obligation), begunBy && deadlineGiven(begunBy));
  // Who is added at the moment of a milestone comes after it.
  let ahead = ladderFrom(begunBy ? begunBy.at + 1 : season.issueAt);
  /** The last milestone that has come since the duty has its present date. */
  let last: ExpectedLetter | undefined;
  /** When the last letter of the ladder or by hand went out. */
  let writtenAt = -Infinity;
  send(issue, begunBy ? reaching.after(unit, begunBy) : reaching.before(unit, begunAt), begunAt);

  for (const act of acts) {
    // An act at the very moment of a milestone comes after it; what a new date's own ladder has at that moment is not past.
    chaseUntil(act.at);
    circumstances = course.after(act);
    const reach = reaching.after(unit, act);
    if (act.act === "mend") sendWhatWasMissed(reach, act.at);
    if (act.act === "remind") remind(act, reach);
    if (act.act === "mend" || act.act === "remind") continue;
    const before = life;
    const isOfOther = !touches(act, of);
    life = isOfOther ? before : lifeAfter(before, act);
    const answer = isOfOther ? undefined : ANSWERED_BY[act.act];
    if (answer !== undefined && (isOwed(before) || isOwed(life))) tell(answer, act.at, reach);
    const isDatedAnew = life.deadline !== before.deadline || life.ownLadder !== before.ownLadder;
    // What came while a unit was free is not owed afterwards.
    if (isDatedAnew || (act.act === "reinstate" && last && !chases.includes(last))) last = undefined;
    if (isDatedAnew) ahead = ladderFrom(act.at);
    else if (act.act === "final-year" || isOfOther)
      ahead = ahead.flatMap(({ milestone }) => {
        const moment = { of, name: milestone, deadline: life.deadline };
        const to = momentBy(circumstances, moment, act.at);
        return to === undefined ? [] : [{ milestone, at: to }];
      });
  }
  chaseUntil(season.until);
  return { issue, chases, told, standing: life.standing, state: life.state };

  function ladderFrom(from: EpochMs): Moment[] {
    return ladderIn(circumstances, of, life.deadline)
      .filter(({ at }) => at >= from)
      .map(({ name, at }) => ({ milestone: name, at }));
  }

  function chaseUntil(until: EpochMs): void {
    const ladder = life.ownLadder > 0 ? life.ownLadder : ladderAfter(movesOf(circumstances, of));
    for (const { milestone, at } of ahead.filter((moment) => moment.at <= until)) {
      last = { milestone, ladder, at };
      if (!isOwed(life)) continue;
      send(last, reaching.before(unit, at), at);
      chases.push(last);
    }
    ahead = ahead.filter(({ at }) => at > until);
  }

  function send(letter: ExpectedLetter, reach: Reach, at: EpochMs): void {
    if (deliver(letter, reach)) writtenAt = Math.max(writtenAt, at);
  }

  function tell(kind: EventKind, at: EpochMs, reach: Reach): void {
    const letter: ExpectedLetter = { milestone: kind, ladder: 0, at };
    deliver(letter, reach);
    told.push({ kind, letter });
  }

  /**
   * The letter of issue, the last milestone's, and that of the last act, unless a milestone came after it. A reminder has nothing
   * to say after its date. Who was freed hears of that, if he had been asked for the report.
   */
  function sendWhatWasMissed(reach: Reach, at: EpochMs): void {
    const isFreed = life.state === "exempt" || life.state === "withdrawn";
    const freeing = told.findLast(({ kind }) => kind === "exempted" || kind === "withdrawn");
    if (isFreed && freeing && issue.unit !== undefined) deliver(freeing.letter, reach);
    if (!isOwed(life)) return;
    send(issue, reach, at);
    const due = last && (isEscalation(last.milestone) || !isPast(life.deadline, at)) ? last : undefined;
    if (due) {
      send(due, reach, at);
      if (!chases.includes(due) && (due.unit ?? due.head) !== undefined) chases.push(due);
    }
    const act = told.findLast(({ kind }) => kind !== "added" && kind !== "reminded")?.letter;
    if (act && act.at >= (due?.at ?? -Infinity)) deliver(act, reach);
  }

  /** Only who owes the report and can be reached is reminded, a working day after the last letter unless told twice. */
  function remind(act: ObligationAct & { act: "remind" }, reach: Reach): void {
    const isMeant = act.units !== "late" || isPast(life.deadline, act.at);
    const mayBe = act.again === true || writtenAt === -Infinity || act.at >= aWorkingDayAfter(writtenAt);
    if (!isOwed(life) || !isMeant || !mayBe || reach.first === undefined) return;
    tell("reminded", act.at, reach);
    writtenAt = act.at;
  }

  function aWorkingDayAfter(at: EpochMs): EpochMs {
    const day = localDateOf(at);
    return instantOf(addWorkingDays(circumstances.calendar, day, 1)) + at - instantOf(day);
  }
}
