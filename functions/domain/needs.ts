import type { Counts, Summary } from "./counts.ts";
import { DeadlineSchema, dueAt, isDueSoon } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { lastWorkingDayBefore, workingDaysAfter } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** What of an obligation needs somebody, the most urgent first. `open`: it is owed still. */
export const NEEDS = ["overdue", "due-soon", "to-review", "to-send-on", "unheard", "open"] as const;
export type Need = (typeof NEEDS)[number];

/** For so many working days after the issue it is usual that a unit has not said yet that it received the directive. */
const USUAL_SILENCE = 2;

/** How an obligation stands for whoever follows it, from its counts alone. */
export type Standing = {
  readonly needs: ReadonlySet<Need>;
  /** Of those who owe it still, the date that is the longest past; else the one that comes next. */
  readonly date: Deadline | undefined;
  /** Open, in time. */
  readonly inTime: number;
  readonly toReview: number;
  /** Of the units that owe it still: no letter reaches them; they are not known to know of it; they have said why it will be late. */
  readonly unreachable: number;
  readonly unanswered: number;
  readonly reasons: number;
  /** Filed for the first time on this day or later: today, or the last working day before it. */
  readonly filedSince: LocalDate;
  readonly justFiled: number;
};

type Told = {
  readonly summary: Summary;
  readonly now: EpochMs;
  readonly calendar: WorkingCalendar;
  readonly issuedAt: EpochMs | undefined;
  /** Whether somebody is missing from those to whom it goes on. */
  readonly toSendOn: boolean;
  readonly withdrawn: boolean;
};

export function standingOf(counts: Counts, { summary, now, calendar, issuedAt, toSendOn, withdrawn }: Told): Standing {
  const today = localDateOf(now);
  const filedSince = lastWorkingDayBefore(calendar, today);
  const open = withdrawn ? 0 : summary.open;
  const inTime = Math.max(0, open - summary.late);
  const counted = (name: string): number => (open === 0 ? 0 : Math.min(open, Math.max(0, counts[name] ?? 0)));
  const [unreachable, unanswered] = [counted("unreachable"), counted("unanswered")];
  const dates = datesOpen(counts);
  const near = dates.some((date) => isDueSoon(calendar, date, now));
  const silent = unanswered > 0 && workingDaysAfter(calendar, localDateOf(issuedAt ?? now), today) > USUAL_SILENCE;
  const toReview = withdrawn ? 0 : (summary.states["submitted"] ?? 0);
  const holds: Readonly<Record<Need, boolean>> = {
    overdue: summary.late > 0,
    "due-soon": inTime > 0 && near,
    "to-review": toReview > 0,
    "to-send-on": toSendOn,
    unheard: unreachable > 0 || silent,
    // Nobody is counted yet while the duties are laid out.
    open: open > 0 || (summary.units === 0 && !withdrawn),
  };
  return {
    needs: new Set(NEEDS.filter((need) => holds[need])),
    date: open === 0 ? undefined : dates[0],
    inTime,
    toReview,
    unreachable,
    unanswered,
    reasons: counted("reason"),
    filedSince,
    justFiled: Object.entries(summary.filedByDay).reduce(
      (sum, [day, count]) => sum + (day >= filedSince ? count : 0),
      0,
    ),
  };
}

/** The most urgent of what an obligation needs; above all of them for one that is done with. */
export function urgencyOf({ needs }: Pick<Standing, "needs">): number {
  const at = NEEDS.findIndex((need) => needs.has(need));
  return at === -1 ? NEEDS.length : at;
}

/** Whether nobody has anything to do about it any more. */
export const isDone = ({ needs }: Pick<Standing, "needs">): boolean => needs.size === 0;

/** The dates on which it is owed still, the earliest first. */
function datesOpen(counts: Counts): Deadline[] {
  return Object.entries(counts)
    .filter(([name, count]) => name.startsWith("open.") && count > 0)
    .map(([name]) => DeadlineSchema.parse(name.slice("open.".length)))
    .toSorted((a, b) => dueAt(a) - dueAt(b));
}
