import type { Duty } from "./duty.ts";
import { OPEN_STATES, isOpen, isUnanswered } from "./duty.ts";
import { localDateOf } from "./instant.ts";
import { counts as isCounted } from "./consolidation.ts";
import { readTold } from "./told.ts";
import { filedTone } from "./tone.ts";
import { DeadlineSchema, dueAt, isPast } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import type { EpochMs } from "./instant.ts";

/**
 * Counts of an obligation's duties, each under a flat name, so that a move is a handful of additions:
 * `state.<kind>.<state>`, `standing.<kind>.<standing>`, `open.<before>`, `first.<kind>.<day>` of first filings; of those that are open, also
 * `unanswered`, `reason`, `unreachable`. For the colours, what is open by
 * `due.<kind>.<state>.<before>`, and what is filed by `green.<kind>` or `orange.<kind>`. For the sums, over what counts for
 * them: `told.<kind>`, `whole.<kind>`, `said.<section>`, and `given.<kind>.<figure>` and `sum.<kind>.<figure>`,
 * sections and figures by their places in the outline.
 */
export type Counts = Readonly<Record<string, number>>;

/** The counts of one duty. */
export function countsOf(duty: Duty): Counts {
  return countsOfDuties([duty]);
}

/** Why somebody may have to see to an open duty, before its date. */
function wantingOf(duty: Duty): string[] {
  const { reason, unreachable } = duty;
  return [
    ...(isUnanswered(duty) ? ["unanswered"] : []),
    ...(reason === undefined ? [] : ["reason"]),
    ...(unreachable ? ["unreachable"] : []),
  ];
}

/** What a move adds to and takes from the counts; names without a change are left out. */
export function countsChange(before: Duty, after: Duty): Counts {
  const change: Record<string, number> = {};
  countInto(change, before, -1);
  countInto(change, after, 1);
  return Object.fromEntries(Object.entries(change).filter(([, by]) => by !== 0));
}

/** What several moves change together; names without a change are left out. */
export function sumOf(changes: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const change of changes) for (const [name, by] of Object.entries(change)) sum[name] = (sum[name] ?? 0) + by;
  return Object.fromEntries(Object.entries(sum).filter(([, by]) => by !== 0));
}

/** The counts of many duties, taken afresh. */
export function countsOfDuties(duties: Iterable<Duty>): Counts {
  const counts: Record<string, number> = {};
  for (const duty of duties) addDuty(counts, duty);
  return counts;
}

/** Adds one duty to counts under way. */
export function addDuty(counts: Record<string, number>, duty: Duty): void {
  countInto(counts, duty, 1);
}

function countInto(counts: Record<string, number>, duty: Duty, by: 1 | -1): void {
  const { kind, state, standing, deadline, submittedAt, told } = duty;
  const count = (name: string, value = 1): void => {
    counts[name] = (counts[name] ?? 0) + by * value;
  };
  count(`state.${kind}.${state}`);
  if (standing) count(`standing.${kind}.${standing}`);
  if (isOpen(duty)) {
    count(`open.${deadline}`);
    count(`due.${kind}.${state}.${deadline}`);
    for (const name of wantingOf(duty)) count(name);
  }
  if (submittedAt !== undefined) count(`first.${kind}.${localDateOf(submittedAt)}`);
  if (!isCounted(duty)) return;
  count(`${filedTone(standing)}.${kind}`);
  if (told !== undefined) countTold(kind, told, count);
}

function countTold(kind: string, told: string, count: (name: string, value?: number) => void): void {
  const { figures, sections, whole } = readTold(told);
  count(`told.${kind}`);
  if (whole) count(`whole.${kind}`);
  for (const [at, said] of sections.entries()) if (said) count(`said.${at}`);
  for (const [at, value] of figures.entries()) {
    if (value === undefined) continue;
    count(`given.${kind}.${at}`);
    if (value !== 0) count(`sum.${kind}.${at}`, value);
  }
}

/** How an earlier release counted first filings, by day alone; what it counted stands until it is counted afresh. */
const FILED_OF_EVERY_KIND = "filed";

