import { mayForward } from "../../domain/access.ts";
import { summarize } from "../../domain/counts.ts";
import type { Counts, Summary } from "../../domain/counts.ts";
import { deadlineIn, dueAt } from "../../domain/deadline.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { notForwarded } from "../../domain/forwarding.ts";
import type { Forwarded } from "../../domain/forwarding.ts";
import type { ObligationRef } from "../../domain/ids.ts";
import { isDone, standingOf, urgencyOf } from "../../domain/needs.ts";
import type { Standing } from "../../domain/needs.ts";
import { countsName } from "../../store/counts.ts";
import type { Settled } from "../../store/settled.ts";
import type { DeskEffects, ReadingEffects } from "../../use-cases/effects.ts";
import { allDirectives, readObligations } from "../all-directives.ts";
import type { ReadObligation } from "../all-directives.ts";
import type { ToneCounts } from "../parts/tone-bar.ts";
import type { Visit } from "../visit.ts";
import { tonesOf } from "./tones.ts";

/** An issued obligation whose lists the visitor reads, and how it stands. */
export type Watched = ReadObligation & {
  readonly summary: Summary;
  readonly standing: Standing;
  readonly tones: ToneCounts;
  /** To whom the visitor has still to record that its reports were sent on. */
  readonly toSendOn: readonly string[];
};

/** What a desk reads whoever looks at it: every directive, and of which obligations nothing is to be done by their counts. */
export type DeskReads = { readonly records: readonly DirectiveRecord[]; readonly settled: Settled };

export async function readForDesk({ register }: Pick<DeskEffects, "register">): Promise<DeskReads> {
  const [records, settled] = await Promise.all([allDirectives({ register }), register.desk.settled()]);
  return { records, settled };
}

/** Every issued obligation that the visitor reads. */
export type Desk = {
  /** What needs somebody, the most urgent first. */
  readonly waiting: readonly Watched[];
  /** What is done with, the latest date first: its counts were not read. */
  readonly done: readonly ReadObligation[];
};

/**
 * What the visitor follows, from the counts, at the same price for any number of units. Counts are read of what may need somebody,
 * so that it costs as much as that is, however much is done with.
 */
export async function readDesk(visit: Visit, reads: DeskReads, effects: DeskEffects): Promise<Desk> {
  const followed = readObligations(visit, reads.records);
  const mayWait = followed.filter(
    ({ record, obligation, ref }) =>
      !record.withdrawal && (!reads.settled.has(countsName(ref)) || goesOn(visit, obligation)),
  );
  const watched = await watchedOf(visit, mayWait, reads, effects);
  const waiting = watched.filter(({ standing }) => !isDone(standing)).toSorted(byUrgency);
  const names = new Set(waiting.map(({ ref }) => countsName(ref)));
  return { waiting, done: followed.filter(({ ref }) => !names.has(countsName(ref))).toSorted(byDateLatestFirst) };
}

/** The counts of some obligations, under `countsName`. */
export function countsOf(
  followed: readonly ReadObligation[],
  { records, settled }: DeskReads,
  { register }: Pick<DeskEffects, "register">,
): Promise<ReadonlyMap<string, Counts>> {
  const total = records.reduce((sum, { directive }) => sum + directive.obligations.length, 0);
  const refs = followed.map(({ ref }) => ref);
  return register.desk.countsOfEach(refs, { settled, total });
}

/** How some obligations stand. */
export async function watchedOf(
  visit: Visit,
  followed: readonly ReadObligation[],
  { records, settled }: DeskReads,
  effects: DeskEffects,
): Promise<Watched[]> {
  const { receivedAt: now, calendar } = visit;
  const counts = await countsOf(followed, { records, settled }, effects);
  const counted = followed.map((one) => {
    const own = counts.get(countsName(one.ref)) ?? {};
    const withdrawn = one.record.withdrawal !== undefined;
    return { ...one, own, withdrawn, summary: summarize(own, now, { withdrawn }) };
  });
  const missing = await notSentOn(visit, counted, effects);
  return counted.map(({ own, withdrawn, ...one }) => {
    const toSendOn = missing.get(one.ref) ?? [];
    const told = { summary: one.summary, issuedAt: one.record.issuedAt, toSendOn: toSendOn.length > 0 };
    return {
      ...one,
      toSendOn,
      tones: tonesOf(own, now),
      standing: standingOf(own, { ...told, now, calendar, withdrawn }),
    };
  });
}

/** What is the most urgent first; of that, the nearest date. */
const byUrgency = (a: Watched, b: Watched): number =>
  urgencyOf(a.standing) - urgencyOf(b.standing) || dueAt(dateOf(a)) - dueAt(dateOf(b));

const byDateLatestFirst = (a: ReadObligation, b: ReadObligation): number =>
  dueAt(deadlineIn(b.obligation)) - dueAt(deadlineIn(a.obligation));

/** The date that counts now: of whoever owes it still, or its own. */
export const dateOf = ({ standing, obligation }: Pick<Watched, "standing" | "obligation">) =>
  standing.date ?? deadlineIn(obligation);

/** Whether its report goes on from here, by the visitor's record: by its counts alone it is not known to be done with. */
const goesOn = ({ caller }: Visit, obligation: Obligation): boolean =>
  (obligation.forwardTo?.length ?? 0) > 0 && mayForward(caller, obligation);

/** To whom the visitor has still to record that reports were sent on, of those that were filed. One request for all. */
async function notSentOn(
  visit: Visit,
  counted: readonly (ReadObligation & Pick<Watched, "summary">)[],
  { register }: Pick<ReadingEffects, "register">,
): Promise<ReadonlyMap<ObligationRef, readonly string[]>> {
  const goingOn = counted.filter(
    ({ record, obligation, summary }) => summary.filed > 0 && !record.withdrawal && goesOn(visit, obligation),
  );
  if (goingOn.length === 0) return new Map();
  const missing = (records: readonly Forwarded[], at: number): string[] => {
    const obligation = goingOn[at]?.obligation;
    return obligation ? notForwarded(obligation, records) : [];
  };
  const refs = goingOn.map(({ ref }) => ref);
  const records = await register.forwardings.ofEach(refs, (...of) => missing(...of).length === 0);
  return new Map(refs.map((ref, at) => [ref, missing(records[at] ?? [], at)]));
}
