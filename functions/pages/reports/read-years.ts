import { summarize } from "../../domain/counts.ts";
import { deadlineIn, dueAt, isPast } from "../../domain/deadline.ts";
import { yearOf } from "../../domain/instant.ts";
import { punctualityInAll, punctualityOf } from "../../domain/punctuality.ts";
import type { Punctuality } from "../../domain/punctuality.ts";
import { countsName } from "../../store/counts.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import { readObligations } from "../all-directives.ts";
import type { ReadObligation } from "../all-directives.ts";
import { countsOf, readForDesk } from "../desk/watched.ts";
import type { Visit } from "../visit.ts";

/** An obligation of a year's directives, and how its units kept its date. */
export type YearsObligation = ReadObligation & {
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

/** Every year, from the counts, for any number of units: a function reads those of a year that is done with once. */
export async function readYears(visit: Visit, effects: ReportsEffects): Promise<Year[]> {
  const reads = await readForDesk(effects);
  const followed = readObligations(visit, reads.records);
  const counts = await countsOf(followed, reads, effects);
  const read = followed.map((one) => {
    const withdrawn = one.record.withdrawal !== undefined;
    const summary = summarize(counts.get(countsName(one.ref)) ?? {}, visit.receivedAt, { withdrawn });
    const isDue = !withdrawn && isPast(deadlineIn(one.obligation), visit.receivedAt);
    return { ...one, punctuality: punctualityOf(summary), isDue };
  });
  return [...Map.groupBy(read, ({ record }) => yearOf(record.directive.issuedOn))]
    .toSorted(([a], [b]) => b - a)
    .map(([year, obligations]) => ({
      year,
      obligations: obligations.toSorted((a, b) => dueAt(deadlineIn(a.obligation)) - dueAt(deadlineIn(b.obligation))),
      inAll: punctualityInAll(obligations.flatMap(({ isDue, punctuality }) => (isDue ? [punctuality] : []))),
    }));
}
