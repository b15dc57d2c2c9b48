import type { Taken } from "./ask-page.ts";
import type { AskedPage, PageKind } from "./pages-asked.ts";

/** The most that a page may take, whatever the number of units. Rounds are those one after another behind that of the session. */
export type PageBound = {
  readonly read: number;
  readonly calls: number;
  readonly rounds: number;
  readonly kilobytes: number;
};

/** By the kind of page. Of a list that is searched over all units no rounds were asked: it looks where they lie, and then reads them. */
const bounds: Readonly<Record<PageKind, PageBound>> = {
  page: { read: 30, calls: 10, rounds: 3, kilobytes: 60 },
  own: { read: 30, calls: 10, rounds: 2, kilobytes: 60 },
  "over all": { read: 60, calls: 20, rounds: 5, kilobytes: 60 },
};

/** Milliseconds of processor time that a page may take of the most units: half as much again as of the fewest, or what a search may. */
export const mostProcessorTime = ({ kind }: AskedPage, ofFewest: number): number =>
  kind === "over all" ? 150 : Math.max(1.5 * ofFewest, ofFewest + NOISE_MS);

/**
 * What a page is held to where it cannot keep that: how many times what it takes of the fewest units. The form of a reminder reads
 * three hundred open duties, as many as it can name, to tell how many of them are late; of fewer units it reads fewer.
 */
export const heldTo: Readonly<Partial<Record<AskedPage["page"], number>>> = { askReminder: 2.6 };

/** Of pages of a few milliseconds no more can be told. */
const NOISE_MS = 2;

/** The bound that a page is held to. */
export const boundOf = ({ kind }: AskedPage): PageBound => bounds[kind];

/** In what a page goes beyond a bound: nothing when it keeps it. */
export function beyond(taken: Taken, bound: PageBound): string[] {
  const behindSession = taken.rounds - 1;
  return [
    ...(taken.read > bound.read ? [`${taken.read} read units, not ${bound.read}`] : []),
    ...(taken.calls > bound.calls ? [`${taken.calls} calls, not ${bound.calls}`] : []),
    ...(behindSession > bound.rounds ? [`${behindSession} rounds, not ${bound.rounds}`] : []),
    ...(taken.kilobytes > bound.kilobytes ? [`${Math.ceil(taken.kilobytes)} KB, not ${bound.kilobytes}`] : []),
  ];
}
