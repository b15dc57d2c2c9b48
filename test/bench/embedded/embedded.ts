import type { BenchOptions, Part, Row } from "../part.ts";
import { startRows } from "./starts.ts";

/** What it takes to have the whole stack on one's own machine. */
export const embedded: Part = { name: "embedded", run: measureEmbedded };

async function measureEmbedded(options: BenchOptions): Promise<Row[]> {
  return startRows(options);
}
