import type { Counts } from "./counts.ts";

/** How many units an obligation has in all. */
export function unitsIn(counts: Counts): number {
  let units = 0;
  for (const [name, count] of Object.entries(counts)) if (name.startsWith("state.")) units += count;
  return units;
}
