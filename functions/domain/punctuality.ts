import { freedIn } from "./counts.ts";
import type { Summary } from "./counts.ts";

/** How the units of an obligation, or of several, kept its date: by their first filings, which stand for ever. */
export type Punctuality = {
  /** All to whom it was given. */
  readonly units: number;
  readonly onTime: number;
  readonly withinExtension: number;
  readonly late: number;
  /** Who owes it and has never filed; a date of its own may still lie ahead. */
  readonly never: number;
  /** Exempt, or withdrawn with the directive: nobody waits for them. */
  readonly freed: number;
};

/** From the counts alone, at the same price for any number of units. */
export function punctualityOf(summary: Pick<Summary, "units" | "states" | "standings">): Punctuality {
  const { units, states, standings } = summary;
  const number = (counts: Readonly<Record<string, number>>, name: string) => counts[name] ?? 0;
  return {
    units,
    onTime: number(standings, "on-time"),
    withinExtension: number(standings, "within-extension"),
    late: number(standings, "late"),
    never: number(states, "awaiting") + number(states, "draft"),
    freed: freedIn(summary),
  };
}

/** Several added up. */
export function punctualityInAll(all: readonly Punctuality[]): Punctuality {
  const sum = (of: keyof Punctuality) => all.reduce((total, one) => total + one[of], 0);
  return {
    units: sum("units"),
    onTime: sum("onTime"),
    withinExtension: sum("withinExtension"),
    late: sum("late"),
    never: sum("never"),
    freed: sum("freed"),
  };
}

/** Who was in time, of all who filed or still owe it, 0 to 1; nothing where there is nobody. */
export function rateOf({ onTime, withinExtension, late, never }: Punctuality): number | undefined {
  const all = onTime + withinExtension + late + never;
  return all === 0 ? undefined : (onTime + withinExtension) / all;
}
