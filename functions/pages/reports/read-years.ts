import { readsLists } from "../../domain/access.ts";
import { summarize } from "../../domain/counts.ts";
import { deadlineIn, dueAt, isPast } from "../../domain/deadline.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { ObligationRef } from "../../domain/ids.ts";
import { yearOf } from "../../domain/instant.ts";
import { punctualityInAll, punctualityOf } from "../../domain/punctuality.ts";
import type { Punctuality } from "../../domain/punctuality.ts";
import { countsName } from "../../store/counts.ts";
import type { ReadingEffects } from "../../use-cases/effects.ts";
import { allDirectives } from "../all-directives.ts";
import type { Visit } from "../visit.ts";

/** An obligation of a year's directives, and how its units kept its date. */
export type YearsObligation = {
  readonly record: DirectiveRecord;
  readonly obligation: Obligation;
  readonly ref: ObligationRef;
  readonly punctuality: Punctuality;
  /** Whether its date has come, and it stands: only then it is counted with the year. */
  readonly isDue: boolean;
};

/** Directives by the year in which they were issued, the latest first, with what of each the visitor reads. */
export type Year = {
  readonly year: number;
  /** In the order of their dates. */
  readonly obligations: readonly YearsObligation[];
  /** Of what is due. */
  readonly inAll: Punctuality;
};

/** Every year, from the counts: two queries for any number of units, 8 KB of counts or directives to a read unit. */
export async function readYears(visit: Visit, { register, homeUnit }: ReadingEffects): Promise<Year[]> {
  const [records, counts] = await Promise.all([allDirectives({ register }), register.counts.every()]);
  const read = records
    .filter(({ status }) => status === "issued")
    .flatMap((record) =>
      record.directive.obligations
        .filter((obligation) => readsLists(visit.caller, obligation, homeUnit))
        .map((obligation) => {
          const ref = { directiveId: record.directive.id, obligationId: obligation.id };
          const withdrawn = record.withdrawal !== undefined;
          const summary = summarize(counts.get(countsName(ref)) ?? {}, visit.receivedAt, { withdrawn });
          const isDue = !withdrawn && isPast(deadlineIn(obligation), visit.receivedAt);
          return { record, obligation, ref, punctuality: punctualityOf(summary), isDue };
        }),
    );
  return [...Map.groupBy(read, ({ record }) => yearOf(record.directive.issuedOn))]
    .toSorted(([a], [b]) => b - a)
    .map(([year, obligations]) => ({
      year,
      obligations: obligations.toSorted((a, b) => dueAt(deadlineIn(a.obligation)) - dueAt(deadlineIn(b.obligation))),
      inAll: punctualityInAll(obligations.flatMap(({ isDue, punctuality }) => (isDue ? [punctuality] : []))),
    }));
}