/** First filings by kind of unit and day of receipt; nothing while some are known by day alone. */
export function filedByKind(counts: Counts): Readonly<Record<string, Readonly<Record<string, number>>>> | undefined {
  const byKind: Record<string, Record<string, number>> = {};
  for (const [name, count] of Object.entries(counts)) {
    const [group, kind = "", day = ""] = name.split(".");
    if (count === 0) continue;
    if (group === FILED_OF_EVERY_KIND) return undefined;
    if (group === "first") (byKind[kind] ??= {})[day] = count;
  }
  return byKind;
}

/** How many open units go by a date that is no later than one: those that have no later date of their own. */
export function openBy(counts: Counts, date: Deadline): number {
  let units = 0;
  for (const [name, count] of Object.entries(counts)) {
    const [group, before] = name.split(".");
    if (group === "open" && count !== 0 && dueAt(DeadlineSchema.parse(before)) <= dueAt(date)) units += count;
  }
  return units;
}

const OPEN: ReadonlySet<string> = new Set(OPEN_STATES);

/**
 * Whether by its counts nobody has anything to do about an obligation: there were duties, none is open, none waits for review.
 * Counts of kinds are looked at one by one: what one says too little must not hide what another says.
 */
export function isSettled(counts: Counts): boolean {
  let units = 0;
  for (const [name, count] of Object.entries(counts)) {
    const [group = "", , state = ""] = name.split(".");
    if (group === "open" && count > 0) return false;
    if (group !== "state") continue;
    if (count > 0 && (OPEN.has(state) || state === "submitted")) return false;
    units += count;
  }
  return units > 0;
}

export type Summary = {
  readonly units: number;
  readonly filed: number;
  readonly open: number;
  readonly late: number;
  readonly states: Readonly<Record<string, number>>;
  readonly standings: Readonly<Record<string, number>>;
  readonly byKind: Readonly<Record<string, { units: number; filed: number; open: number }>>;
  /** First filings by day of receipt. */
  readonly filedByDay: Readonly<Record<string, number>>;
};

/**
 * What a dashboard shows of the counts at an instant: late are the open duties whose deadline has come. Of a directive that was
 * withdrawn, what is still counted as open is not any more.
 */
export function summarize(
  counts: Counts,
  now: EpochMs,
  { withdrawn = false }: { withdrawn?: boolean | undefined } = {},
): Summary {
  const states: Record<string, number> = {};
  const standings: Record<string, number> = {};
  const byKind: Record<string, { units: number; filed: number; open: number }> = {};
  const filedByDay: Record<string, number> = {};
  let late = 0;
  for (const [name, count] of Object.entries(counts)) {
    if (count === 0) continue;
    const [group = "", first = "", second = ""] = name.split(".");
    const filedOn = group === "first" ? second : group === FILED_OF_EVERY_KIND ? first : undefined;
    if (filedOn !== undefined) filedByDay[filedOn] = (filedByDay[filedOn] ?? 0) + count;
    if (group === "open" && !withdrawn && isPast(DeadlineSchema.parse(first), now)) late += count;
    if (group === "standing") standings[second] = (standings[second] ?? 0) + count;
    if (group !== "state") continue;
    const state = withdrawn && OPEN.has(second) ? "withdrawn" : second;
    states[state] = (states[state] ?? 0) + count;
    const kind = (byKind[first] ??= { units: 0, filed: 0, open: 0 });
    kind.units += count;
    if (OPEN.has(state)) kind.open += count;
    else if (state === "submitted" || state === "accepted") kind.filed += count;
  }
  const sum = (pick: (kind: { units: number; filed: number; open: number }) => number) =>
    Object.values(byKind).reduce((total, kind) => total + pick(kind), 0);
  return {
    units: sum(({ units }) => units),
    filed: sum(({ filed }) => filed),
    open: sum(({ open }) => open),
    late,
    states,
    standings,
    byKind,
    filedByDay: Object.fromEntries(Object.entries(filedByDay).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** How many units were freed from the report, alone or with its directive: they are counted with nobody. */
export function freedIn({ states }: Pick<Summary, "states">): number {
  return (states["exempt"] ?? 0) + (states["withdrawn"] ?? 0);
}
