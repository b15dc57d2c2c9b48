import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

import { tableOf } from "../far-side/made-up-season.ts";
import type { MadeUpSeason } from "../far-side/made-up-season.ts";
import { clientOf } from "../far-side/start-far-side.ts";
import { median } from "../figures.ts";
import { processorMicros } from "../measured/processor-time.ts";
import { sweepOnce } from "./sweep-once.ts";

/** Seasons to sweep, each so many times a round: from first to last, in the next round from last to first. */
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
  /** The middle one of each round: only these compare with another season's, of the same round. */
  readonly microsOfRounds: readonly number[];
  /** The most that stood on the heap after any page, garbage included. */
  readonly heapMegabytes: number;
};

const COMPILED_AFTER: MadeUpSeason = { units: 20_000, openOneIn: 1 };

/** Sweeps the seasons over and over, after the compiler has had its share. */
export async function measure({ endpoint, rounds, seasons }: Asked): Promise<Swept[]> {
  const client = new DynamoDBClient(clientOf(endpoint));
  await sweep(client, COMPILED_AFTER);
  const swept = seasons.map((): Sweep[][] => []);
  for (let round = 0; round < rounds; round++) {
    const acquire = [...seasons.entries()];
    for (const [nth, season] of round % 2 === 0 ? acquire : acquire.toReversed()) {
      const sweeps: Sweep[] = [];
      for (let time = 0; time < season.times; time++) sweeps.push(await sweep(client, season));
      swept[nth]?.push(sweeps);
    }
  }
  return swept.map(allInOne);
}

type Sweep = Omit<Swept, "microsOfRounds">;

function allInOne(rounds: readonly (readonly Sweep[])[]): Swept {
  const sweeps = rounds.flat();
  const [first] = sweeps;
  if (!first) throw new Error("Nothing was swept.");
  const middle = (of: readonly Sweep[]): number => median(of.map(({ microsPerOpenUnit }) => microsPerOpenUnit));
  return {
    ...first,
    microsPerOpenUnit: middle(sweeps),
    microsOfRounds: rounds.map(middle),
    heapMegabytes: Math.max(...sweeps.map(({ heapMegabytes }) => heapMegabytes)),
  };
}

async function sweep(client: DynamoDBClient, season: MadeUpSeason): Promise<Sweep> {
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
