import { deadlineIn, fieldOf, isPast, isProvisionalDate, targetDayOf, valueOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import type { Directive } from "./directive.ts";
import type { Email, UnitId } from "./ids.ts";
import { formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { isEscalation, isProvisional, ladderFor } from "./ladder.ts";
import type { Milestone } from "./ladder.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";
import { formatDay, formatDue, formatMinute } from "./vietnamese.ts";
import { isReporter, reachableAddress, reachableHead } from "./unit.ts";
import type { Unit } from "./unit.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** Every letter that a directive would send if nobody filed: what a dry run shows before it is issued. */
export type Plan = { readonly obligations: readonly PlannedObligation[] };

export type PlannedObligation = {
  readonly obligationId: string;
  readonly deadline: Deadline;
  readonly targetDay: LocalDate;
  /** Set when the target day may still change by the government's notice of a year. */
  readonly provisional?: true;
  readonly units: number;
  readonly milestones: readonly PlannedMilestone[];
  /** Units with no address that takes mail: to be mended before issuing. */
  readonly unreachable: readonly UnitId[];
};

export type PlannedMilestone = {
  readonly milestone: string;
  readonly at: string;
  /** Set when it may still change by the government's notice of a year. */
  readonly provisional?: true;
  /** Set when the moment has passed already: then nobody is written to. */
  readonly skipped?: string;
  readonly letters: readonly { readonly unit: UnitId; readonly to: readonly Email[] }[];
  /** The supervisor's letter at an escalation. */
  readonly supervisor?: readonly Email[];
};

export function planOf(directive: Directive, units: readonly Unit[], calendar: WorkingCalendar, now: EpochMs): Plan {
  return {
    obligations: directive.obligations.map((obligation) => {
      const reporters = units.filter((unit) => isReporter(obligation.reporters, unit));
      const receiver = units.find(({ id }) => id === obligation.receiver);
      const deadline = deadlineIn(obligation);
      const ladder = ladderFor(calendar, { directive, obligation, deadline });
      const milestones: Milestone[] = [{ name: "issue", at: now }, ...ladder];
      const letters = lettersTo(reporters);
      return {
        obligationId: obligation.id,
        deadline,
        targetDay: targetDayOf(calendar, deadline, obligation.ladder.at),
        ...provisionally(isProvisionalDate(calendar, deadline, obligation.ladder.at)),
        units: reporters.length,
        milestones: milestones.map((milestone) => ({
          ...plannedMilestone(milestone, letters, receiver, now),
          ...provisionally(milestone.name !== "issue" && isProvisional(calendar, milestone, deadline)),
        })),
        unreachable: reporters.filter((unit) => !reachableAddress(unit)).map(({ id }) => id),
      };
    }),
  };
}

const provisionally = (provisional: boolean): { provisional?: true } => (provisional ? { provisional } : {});

type LettersTo = { readonly offices: PlannedMilestone["letters"]; readonly heads: PlannedMilestone["letters"] };

/** Whom units are written to: by every reminder the same, and by every escalation. */
function lettersTo(reporters: readonly Unit[]): LettersTo {
  const to = (unit: Unit, withHead: boolean): Email[] => {
    const addresses = [reachableAddress(unit), withHead ? reachableHead(unit) : undefined];
    return [...new Set(addresses.filter((address) => address !== undefined))];
  };
  return {
    offices: reporters.map((unit) => ({ unit: unit.id, to: to(unit, false) })),
    heads: reporters.map((unit) => ({ unit: unit.id, to: to(unit, true) })),
  };
}

function plannedMilestone(
  { name, at }: Milestone,
  { offices, heads }: LettersTo,
  receiver: Unit | undefined,
  now: EpochMs,
): PlannedMilestone {
  const when = { milestone: name, at: formatInstant(at) };
  if (at < now) return { ...when, skipped: "its time has passed", letters: [] };
  const letters = isEscalation(name) ? heads : offices;
  const supervisor = receiver && isEscalation(name) ? reachableAddress(receiver) : undefined;
  return supervisor ? { ...when, letters, supervisor: [supervisor] } : { ...when, letters };
}

/** What keeps a directive from being planned: receivers and reporters that nobody knows. */
export function planFaults(directive: Directive, units: readonly Pick<Unit, "id" | "kind">[]): Fault[] {
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
            message: `must lie ahead; now it is ${formatInstant(now)}; got ${quote(valueOf(deadline))}`,
            vi: `Phải sau lúc này, ${formatMinute(now)}; nhận được ${formatDue(deadline)}.`,
          },
        ]
      : [];
  });
}

function kindsOf(units: readonly Pick<Unit, "kind">[]): string {
  return [...new Set(units.map(({ kind }) => kind))].toSorted().join(", ");
}
