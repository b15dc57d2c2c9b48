import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

import { tableOf } from "../far-side/made-up-season.ts";
import type { MadeUpSeason } from "../far-side/made-up-season.ts";
import { clientOf } from "../far-side/start-far-side.ts";
import { median } from "../figures.ts";
import { processorMicros } from "../measured/processor-time.ts";
import { sweepOnce } from "./sweep-once.ts";

/** Seasons to sweep: each so many times a round, so that whatever slows the machine down slows them all. */
export type Asked = {
  readonly endpoint: string;
  readonly rounds: number;
  readonly seasons: readonly (MadeUpSeason & { readonly times: number })[];
};

export type Swept = {
  readonly openUnits: number;
  readonly readUnits: number;
  /** The middle one of all sweeps. */
  readonly microsPerOpenUnit: number;
  /** The most that stood on the heap after any page, garbage included. */
  readonly heapMegabytes: number;
};

const COMPILED_AFTER: MadeUpSeason = { units: 20_000, openOneIn: 1 };

/** Sweeps the seasons over and over, after the compiler has had its share. */
export async function measure({ endpoint, rounds, seasons }: Asked): Promise<Swept[]> {
  const client = new DynamoDBClient(clientOf(endpoint));
  await sweep(client, COMPILED_AFTER);
  const swept = seasons.map((): Swept[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [nth, season] of seasons.entries())
      for (let time = 0; time < season.times; time++) swept[nth]?.push(await sweep(client, season));
  return swept.map(allInOne);
}

function allInOne(sweeps: readonly Swept[]): Swept {
  const [first] = sweeps;
  if (!first) throw new Error("Nothing was swept.");
  return {
    ...first,
    microsPerOpenUnit: median(sweeps.map(({ microsPerOpenUnit }) => microsPerOpenUnit)),
    heapMegabytes: Math.max(...sweeps.map(({ heapMegabytes }) => heapMegabytes)),
  };
}

async function sweep(client: DynamoDBClient, season: MadeUpSeason): Promise<Swept> {
  let openUnits = 0;
  let heapBytes = 0;
  let reads: readonly number[] = [];
  const micros = await processorMicros(async () => {
    reads = await sweepOnce({ client, name: tableOf(season), season }, (messages) => {
      openUnits += messages.length;
      heapBytes = Math.max(heapBytes, process.memoryUsage().heapUsed);
    });
  });
  return {
    openUnits,
    readUnits: reads.reduce((sum, units) => sum + units, 0),
    microsPerOpenUnit: micros / openUnits,
    heapMegabytes: heapBytes / 1024 ** 2,
  };
}
