import { LocalDateSchema } from "./instant.ts";
import type { LocalDate } from "./instant.ts";

/** A day on which reports were first filed: how many that day, and how many up to its end. */
export type DayOfFilings = { readonly day: LocalDate; readonly filed: number; readonly total: number };

/** First filings day by day, in order of time, added up. */
export function filingSeries(filedByDay: Readonly<Record<string, number>>): DayOfFilings[] {
  let total = 0;
  return Object.entries(filedByDay)
    .filter(([, filed]) => filed > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, filed]) => ({ day: LocalDateSchema.parse(day), filed, total: (total += filed) }));
}
