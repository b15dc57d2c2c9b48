import type { BenchOptions, Part, Row } from "../part.ts";
import { largeSeasonRows } from "./large-season.ts";
import { letterRows } from "./letters.ts";
import { rushRows } from "./rush.ts";
import { startRows } from "./starts.ts";

/** What it takes to have the whole stack on one's own machine. */
export const embedded: Part = { name: "embedded", run: measureEmbedded };

async function measureEmbedded(options: BenchOptions): Promise<Row[]> {
  return [
    ...(await startRows(options)),
    ...(await letterRows(options)),
    ...(await rushRows(options)),
    ...(options.quick ? [] : await largeSeasonRows(options)),
  ];
}
