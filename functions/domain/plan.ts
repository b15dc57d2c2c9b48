import { deadlineOf, targetDayOf } from "./deadline.ts";
import type { Directive } from "./directive.ts";
import type { Email, UnitId } from "./ids.ts";
import { addDays, formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { isEscalation, isProvisional, ladderFor } from "./ladder.ts";
import type { Milestone } from "./ladder.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";
import { formatDay } from "./vietnamese.ts";
import { isReporter, reachableAddress, reachableHead } from "./unit.ts";
import type { Unit } from "./unit.ts";
import { restsOnProvisional } from "./working-days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** Every letter that a directive would send if nobody filed: what a dry run shows before it is issued. */
export type Plan = { readonly obligations: readonly PlannedObligation[] };

export type PlannedObligation = {
  readonly obligationId: string;
  readonly before: LocalDate;
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
      const ladder = ladderFor(calendar, { directive, obligation, before: obligation.before });
      const milestones: Milestone[] = [{ name: "issue", at: now }, ...ladder];
      return {
        obligationId: obligation.id,
        before: obligation.before,
        targetDay: targetDayOf(calendar, obligation.before),
        ...provisionally(
          restsOnProvisional(calendar, targetDayOf(calendar, obligation.before), addDays(obligation.before, -1)),
        ),
        units: reporters.length,
        milestones: milestones.map((milestone) => ({
          ...plannedMilestone(milestone, reporters, receiver, now),
          ...provisionally(milestone.name !== "issue" && isProvisional(calendar, milestone, obligation.before)),
        })),
        unreachable: reporters.filter((unit) => !reachableAddress(unit)).map(({ id }) => id),
      };
    }),
  };
}

const provisionally = (provisional: boolean): { provisional?: true } => (provisional ? { provisional } : {});

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

/** What keeps a directive from being issued now: a deadline that has passed already. */
export function issueFaults(directive: Directive, now: EpochMs): Fault[] {
  return directive.obligations.flatMap(({ before }, i) =>
    deadlineOf(before) > now
      ? []
      : [
          {
            path: `obligations[${i}].before`,
            message: `must be later than today, ${localDateOf(now)}; got ${quote(before)}`,
            vi: `Phải sau hôm nay, ${formatDay(localDateOf(now))}; nhận được ${formatDay(before)}.`,
          },
        ],
  );
}

function kindsOf(units: readonly Pick<Unit, "kind">[]): string {
  return [...new Set(units.map(({ kind }) => kind))].toSorted().join(", ");
}
