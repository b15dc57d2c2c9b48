import { dayNamedIn, deadlineIn, fieldOf, isPast, targetDayOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { consolidatorOf } from "./directive.ts";
import type { Directive, Obligation } from "./directive.ts";
import type { Email, UnitId } from "./ids.ts";
import { formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { isEscalation, ladderFor } from "./ladder.ts";
import type { Milestone } from "./ladder.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";
import { formatDay, formatDue, formatMinute } from "./vietnamese.ts";
import { isReporter, reachableAddress, reachableHead } from "./unit.ts";
import type { Unit } from "./unit.ts";
import { UnknownYear, yearsMissing } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** Every letter that a directive would send if nobody filed: what a dry run shows before it is issued. */
export type Plan = { readonly obligations: readonly PlannedObligation[] };

export type PlannedObligation = {
  readonly obligationId: string;
  readonly deadline: Deadline;
  readonly targetDay: LocalDate;
  readonly units: number;
  readonly milestones: readonly PlannedMilestone[];
  /** Units with no address that takes mail: to be mended before issuing. */
  readonly unreachable: readonly UnitId[];
};

export type PlannedMilestone = {
  readonly milestone: string;
  readonly at: string;
  /** Set when the moment has passed already: then nobody is written to. */
  readonly skipped?: string;
  readonly letters: readonly { readonly unit: UnitId; readonly to: readonly Email[] }[];
  /** The supervisor's letter at an escalation. */
  readonly supervisor?: readonly Email[];
};

/** @throws UnknownYear: check `planFaults` first. */
export function planOf(directive: Directive, units: readonly Unit[], calendar: WorkingCalendar, now: EpochMs): Plan {
  return {
    obligations: directive.obligations.map((obligation) => {
      const reporters = units.filter((unit) => isReporter(obligation.reporters, unit));
      const receiver = units.find(({ id }) => id === obligation.receiver);
      const deadline = deadlineIn(obligation);
      const ladder = ladderFor(calendar, { directive, obligation, deadline });
      const milestones: Milestone[] = [{ name: "issue", at: now }, ...ladder];
      return {
        obligationId: obligation.id,
        deadline,
        targetDay: targetDayOf(calendar, deadline, obligation.ladder.at),
        units: reporters.length,
        milestones: milestones.map((milestone) => plannedMilestone(milestone, reporters, receiver, now)),
        unreachable: reporters.filter((unit) => !reachableAddress(unit)).map(({ id }) => id),
      };
    }),
  };
}

function plannedMilestone(
  { name, at }: Milestone,
  reporters: readonly Unit[],
  receiver: Unit | undefined,
  now: EpochMs,
): PlannedMilestone {
  const when = { milestone: name, at: formatInstant(at) };
  if (at < now) return { ...when, skipped: "its time has passed", letters: [] };
  const letters = reporters.map((unit) => {
    const office = reachableAddress(unit);
    const head = isEscalation(name) ? reachableHead(unit) : undefined;
    return { unit: unit.id, to: [...new Set([office, head].filter((address) => address !== undefined))] };
  });
  const supervisor = receiver && isEscalation(name) ? reachableAddress(receiver) : undefined;
  return supervisor ? { ...when, letters, supervisor: [supervisor] } : { ...when, letters };
}

/** What keeps a directive from being planned: years without working days, receivers and reporters that nobody knows. */
export function planFaults(
  directive: Directive,
  units: readonly Pick<Unit, "id" | "kind">[],
  calendar: WorkingCalendar,
): Fault[] {
  const known = new Set<string>(units.map(({ id }) => id));
  return directive.obligations.flatMap((obligation, i) => {
    const at = `obligations[${i}]`;
    const unknown = (path: string, id: string): Fault[] =>
      known.has(id)
        ? []
        : [
            {
              path: `${at}.${path}`,
              message: `no unit of the register has this id; got ${quote(id)}`,
              vi: `Danh bạ không có đơn vị mang mã này; nhận được ${quote(id)}.`,
            },
          ];
    const { units: named = [], except = [] } = obligation.reporters;
    const nobody = !units.some((unit) => isReporter(obligation.reporters, unit));
    return [
      ...calendarFaults(directive, obligation, calendar).map((words) => ({
        path: `${at}.${fieldOf(deadlineIn(obligation))}`,
        ...words,
      })),
      ...unknown("receiver", obligation.receiver),
      ...named.flatMap((id, n) => unknown(`reporters.units[${n}]`, id)),
      ...except.flatMap((id, n) => unknown(`reporters.except[${n}]`, id)),
      ...(nobody
        ? [
            {
              path: `${at}.reporters`,
              message: `no unit of the register is meant; known kinds are ${kindsOf(units) || "none"}`,
              vi: `Danh bạ không có đơn vị nào thuộc diện báo cáo; loại đơn vị hiện có: ${kindsOf(units) || "chưa có"}.`,
            },
          ]
        : []),
    ];
  });
}

/** What keeps a directive from being issued now: its own day, which has yet to come, or a deadline that has passed. */
export function issueFaults(directive: Directive, now: EpochMs): Fault[] {
  return [...dayToCome(directive, now), ...passedDeadlines(directive, now)];
}

/** Whether a directive's own day has yet to come: it may be entered, but not issued. */
export function isDatedAhead({ issuedOn }: Pick<Directive, "issuedOn">, now: EpochMs): boolean {
  return issuedOn > localDateOf(now);
}

function dayToCome(directive: Directive, now: EpochMs): Fault[] {
  if (!isDatedAhead(directive, now)) return [];
  const [{ issuedOn }, today] = [directive, localDateOf(now)];
  return [
    {
      path: "issuedOn",
      message: `must not be later than today, ${today}, the day of issue; got ${quote(issuedOn)}`,
      vi: `Ngày của văn bản không được sau hôm nay, ${formatDay(today)}, là ngày giao nhiệm vụ; nhận được ${formatDay(issuedOn)}.`,
    },
  ];
}

/** Deadlines that have passed already. */
export function passedDeadlines(directive: Directive, now: EpochMs): Fault[] {
  return directive.obligations.flatMap((obligation, i) => {
    const deadline = deadlineIn(obligation);
    return isPast(deadline, now)
      ? [
          {
            path: `obligations[${i}].${fieldOf(deadline)}`,
            message: `must lie ahead; now it is ${formatInstant(now)}; got ${quote(deadline)}`,
            vi: `Phải sau lúc này, ${formatMinute(now)}; nhận được ${formatDue(deadline)}.`,
          },
        ]
      : [];
  });
}

/** Years that the ladder needs and the calendar lacks, from the day of the directive to the last follow-up. */
function calendarFaults(
  directive: Directive,
  obligation: Obligation,
  calendar: WorkingCalendar,
): Omit<Fault, "path">[] {
  const known = [...calendar.years].toSorted((a, b) => a - b).join(", ");
  const missing = yearsMissing(calendar, directive.issuedOn, dayNamedIn(deadlineIn(obligation)));
  if (missing.length > 0)
    return missing.map((year) => ({
      message: `the working-day calendar has no entry for ${year}; it has ${known}`,
      vi: new UnknownYear(year, calendar.years).vi,
    }));
  // A consolidating date beyond the calendar is that obligation's own fault.
  const consolidator = consolidatorOf(directive, obligation);
  if (consolidator && yearsMissing(calendar, directive.issuedOn, dayNamedIn(deadlineIn(consolidator))).length > 0)
    return [];
  try {
    ladderFor(calendar, { directive, obligation, deadline: deadlineIn(obligation) });
    return [];
  } catch (error) {
    if (error instanceof UnknownYear)
      return [
        {
          message: `the ladder reaches into ${error.year}, for which the working-day calendar has no entry; it has ${known}`,
          vi: `Các mốc nhắc kéo sang năm ${error.year}, mà lịch ngày làm việc chưa có năm đó; hiện có năm ${known}.`,
        },
      ];
    throw error;
  }
}

function kindsOf(units: readonly Pick<Unit, "kind">[]): string {
  return [...new Set(units.map(({ kind }) => kind))].toSorted().join(", ");
}
