import { keepsRegister, mayForward } from "../../domain/access.ts";
import { summarize } from "../../domain/counts.ts";
import type { Counts, Summary } from "../../domain/counts.ts";
import { deadlineIn, dueAt } from "../../domain/deadline.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { notForwarded } from "../../domain/forwarding.ts";
import type { Forwarded } from "../../domain/forwarding.ts";
import type { ObligationRef } from "../../domain/ids.ts";
import { standingOf, urgencyOf } from "../../domain/needs.ts";
import type { Standing } from "../../domain/needs.ts";
import { countsName } from "../../store/counts.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { readObligations } from "../all-directives.ts";
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

/**
 * Of some directives every issued obligation that the visitor reads, the most urgent first: from the counts, at the same price
 * for any number of units. Who reads all of them has the counts of all in one query.
 */
export async function readWatched(
  visit: Visit,
  records: readonly DirectiveRecord[],
  effects: WebEffects,
): Promise<readonly Watched[]> {
  const { caller, receivedAt: now, calendar } = visit;
  const { register, homeUnit } = effects;
  const followed = readObligations(visit, records);
  const readsAll = caller.staff !== undefined || keepsRegister(caller, homeUnit);
  const counts =
    followed.length === 0
      ? NO_COUNTS
      : await (readsAll ? register.counts.every() : register.counts.ofEach(followed.map(({ ref }) => ref)));
  const counted = followed.map((one) => {
    const own = counts.get(countsName(one.ref)) ?? {};
    const withdrawn = one.record.withdrawal !== undefined;
    return { ...one, own, withdrawn, summary: summarize(own, now, { withdrawn }) };
  });
  const missing = await notSentOn(visit, counted, effects);
  const watched = counted.map(({ own, withdrawn, ...one }) => {
    const toSendOn = missing.get(one.ref) ?? [];
    const told = { summary: one.summary, issuedAt: one.record.issuedAt, toSendOn: toSendOn.length > 0 };
    return {
      ...one,
      toSendOn,
      tones: tonesOf(own, now),
      standing: standingOf(own, { ...told, now, calendar, withdrawn }),
    };
  });
  return watched.toSorted(byUrgency);
}

const NO_COUNTS: ReadonlyMap<string, Counts> = new Map();

/** Of those that need somebody the nearest date first; of those that are done with, the latest. */
function byUrgency(a: Watched, b: Watched): number {
  const urgency = urgencyOf(a.standing) - urgencyOf(b.standing);
  const sooner = dueAt(dateOf(a)) - dueAt(dateOf(b));
  return urgency || (a.standing.needs.size === 0 ? -sooner : sooner);
}

/** The date that counts now: of whoever owes it still, or its own. */
export const dateOf = ({ standing, obligation }: Pick<Watched, "standing" | "obligation">) =>
  standing.date ?? deadlineIn(obligation);

/** To whom the visitor has still to record that reports were sent on, of those that were filed. One request for all. */
async function notSentOn(
  { caller }: Visit,
  counted: readonly (ReadObligation & Pick<Watched, "summary">)[],
  { register }: WebEffects,
): Promise<ReadonlyMap<ObligationRef, readonly string[]>> {
  const goingOn = counted.filter(
    ({ record, obligation, summary }) =>
      summary.filed > 0 && !record.withdrawal && obligation.forwardTo?.length && mayForward(caller, obligation),
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
