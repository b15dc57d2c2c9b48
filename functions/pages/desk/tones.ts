import { summarize } from "../../domain/counts.ts";
import type { Counts } from "../../domain/counts.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { keptProgress } from "../../domain/kept-sums.ts";
import type { ToneCounts } from "../parts/tone-bar.ts";

/**
 * The colours of an obligation's units, from its counts. Those that were kept before colours were do not say of who is late
 * whether he had begun: until they are counted afresh, others with a later date are shown as under way, as an office is that
 * asked for more time.
 */
export function tonesOf(counts: Counts, now: EpochMs): ToneCounts {
  const kept = keptProgress(counts, { now });
  if (kept) return kept.overall.tones;
  const { states, standings, filed, open, late } = summarize(counts, now);
  const orange = Math.min(standings["late"] ?? 0, filed);
  const inTime = Math.max(0, open - late);
  const grey = late === 0 ? Math.min(states["awaiting"] ?? 0, inTime) : 0;
  return { green: filed - orange, orange, blue: inTime - grey, grey, red: late };
}
