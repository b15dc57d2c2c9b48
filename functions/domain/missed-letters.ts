import { isByHand } from "./by-hand.ts";
import { isFreed, isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { isEscalation } from "./ladder.ts";
import { answerOf, letterKey, parseLetterKey } from "./letter.ts";
import type { Answer, LetterEntry, LetterName } from "./letter.ts";
import { milestonesDue } from "./letters-due.ts";
import type { LettersDueOf } from "./letters-due.ts";
import { hasBegun } from "./milestone-run.ts";
import type { MilestoneRun } from "./milestone-run.ts";
import { isUnreached } from "./owed.ts";
import type { EpochMs } from "./instant.ts";
import { addressOf, newAddressesOf } from "./unit.ts";
import type { Bounced, Unit, UnitRecord } from "./unit.ts";

/**
 * Whether somebody of a unit can be reached who could not be before: an address is new or another's by now, and no mail to it has come
 * back.
 */
export function isMended(unit: UnitRecord, old: Unit | undefined, marks: Readonly<Record<string, Bounced>>): boolean {
  if (!old) return false;
  const head = addressOf(unit, "head");
  const given = [...newAddressesOf(unit, old), ...(head && head !== old.headEmail ? [head] : [])];
  return given.some((address) => !marks[address] && !old.bounced[address]);
}

/**
 * What a unit that can be reached again has missed of a duty: the letter of issue if it never had one, and the latest
 * letter that no later one has overtaken, an act's or a reminder by hand. Once it has filed, its receipt; once it was freed, that it
 * was, if it had been asked for the report. Whether each is owed still is decided when it is sent.
 */
export function missedLetters(duty: Duty, context: LettersDueOf): LetterName[] {
  if (isFreed(duty)) return isMissing(duty.letters[ISSUE]) ? [] : lettersOfActs(duty).filter(isFreeing).map(nameOf);
  if (!isOpen(duty)) return isUnreached(duty.letters[letterKey(receiptOf(duty))]) ? [receiptOf(duty)] : [];
  const ladder = milestonesDue(duty, context);
  const came = Math.max(...ladder.filter(({ milestone }) => milestone !== "issue").map(({ at }) => at));
  // One that a later one has overtaken, which arrived, has nothing left to say; nor has a reminder before one by hand.
  const last = lettersOfActs(duty).findLast(({ entry }) => entry.status !== "bounced" && entry.at > came);
  const isReminded = last !== undefined && isByHand(last.milestone);
  const missed = ladder.filter(
    (letter) =>
      isMissing(duty.letters[letterKey(letter)]) &&
      !(isReminded && letter.milestone !== "issue" && !isEscalation(letter.milestone)),
  );
  return [...missed, ...(last && isUnreached(last.entry) ? [last] : [])].map(nameOf);
}

const receiptOf = ({ revision }: Duty): LetterName => ({
  ladder: 0,
  milestone: `receipt-${revision}`,
  addressee: "unit",
});

const ISSUE = letterKey({ ladder: 0, milestone: "issue", addressee: "unit" });

type OfAct = LetterName & { readonly answer: Answer | undefined; readonly entry: LetterEntry };

/** The letters that answer acts, and reminders by hand, the last one last; a receipt is of what was filed. */
function lettersOfActs(duty: Duty): OfAct[] {
  return Object.entries(duty.letters)
    .flatMap(([key, entry]): OfAct[] => {
      const letter = parseLetterKey(key);
      const answer = answerOf(letter.milestone);
      const isOfAct = answer === undefined ? isByHand(letter.milestone) : answer !== "receipt";
      return isOfAct ? [{ ...letter, answer, entry }] : [];
    })
    .toSorted((a, b) => a.entry.at - b.entry.at);
}

/** By these a unit is told that it owes the report no more. */
const isFreeing = ({ answer, entry }: OfAct): boolean =>
  isUnreached(entry) && (answer === "exempted" || answer === "withdrawn");

const nameOf = ({ ladder, milestone, addressee }: LetterName): LetterName => ({ ladder, milestone, addressee });

/**
 * The lists of late units that a supervisor who can be reached again has missed: of the obligation, and of each duty with a
 * date of its own, the latest.
 */
export function missedLists(runs: readonly MilestoneRun[], now: EpochMs): MilestoneRun[] {
  const latest = new Map<string, MilestoneRun>();
  for (const run of runs.toSorted((a, b) => a.at - b.at)) {
    if (isEscalation(run.milestone) && hasBegun(run) && run.at <= now)
      latest.set(`${run.obligationId} ${run.unitId ?? ""}`, run);
  }
  return [...latest.values()].filter(({ ladder, milestone, letters }) =>
    isMissing(letters[letterKey({ ladder, milestone, addressee: "unit" })]),
  );
}

/**
 * The run whose list takes the place of another's, from among the runs for the same duties: the latest later escalation of its
 * ladder, or of a date given since, that has begun; else one that begins at this very moment.
 */
export function laterList(
  { at, ladder }: MilestoneRun,
  runs: readonly MilestoneRun[],
  now: EpochMs,
): MilestoneRun | undefined {
  const later = runs.filter(
    (run) => isEscalation(run.milestone) && run.at > at && Math.abs(run.ladder) >= Math.abs(ladder),
  );
  return later.findLast(hasBegun) ?? later.find((run) => run.phase === "planned" && run.at <= now);
}

/** That it was tried, and came back or waits, is no outcome either. */
function isMissing(entry: LetterEntry | undefined): boolean {
  return entry === undefined || entry.status === "waiting" || isUnreached(entry);
}
