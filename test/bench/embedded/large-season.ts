import { root } from "../../../lib/kept/root.ts";
import { places, whole } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
import { clockRow } from "./clock-row.ts";
import { msOfLetter } from "./letters.ts";
import { playSeason } from "./play-season.ts";

/** Units of the season that the goals are of. */
export const LARGE_SEASON = 20_000;

/** To be reached: docs/measurements.md. Minutes on a machine that does nothing else. */
const GOAL = { letterMs: 13, minutes: 16, megabytes: 2_048 };

/** A season as large as a whole country's, once. Of another size, it is not held to what is to be reached. */
export async function largeSeasonRows({ quick, units, tell }: BenchOptions): Promise<Row[]> {
  tell(`a season of ${whole(units)} units`);
  const season = await playSeason(root, units);
  for (const what of season.broken) tell(what);
  const named = (what: string): string => `${whole(units)} units, ${what}`;
  const held = (row: Row): Row => (units === LARGE_SEASON ? row : { what: row.what, measured: row.measured });
  const none = (what: string, count: number): Row => ({
    what: named(what),
    measured: whole(count),
    reach: { asked: "0", ok: count === 0 },
  });
  const letterMs = msOfLetter(season);
  const minutes = season.seconds / 60;
  return [
    held({
      what: named("processor time a letter"),
      measured: `${places(letterMs, 1)} ms (${whole(season.letters)} letters)`,
      reach: { asked: `≤ ${GOAL.letterMs} ms`, ok: letterMs <= GOAL.letterMs },
    }),
    held(
      clockRow(
        { what: named("time"), measured: `${places(minutes, 1)} min` },
        { asked: `≤ ${GOAL.minutes} min`, ok: minutes <= GOAL.minutes, othersShare: season.othersShare, quick },
      ),
    ),
    held({
      what: named("memory at most"),
      measured: `${whole(season.megabytes)} MB`,
      reach: { asked: `≤ ${whole(GOAL.megabytes)} MB`, ok: season.megabytes <= GOAL.megabytes },
    }),
    none("letters doubled", season.doubled),
    none("units forgotten, or told wrongly", season.broken.length),
  ];
}
