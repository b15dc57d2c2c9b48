import { formatInstant } from "../../../functions/domain/instant.ts";
import type { Account, EscalationAccount, PostedLetter } from "../replay/results.ts";
import { PATIENCE_MS } from "./fault-plan.ts";

/** A season as it was played: its letters in the order of sending. */
export type PlayedSeason = { readonly account: Account; readonly letters: readonly PostedLetter[] };

/** What faults rightly change. */
export type Tolerated = {
  /** Addresses whose mail comes back for good. */
  readonly dead: ReadonlySet<string>;
  /** How late a letter of the calm season may come, in milliseconds. @default - `PATIENCE_MS` */
  readonly patienceFor?: (letter: PostedLetter) => number;
};

/** A mailbox that was full for so many letters in a row is given up: the product's own rule. */
const fullAtMost = 3;
const SECOND_MS = 1000;

/**
 * What a season under faults has that the calm one has not, or the other way round; nothing when they are the same.
 * The same means:
 * - each letter of the calm season (one unit's or supervisor's, of one milestone or act, of one ladder, to one
 *   addressee) arrived, once, and no other did. A letter that came back or was complained of has not arrived;
 * - at its moment of the calm season, or so much later as a fault can hold it up;
 * - to the same address; or, where that had come back for good, to the unit's next;
 * - everybody stands the same, and every escalation names the same units.
 *
 * @returns a sentence for each difference, by unit and milestone
 */
export function differences(
  calm: PlayedSeason,
  chaos: PlayedSeason,
  { dead, patienceFor = () => PATIENCE_MS }: Tolerated,
): string[] {
  const expected = arrivals(calm.letters);
  const got = arrivals(chaos.letters);
  return [
    ...[...expected].flatMap(([name, [letter]]) => (letter ? compared(letter, got.get(name) ?? []) : [])),
    ...[...got].flatMap(([name, [letter]]) => (letter && !expected.has(name) ? [`${told(letter)} was not owed`] : [])),
    ...standingsApart(calm.account, chaos.account),
    ...escalationsApart(calm.account, chaos.account),
  ];

  function compared(letter: PostedLetter, came: readonly PostedLetter[]): string[] {
    const [first] = came;
    if (first === undefined) return [`${told(letter)} never arrived`];
    const late = first.at - letter.at;
    return [
      ...(came.length > 1 ? [`${told(letter)} arrived ${came.length} times`] : []),
      ...(late < -SECOND_MS ? [`${told(first)} arrived before its time, at ${formatInstant(first.at)}`] : []),
      ...(late > patienceFor(letter) ? [`${told(first)} arrived ${Math.round(late / 60_000)} minutes late`] : []),
      ...(rightlyAddressed(letter, first) ? [] : [`${told(first)} went to ${first.to[0]}, not to ${letter.to[0]}`]),
    ];
  }

  function rightlyAddressed(letter: PostedLetter, came: PostedLetter): boolean {
    if (came.to.join() === letter.to.join()) return true;
    const before = chaos.letters.slice(0, chaos.letters.indexOf(came));
    return letter.to.every((address) => isGivenUp(address, before));
  }

  /** Whether, after these letters, an address is rightly written to no more. */
  function isGivenUp(address: string, before: readonly PostedLetter[]): boolean {
    const back = before.filter((letter) => letter.to.includes(address) && !hasArrived(letter));
    if (back.some(({ outcome }) => outcome === "complained" || dead.has(address))) return true;
    return [...Map.groupBy(back, nameOf).values()].some((ofOne) => ofOne.length >= fullAtMost);
  }
}

/** The letters that arrived, by what they are. */
function arrivals(letters: readonly PostedLetter[]): Map<string, PostedLetter[]> {
  return Map.groupBy(letters.filter(hasArrived), nameOf);
}

function hasArrived({ outcome }: PostedLetter): boolean {
  return outcome === "delivered";
}

/** What makes two letters the same letter, wherever they went. */
function nameOf({ directive, obligation, unit, kind, ladder, milestone, addressee, of }: PostedLetter): string {
  return JSON.stringify([directive, obligation, unit, kind, ladder, milestone, addressee, of ?? ""]);
}

function told({ obligation, unit, kind, milestone, addressee, of }: PostedLetter): string {
  const whom = kind === "supervisor-letter" ? "the supervisor's letter" : `the ${addressee}'s letter`;
  return `${unit}, ${milestone} (${obligation}): ${whom}${of === undefined ? "" : ` about ${of}`}`;
}

function standingsApart(calm: Account, chaos: Account): string[] {
  return Object.entries(calm.standings).flatMap(([obligation, units]) =>
    Object.entries(units).flatMap(([unit, standing]) => {
      const got = chaos.standings[obligation]?.[unit];
      return got === standing ? [] : [`${unit}, ${obligation}: stands ${got ?? "open"}, not ${standing ?? "open"}`];
    }),
  );
}

function escalationsApart(calm: Account, chaos: Account): string[] {
  const named = (one: EscalationAccount): string =>
    `${one.milestone} (${one.obligation}) of ${one.at.slice(0, 10)} names ${one.units.toSorted().join(", ")}`;
  const expected = new Set(calm.escalations.map(named));
  const got = new Set(chaos.escalations.map(named));
  return [
    ...[...expected].filter((one) => !got.has(one)).map((one) => `an escalation is missing: ${one}`),
    ...[...got].filter((one) => !expected.has(one)).map((one) => `an escalation is new: ${one}`),
  ];
}
