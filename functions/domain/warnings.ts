import { dateMeaning, daysToConsolidate } from "./date-meaning.ts";
import type { Dated } from "./date-meaning.ts";
import { deadlineIn, isPast } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { consolidatorOf, obligationOf } from "./directive.ts";
import type { Directive, Obligation } from "./directive.ts";
import { isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import type { EpochMs } from "./instant.ts";
import { ladderFor } from "./ladder.ts";
import { formatDue } from "./vietnamese.ts";
import type { WorkingCalendar } from "./working-days.ts";

export const WARNING_CODES = [
  "consolidation-days",
  "no-longer-late",
  "milestones-overtaken",
  "extensions-kept",
  "provisional-year",
  "filed-meanwhile",
] as const;

/** What follows from a new date and might be overlooked; `from` and `to` are the number that changes. */
export type DateWarning = {
  readonly code: (typeof WARNING_CODES)[number];
  readonly message: string;
  /** The same for people at their pages. */
  readonly vi: string;
  readonly from?: number;
  readonly to?: number;
};

type Around = {
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly calendar: WorkingCalendar;
  readonly now: EpochMs;
};
type DateChange = Around & {
  readonly from: Deadline;
  readonly to: Deadline;
  /** How many are late before the change, and after it. */
  readonly late: { readonly from: number; readonly to: number };
};

/**
 * What a change of date leads to: of a whole obligation, or of one duty. Nothing when the date stays.
 */
export function dateWarnings(change: DateChange): DateWarning[] {
  const { from, to, late } = change;
  if (from === to) return [];
  return [
    ...fewerDaysToConsolidate(change),
    ...(late.to < late.from
      ? [
          {
            code: "no-longer-late" as const,
            message: `${late.from - late.to} of those that are late are late no more.`,
            vi: `${late.from - late.to} đơn vị đang chậm không còn bị coi là chậm.`,
            ...late,
          },
        ]
      : []),
    ...milestonesOvertaken(change),
    ...restsOnProvisionalYear(change),
  ];
}

/** What the dates of a directive lead to as it is issued, each report's by its id: a first date leaves nobody fewer days than before. */
export function issueWarnings(directive: Directive, around: Pick<Around, "calendar" | "now">): DateWarning[] {
  return directive.obligations.flatMap((obligation) => {
    const dated = { ...around, directive, obligation, to: deadlineIn(obligation) };
    return [...milestonesOvertaken(dated), ...restsOnProvisionalYear(dated)].map((warning) => ({
      ...warning,
      message: `${obligation.id}: ${warning.message}`,
      vi: `“${obligation.title}”: ${warning.vi}`,
    }));
  });
}

/** What moving the date of an obligation leads to, of its open duties as they are and as they will be. */
export function moveWarnings(
  duties: readonly { readonly before: Duty; readonly after: Duty }[],
  { to, now, ...around }: Omit<DateChange, "late">,
): DateWarning[] {
  const late = (which: "before" | "after"): number => duties.filter((duty) => isPast(duty[which].deadline, now)).length;
  const kept = duties.filter(({ after }) => after.deadline !== to).length;
  return [
    ...dateWarnings({ ...around, to, now, late: { from: late("before"), to: late("after") } }),
    ...(kept === 0
      ? []
      : [
          {
            code: "extensions-kept" as const,
            message: `${kept} of the open duties keep a date of their own.`,
            vi: `${kept} đơn vị giữ thời hạn riêng.`,
            to: kept,
          },
        ]),
  ];
}

/** What a new date of one duty leads to. Whoever is exempt is not late before. */
export function dutyDateWarnings(duty: Duty, after: Duty, around: Around): DateWarning[] {
  const late = (one: Duty): number => (isOpen(one) && isPast(one.deadline, around.now) ? 1 : 0);
  return dateWarnings({
    ...around,
    from: duty.deadline,
    to: after.deadline,
    late: { from: late(duty), to: late(after) },
  });
}

/** Who filed while others were being released: he stays as he is. */
export function filedMeanwhile(duties: readonly Pick<Duty, "unitName">[]): DateWarning[] {
  if (duties.length === 0) return [];
  const names = duties.map(({ unitName }) => unitName).join("; ");
  return [
    {
      code: "filed-meanwhile",
      message: `Not released, since the report came at the same moment: ${names}.`,
      vi: `Không bớt, vì báo cáo vừa được gửi đến: ${names}.`,
      to: duties.length,
    },
  ];
}

/** An obligation's date, or another in its place, by its ladder's time. */
const dated = (of: Obligation, deadline: Deadline = deadlineIn(of)): Dated => ({ deadline, at: of.ladder.at });

/**
 * The working days for consolidating: those after the last working day of the reports, up to and with the last working
 * day of the report that is made of them. Moved from 30/10/2017 to 6/11, against 10/11: 9, then 4 (6, 7, 8 and 9/11).
 */
function fewerDaysToConsolidate({ directive, obligation, calendar, from, to }: DateChange): DateWarning[] {
  const source = obligation.consolidates === undefined ? undefined : obligationOf(directive, obligation.consolidates);
  const consolidator = consolidatorOf(directive, obligation);
  const count = (date: Deadline): number[] => [
    ...(consolidator ? [daysToConsolidate(calendar, dated(obligation, date), dated(consolidator))] : []),
    ...(source ? [daysToConsolidate(calendar, dated(source), dated(obligation, date))] : []),
  ];
  const [before, after] = [Math.min(...count(from)), Math.min(...count(to))];
  if (after >= before) return [];
  const due = consolidator ? deadlineIn(consolidator) : to;
  return [
    {
      code: "consolidation-days",
      message: `${after} working days are left for the consolidated report, which is due ${due}, in place of ${before}.`,
      vi: `Số ngày làm việc còn lại để lập báo cáo tổng hợp (${formatDue(due)}): ${before} → ${after}.`,
      from: before,
      to: after,
    },
  ];
}

/** The milestones of the new date that are past already: they are skipped. */
export function milestonesOvertaken({
  directive,
  obligation,
  calendar,
  now,
  to,
}: Around & Pick<DateChange, "to">): DateWarning[] {
  const past = ladderFor(calendar, { directive, obligation, deadline: to }).filter(({ at }) => at < now);
  if (past.length === 0) return [];
  return [
    {
      code: "milestones-overtaken",
      message: `Past already, and not sent: ${past.map(({ name }) => name).join(", ")}.`,
      vi: `${past.length} mốc đã qua theo thời hạn mới, không gửi.`,
    },
  ];
}

/** That the last working day of a new date is counted over a year whose notice is still to come. */
function restsOnProvisionalYear({
  obligation,
  calendar,
  to,
}: Pick<DateChange, "obligation" | "calendar" | "to">): DateWarning[] {
  const { provisionalYears } = dateMeaning(calendar, dated(obligation, to), { issuedOn: undefined });
  if (provisionalYears.length === 0) return [];
  const years = provisionalYears.join(", ");
  return [
    {
      code: "provisional-year",
      message: `The days off of ${years} are worked out from the law, until the notice is known: working days and milestones may change.`,
      vi: `Lịch làm việc năm ${years} mới là tạm tính: ngày làm việc cuối cùng và các mốc có thể thay đổi.`,
    },
  ];
}
