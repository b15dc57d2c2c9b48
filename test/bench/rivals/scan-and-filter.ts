import type { FarSide } from "../far-side/start-far-side.ts";
import { places, whole } from "../figures.ts";
import { alone } from "../measured/alone.ts";
import type { BenchOptions, Row } from "../part.ts";
import type * as scanSeasons from "./scan-seasons.ts";

/** One unit in a hundred still owes its report. */
const OPEN_ONE_IN = 100;

/** Finding the open units without an index, by a scan that the engine filters, beside the sweep. */
export async function scanAndFilter({ endpoint }: FarSide, { quick, tell }: BenchOptions): Promise<Row[]> {
  const sizes = quick ? [10_000] : [10_000, 100_000, 1_000_000];
  tell(`scanning up to ${whole(sizes.at(-1) ?? 0)} units`);
  const seasons = sizes.map((units) => ({ units, openOneIn: OPEN_ONE_IN }));
  const compared = await alone<typeof scanSeasons>(new URL("./scan-seasons.ts", import.meta.url), {
    endpoint,
    seasons,
  });
  return compared.flatMap(({ season, scan, sweep }) =>
    (
      [
        ["scan and filter", scan],
        ["sweep", sweep],
      ] as const
    ).map(([name, { openUnits, requests, readUnits, micros }]) => ({
      what: `${name}, 1 % open of ${whole(season.units)}`,
      measured: `${places(readUnits, 1)} read units in ${whole(requests)} requests, ${places(micros / openUnits, 1)} µs an open unit`,
    })),
  );
}
