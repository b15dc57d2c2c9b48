import { dueAt, isPast } from "../../domain/deadline.ts";
import { DUTY_STATES, isFreed, isOpen, isUnanswered } from "../../domain/duty.ts";
import type { Duty, DutyState } from "../../domain/duty.ts";
import { LocalDateSchema, localDateOf } from "../../domain/instant.ts";
import type { EpochMs, LocalDate } from "../../domain/instant.ts";
import { byName } from "../../domain/name-order.ts";
import { toneOf } from "../../domain/tone.ts";
import { TONES } from "../../domain/tone.ts";
import type { Tone } from "../../domain/tone.ts";
import { fold, unitSearched } from "../../wording/fold.ts";

export const SORTS = ["name", "deadline", "state", "filed"] as const;
export type Sort = (typeof SORTS)[number];

type Shown = Tone | DutyState | "open";

/** What of a list is shown, and in which order: all of it stands in the address. */
export type DutyFilter = {
  /** One of the five colours, a state, or all that is owed still. */
  readonly state: Shown | undefined;
  readonly kind: string | undefined;
  /** Part of a name; accents and đ do not count. */
  readonly name: string;
  /** Overdue, or filed late. */
  readonly late: boolean;
  readonly unreachable: boolean;
  /** Is not known to have received what is asked of it. */
  readonly unanswered: boolean;
  /** Has said why it will be late. */
  readonly reason: boolean;
  /** Filed for the first time on this day or later. */
  readonly filed: LocalDate | undefined;
  /** By which column it was asked to be ordered; a list that is cut is ordered by name without being asked. */
  readonly sort: Sort | undefined;
  readonly descending: boolean;
};

/** Reads a filter from an address; what no form of ours makes is taken for not set. */
export function readFilter(query: Readonly<Record<string, string>>): DutyFilter {
  const sort = query["sort"] ?? "";
  const column = SORTS.find((one) => one === sort.replace(/^-/, ""));
  return {
    state: ([...TONES, ...DUTY_STATES, "open"] as const).find((one) => one === query["state"]),
    kind: query["kind"] || undefined,
    name: (query["q"] ?? "").trim().slice(0, 200),
    late: query["late"] === "1",
    unreachable: query["unreachable"] === "1",
    unanswered: query["unanswered"] === "1",
    reason: query["reason"] === "1",
    filed: LocalDateSchema.safeParse(query["filed"]).data,
    sort: column,
    descending: column !== undefined && sort.startsWith("-"),
  };
}

/** The same filter as an address has it, with what is not set left out. */
export function filterQuery(filter: DutyFilter): Record<string, string> {
  const { sort, descending } = filter;
  return { ...shownQuery(filter), ...(sort === undefined ? {} : { sort: `${descending ? "-" : ""}${sort}` }) };
}

/** Whether nothing is cut off, and no order was asked for. */
export const isWhole = (filter: DutyFilter): boolean => Object.keys(filterQuery(filter)).length === 0;

/** Without the order: what is shown, however it is ordered. */
export function shownQuery({
  state,
  kind,
  name,
  late,
  unreachable,
  unanswered,
  reason,
  filed,
}: DutyFilter): Record<string, string> {
  return {
    ...(state ? { state } : {}),
    ...(kind ? { kind } : {}),
    ...(name ? { q: name } : {}),
    ...(late ? { late: "1" } : {}),
    ...(unreachable ? { unreachable: "1" } : {}),
    ...(unanswered ? { unanswered: "1" } : {}),
    ...(reason ? { reason: "1" } : {}),
    ...(filed ? { filed } : {}),
  };
}

/** The duties that a filter lets through, as they came. */
export function filtered(duties: readonly Duty[], filter: DutyFilter, now: EpochMs): Duty[] {
  const name = fold(filter.name);
  return duties.filter(
    (duty) =>
      (filter.state === undefined || isSo(duty, filter.state, now)) &&
      (filter.kind === undefined || duty.kind === filter.kind) &&
      (name === "" || unitSearched({ id: duty.unitId, name: duty.unitName }).includes(name)) &&
      (!filter.late || isLate(duty, now)) &&
      (!filter.unreachable || duty.unreachable) &&
      (!filter.unanswered || isUnanswered(duty)) &&
      (!filter.reason || duty.reason !== undefined) &&
      (filter.filed === undefined || isFiledSince(duty, filter.filed)),
  );
}

/** In the order that was asked for; what has no value there comes last, equals by name. */
export function sorted(duties: readonly Duty[], { sort = "name", descending }: DutyFilter, now: EpochMs): Duty[] {
  const keyed = duties.map((duty) => ({ duty, key: keyOf(duty, sort, now) }));
  const way = descending ? -1 : 1;
  return keyed
    .toSorted((a, b) => {
      const order =
        a.key === undefined || b.key === undefined
          ? Number(a.key === undefined) - Number(b.key === undefined)
          : way * byKey(a.key, b.key);
      return order || byName(a.duty.unitName, b.duty.unitName);
    })
    .map(({ duty }) => duty);
}

function isSo(duty: Duty, state: Shown, now: EpochMs): boolean {
  if (state === "open") return isOpen(duty);
  const tone = TONES.find((one) => one === state);
  return tone === undefined ? duty.state === state : !isFreed(duty) && toneOf(duty, now) === tone;
}

function isLate(duty: Duty, now: EpochMs): boolean {
  if (isFreed(duty)) return false;
  return isOpen(duty) ? isPast(duty.deadline, now) : duty.standing === "late";
}

function isFiledSince({ submittedAt }: Duty, day: LocalDate): boolean {
  return submittedAt !== undefined && localDateOf(submittedAt) >= day;
}

function keyOf(duty: Duty, sort: Sort, now: EpochMs): string | number | undefined {
  switch (sort) {
    case "name":
      return duty.unitName;
    case "deadline":
      return dueAt(duty.deadline);
    case "filed":
      return duty.submittedAt;
    case "state":
      return URGENCY.indexOf(isFreed(duty) ? "freed" : toneOf(duty, now));
    default:
      return sort satisfies never;
  }
}

/** What most wants to be looked at comes first. */
const URGENCY: readonly (Tone | "freed")[] = ["red", "grey", "blue", "orange", "green", "freed"];

function byKey(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : byName(String(a), String(b));
}
