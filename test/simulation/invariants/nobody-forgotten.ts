import { DeadlineSchema, dueAt } from "../../../functions/domain/deadline.ts";
import { isMeant } from "../../../functions/domain/by-hand.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import { MINUTE_MS, formatInstant } from "../../../functions/domain/instant.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { answerOf, letterKey, parseLetterKey } from "../../../functions/domain/letter.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { WRITTEN_LATELY, addresseesAt } from "../../../functions/domain/owed.ts";
import { isOpenState } from "../witness.ts";
import type { DutyMoment, DutyStory } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import { isOnLadder, laddersOf, lettersOf, runsFor, throughout } from "./stories.ts";
import type { Wrong } from "./wrong.ts";

/**
 * For each milestone whose time came while a duty was open and on that ladder, and that ran its course while it still
 * was, every letter has an outcome on the ledger, and one that was not sent has a reason that is true.
 */
export const nobodyIsForgotten: Invariant = (ended) => {
  const { witness } = ended;
  return [...witness.duties.values()].flatMap((duty) =>
    runsFor(duty, ended).flatMap(({ run, story }) => {
      const isPlanned = isOnLadder(duty, run.ladder, run.milestone, ended);
      if (run.milestone !== "issue" && !isPlanned && !run.byHand) return [];
      const isOwed = (moment: DutyMoment): boolean =>
        run.byHand
          ? isMeant(run, { ...moment, unitId: unitId(duty), deadline: DeadlineSchema.parse(moment.deadline) })
          : isOpenState(moment.state) && (run.milestone === "issue" || moment.ladder === run.ladder);
      // A milestone that is asked for within a minute of its time runs a little early.
      const begin = Math.min(run.at, story.phases.find(({ phase }) => phase === "sweeping")?.at ?? run.at);
      // What never came to its end had until the end of the history.
      const isOver = run.phase === "settled" || run.phase === "skipped";
      const end = isOver ? story.phases.at(-1)!.at : ended.endedAt;
      // Whatever was withdrawn is owed no more, written down or not.
      if ((witness.withdrawnAt ?? Number.POSITIVE_INFINITY) <= end) return [];
      if (!throughout(duty, begin, end, isOwed)) return [];
      const where = `${obligationOf(duty)} ${unitOf(duty)} ${run.ladder}.${run.milestone}`;
      const wrong = (what: string): Wrong => ({ wrong: what, about: [unitOf(duty), run.milestone] });
      if (run.phase === "skipped") return wronglySkipped(run, end, duty, ended).map((why) => wrong(`${where}: ${why}`));
      const ledger = lettersOf(duty, ended);
      return addresseesAt(run.milestone).flatMap((addressee): Wrong[] => {
        const key = letterKey({ ladder: run.ladder, milestone: run.milestone, addressee });
        const entry = ledger[key];
        // Of a date that was moved while the milestone was worked off nothing is owed any more, before the duty has followed.
        const isMoved = run.unitId === undefined && witness.moves.some((at) => begin <= at && at <= end);
        if (!entry && isMoved) return [];
        if (!entry)
          return [wrong(`${where}.${addressee} was owed from ${formatInstant(run.at)} on and has no outcome`)];
        // A letter that came back later is asked for again when it may be owed no more; one of issue may be decided before its run has begun.
        const writtenAt = duty.entries.findLast(({ name }) => name === key)?.at ?? end;
        const stillOwed = throughout(duty, Math.min(begin, writtenAt), writtenAt, isOwed);
        const why = entry.status === "skipped" && stillOwed && falseReason(entry, run, duty, ended);
        return why ? [wrong(`${where}.${addressee} was not sent: “${entry.reason}”, but ${why}`)] : [];
      });
    }),
  );
};

/** Of a duty that was open and on the ladder all the time, a milestone is skipped only for a later one of the same ladder. */
function wronglySkipped(run: MilestoneRun, skippedAt: number, duty: DutyStory, ended: Ended): string[] {
  const reason = run.reason ?? "";
  if (reason === "its time had passed when the date was set") return [];
  const { moves, years } = ended.witness;
  // The duty that had yet to follow is told by the milestones of the new date.
  if (MOVED.has(reason) && moves.some((at) => at <= skippedAt)) return [];
  if (reason === "its reports are consolidated by then" && moves.length + years.length > 0) return [];
  const successor = /^overtaken by (.*)$/.exec(reason)?.[1];
  return successor !== undefined && comesAfter(successor, run, duty, ended)
    ? []
    : [`the milestone was skipped: “${reason}”, but it was not so`];
}

/** What a milestone of the obligation's earlier date says, and one of a date of the duty's own that the move has overtaken. */
const MOVED: ReadonlySet<string> = new Set(["the date was moved", "the duty was given another date"]);

/** Whether a milestone comes after that of a run, on the ladder as any calendar had it, and had come by then. */
function comesAfter(successor: string, run: MilestoneRun, duty: DutyStory, ended: Ended, by = Infinity): boolean {
  return laddersOf(duty, run.ladder, ended).some(({ since, milestones }) => {
    const at = (name: string) => milestones.find((one) => one.name === name)?.at;
    const [own, other] = [at(run.milestone), at(successor)];
    return since <= by && own !== undefined && other !== undefined && other > own && other <= by;
  });
}

/** Clocks differ by as much as this, either way. */
const SKEW_MS = 2 * MINUTE_MS;

/** What makes the reason of a letter that was not sent untrue; nothing when it is true. */
function falseReason(entry: LetterEntry, run: MilestoneRun, duty: DutyStory, ended: Ended): string | undefined {
  const reason = entry.reason ?? "";
  const successor = /^overtaken by (.*)$/.exec(reason)?.[1];
  if (successor !== undefined)
    return comesAfter(successor, run, duty, ended, entry.at + SKEW_MS) ? undefined : "nothing had overtaken it";
  switch (reason) {
    case "its date has passed":
      return isEscalation(run.milestone) || entry.at + SKEW_MS < dueAt(deadlineAt(duty, entry.at))
        ? "its date had not passed"
        : undefined;
    case "its date was moved":
      return ended.witness.moves.some((at) => at <= entry.at + SKEW_MS) ? undefined : "no date was moved";
    case WRITTEN_LATELY:
      return run.byHand &&
        !run.byHand.again &&
        duty.entries.some(({ name, at }) => isAReminder(name, run) && at <= entry.at + SKEW_MS)
        ? undefined
        : "nothing had been written to it";
    case "no reachable address":
    case "already written to at this milestone":
      return undefined;
    default:
      return "the report was owed all the time";
  }
}

const isAReminder = (name: string, { milestone }: MilestoneRun): boolean => {
  const { milestone: other } = parseLetterKey(name);
  return other !== milestone && !answerOf(other);
};

const unitId = (duty: DutyStory) => UnitIdSchema.parse(unitOf(duty));

function deadlineAt({ moments }: DutyStory, at: number) {
  return DeadlineSchema.parse((moments.findLast((moment) => moment.at <= at) ?? moments[0]!).deadline);
}
