import { dayNamedIn, deadlineIn } from "../../domain/deadline.ts";
import { yearOf } from "../../domain/instant.ts";
import { NEEDS } from "../../domain/needs.ts";
import type { Need } from "../../domain/needs.ts";
import { fold, unitSearched } from "../../wording/fold.ts";
import type { ReadObligation } from "../all-directives.ts";
import type { Watched } from "./watched.ts";

/** What of the list of obligations is shown: all of it stands in the address. */
export type ObligationFilter = {
  /** What it needs; `to-do`: anything; `closed`: nothing any more. */
  readonly state: Need | "to-do" | "closed" | undefined;
  /** The year of its date. */
  readonly year: string;
  readonly receiver: string;
  /** Part of its title, of the directive's number or subject, or of the receiver's name; accents do not count. */
  readonly text: string;
};

/** Reads a filter from an address; what no form of ours makes is taken for not set. */
export function readObligationFilter(query: Readonly<Record<string, string>>): ObligationFilter {
  const { state = "", year = "", receiver = "", q = "" } = query;
  return {
    state: ([...NEEDS, "to-do", "closed"] as const).find((one) => one === state),
    year: /^\d{4}$/.test(year) ? year : "",
    receiver: receiver.slice(0, 200),
    text: q.trim().slice(0, 200),
  };
}

/** The same filter as an address has it, with what is not set left out. */
export function obligationQuery({ state, year, receiver, text }: ObligationFilter): Record<string, string> {
  return {
    ...(text ? { q: text } : {}),
    ...(state ? { state } : {}),
    ...(year ? { year } : {}),
    ...(receiver ? { receiver } : {}),
  };
}

/** What needs somebody is known with how it stands; of the others it is known that they are done with. */
type Followed = Watched | ReadObligation;

export const isWatched = (one: Followed): one is Watched => "standing" in one;

/** The obligations that a filter lets through, as they came. */
export function filteredObligations(
  followed: readonly Followed[],
  { state, year, receiver, text }: ObligationFilter,
  receivers: ReadonlyMap<string, string>,
): Followed[] {
  const sought = fold(text);
  return followed.filter(
    (one) =>
      (state === undefined || isSo(one, state)) &&
      (year === "" || String(yearOfDate(one)) === year) &&
      (receiver === "" || one.obligation.receiver === receiver) &&
      (sought === "" || searched(one, receivers).includes(sought)),
  );
}

/** The year of an obligation's date. */
export const yearOfDate = ({ obligation }: Pick<ReadObligation, "obligation">): number =>
  yearOf(dayNamedIn(deadlineIn(obligation)));

function isSo(one: Followed, state: NonNullable<ObligationFilter["state"]>): boolean {
  if (!isWatched(one)) return state === "closed";
  return state === "to-do" || (state !== "closed" && one.standing.needs.has(state));
}

function searched({ record, obligation }: Followed, receivers: ReadonlyMap<string, string>): string {
  const { id, number, subject } = record.directive;
  const { receiver } = obligation;
  return [
    unitSearched({ id: obligation.id, name: obligation.title }),
    fold(number),
    fold(subject),
    id,
    unitSearched({ id: receiver, name: receivers.get(receiver) ?? "" }),
  ].join("\n");
}
