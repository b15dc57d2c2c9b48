import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

import { tableOf } from "../far-side/made-up-season.ts";
import type { MadeUpSeason } from "../far-side/made-up-season.ts";
import { clientOf } from "../far-side/start-far-side.ts";
import { median } from "../figures.ts";
import { processorMicros } from "../measured/processor-time.ts";
import { sweepOnce } from "../sweep/sweep-once.ts";
import { scanOnce } from "./scan-once.ts";

type Way = {
  readonly openUnits: number;
  readonly requests: number;
  readonly readUnits: number;
  /** The middle one of all runs. */
  readonly micros: number;
};
export type Compared = { readonly season: MadeUpSeason; readonly scan: Way; readonly sweep: Way };

const TIMES = 3;

/** Finds the open units of each season by scan and by sweep, in turns. */
export async function measure({ endpoint, seasons }: { endpoint: string; seasons: readonly MadeUpSeason[] }) {
  const client = new DynamoDBClient(clientOf(endpoint));
  const scan = (season: MadeUpSeason) =>
    way((take) => scanOnce({ client, name: tableOf(season) }, ({ length }) => take(length)));
  const sweep = (season: MadeUpSeason) =>
    way((take) => sweepOnce({ client, name: tableOf(season), season }, ({ length }) => take(length)));
  // The first of each are the compiler's.
  await sweep({ units: 10_000, openOneIn: 1 });
  await scan({ units: 10_000, openOneIn: 1 });
  const compared: Compared[] = [];
  for (const season of seasons) {
    const scans: Way[] = [];
    const sweeps: Way[] = [];
    for (let time = 0; time < TIMES; time++) {
      scans.push(await scan(season));
      sweeps.push(await sweep(season));
    }
    compared.push({ season, scan: middle(scans), sweep: middle(sweeps) });
  }
  return compared;
}

async function way(find: (take: (units: number) => void) => Promise<readonly number[]>): Promise<Way> {
  let openUnits = 0;
  let reads: readonly number[] = [];
  const micros = await processorMicros(async () => {
    reads = await find((units) => {
      openUnits += units;
    });
  });
  return { openUnits, requests: reads.length, readUnits: reads.reduce((sum, units) => sum + units, 0), micros };
}

function middle(ways: readonly Way[]): Way {
  const [first] = ways;
  if (!first) throw new Error("Nothing was measured.");
  return { ...first, micros: median(ways.map(({ micros }) => micros)) };
}
