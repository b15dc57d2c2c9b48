import type { Summary } from "../../domain/counts.ts";
import type { ToneCounts } from "../parts/tone-bar.ts";

/**
 * The colours of an obligation's units, from its counts. Counts do not say of who is late whether he had begun: where some
 * are late and others have a later date, those others are shown as under way, as an office that asked for more time is.
 */
export function tonesOf({ states, standings, filed, open, late }: Summary): ToneCounts {
  const orange = Math.min(standings["late"] ?? 0, filed);
  const inTime = Math.max(0, open - late);
  const grey = late === 0 ? (states["awaiting"] ?? 0) : 0;
  return {
    green: filed - orange,
    orange,
    blue: inTime - Math.min(grey, inTime),
    grey: Math.min(grey, inTime),
    red: late,
  };
}
