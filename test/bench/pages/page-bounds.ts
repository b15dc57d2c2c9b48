import type { Taken } from "./ask-page.ts";
import { nameOfPage } from "./pages-asked.ts";
import type { AskedPage, PageKind } from "./pages-asked.ts";

/** The most that a page may take, whatever the number of units. Rounds are those one after another behind that of the session. */
export type PageBound = {
  readonly read: number;
  readonly calls: number;
  readonly rounds: number;
  readonly kilobytes: number;
};

/** By the kind of page. Of a list that is searched over all units no rounds were asked: it looks where they lie, and then reads them. */
export const bounds: Readonly<Record<PageKind, PageBound>> = {
  page: { read: 30, calls: 10, rounds: 3, kilobytes: 60 },
  own: { read: 30, calls: 10, rounds: 2, kilobytes: 60 },
  "over all": { read: 60, calls: 20, rounds: 5, kilobytes: 60 },
};

/** Milliseconds of processor time that a page may take of the most units: half as much again as of the fewest, or what a search may. */
export const mostProcessorTime = ({ kind }: AskedPage, ofFewest: number): number =>
  kind === "over all" ? 150 : Math.max(1.5 * ofFewest, ofFewest + NOISE_MS);

/** Of pages of a few milliseconds no more can be told. */
const NOISE_MS = 2;

/** Up to 3,000 units the list reads every duty. */
const LIST: Partial<PageBound> = { read: 371.5, rounds: 6, kilobytes: 64 };

/** What pages still take beyond their bounds, at any size: no more than that. Whoever mends one takes it from here. */
export const stillAbove: Readonly<Record<string, Partial<PageBound>>> = {
  "office askAddition": { read: 55.5, rounds: 5 },
  "office askCriticism": { read: 1_231.5, calls: 26, rounds: 24, kilobytes: 1_800 },
  "office askDirective": { read: 56, rounds: 4 },
  "office askDirective?like=5500-ubnd-kgvx-2017": { read: 56, rounds: 5 },
  "office askReminder": { rounds: 4 },
  "office askUrging": { read: 1_231.5, calls: 26, rounds: 24, kilobytes: 1_800 },
  "office showDutyList": LIST,
  "office showDutyList?kind=huyen": LIST,
  "office showDutyList?q=krong": LIST,
  "office showDutyList?sort=name": LIST,
  "office showDutyList?state=red": LIST,
  "office showObligation": { read: 33, calls: 25, rounds: 20 },
  "office showReview": { read: 373.5, calls: 158, rounds: 154 },
  "office showReviewList": { read: 373.5, rounds: 6 },
};

/** The bound that a page is held to: its kind's, or what it is known to take. */
export const boundOf = (page: AskedPage): PageBound => ({ ...bounds[page.kind], ...stillAbove[nameOfPage(page)] });

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
