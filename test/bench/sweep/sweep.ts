import { MOST_SHARDS } from "../../../functions/store/table.ts";
import { HEAP_MEGABYTES, alone } from "../measured/alone.ts";
import { withFarSide } from "../far-side/start-far-side.ts";
import type { FarSide } from "../far-side/start-far-side.ts";
import { median, places, whole } from "../figures.ts";
import type { BenchOptions, Part, Row } from "../part.ts";
import { asTheEngine } from "./as-the-engine.ts";
import type { Swept } from "./sweep-seasons.ts";
import type * as sweepSeasons from "./sweep-seasons.ts";
import type * as fanningOut from "./fan-out.ts";

/** Open units of the seasons that are swept, and how often in a round: a small one is over too soon to be measured once. */
const FULL = {
  rounds: 5,
  sizes: [
    [100, 50],
    [1_000, 100],
    [10_000, 3],
    [100_000, 1],
    [1_000_000, 1],
  ],
} as const;
const QUICK = {
  rounds: 3,
  sizes: [
    [100, 20],
    [1_000, 10],
    [10_000, 1],
  ],
} as const;

/** Units that a hundredth of are open, and as many units that are all open. */
const SPARSE = { units: 1_000_000, openOneIn: 100 };
const DENSE = { units: 10_000, openOneIn: 1 };

/** The sweep of open duties and its fan-out, from a hundred open units to a million. */
export const sweep: Part = {
  name: "sweep",
  run: (options) =>
    withFarSide(async (farSide) => [
      ...(await asTheEngine(farSide, options)),
      ...(await sweeps(farSide, options)),
      await fanOut(farSide, options),
    ]),
};

async function sweeps({ endpoint }: FarSide, { quick, tell }: BenchOptions): Promise<Row[]> {
  const { rounds, sizes } = quick ? QUICK : FULL;
  tell(`sweeping up to ${whole(sizes.at(-1)?.[0] ?? 0)} open units`);
  const dense = sizes.map(([units, times]) => ({ units, openOneIn: 1, times }));
  const swept = await alone<typeof sweepSeasons>(new URL("./sweep-seasons.ts", import.meta.url), {
    endpoint,
    rounds,
    seasons: [...dense, { ...SPARSE, times: 1 }],
  });
  const of = (openUnits: number): Swept => found(swept.find((one) => one.openUnits === openUnits));
  const largest = of(sizes.at(-1)?.[0] ?? 0);
  const small = of(1_000).microsOfRounds;
  const ratio = median(largest.microsOfRounds.map((micros, round) => micros / found(small[round])));
  const heap = Math.max(...swept.map(({ heapMegabytes }) => heapMegabytes));
  const sparse = found(swept.at(-1));
  const reads = sparse.readUnits / of(DENSE.units).readUnits;
  const more = sparse.readUnits - of(DENSE.units).readUnits;
  return [
    ...swept.slice(0, -1).map(({ openUnits, microsPerOpenUnit, readUnits, heapMegabytes }) => ({
      what: `${whole(openUnits)} open units`,
      measured: `${places(microsPerOpenUnit, 1)} µs a unit, ${places(readUnits, 1)} read units, heap ${whole(heapMegabytes)} MB`,
    })),
    {
      what: `µs a unit, ${whole(largest.openUnits)} ÷ 1,000 open units`,
      measured: places(ratio),
      // At less than full size, time is shown, not judged.
      ...(quick ? {} : { reach: { asked: "≤ 1.25", ok: ratio <= 1.25 } }),
    },
    {
      what: "heap, the most of all sweeps",
      measured: `${whole(heap)} MB`,
      reach: { asked: `≤ ${HEAP_MEGABYTES} MB`, ok: heap <= HEAP_MEGABYTES },
    },
    {
      what: `reads, 1 % open of ${whole(SPARSE.units)} ÷ 100 % open of ${whole(DENSE.units)}`,
      measured: `${places(reads, 3)} (${places(sparse.readUnits, 1)} read units)`,
      // Each shard's last page is rounded up: to half a unit at most.
      reach: {
        asked: `0 to ${MOST_SHARDS / 2} units more: half of one for each shard`,
        ok: more >= 0 && more <= MOST_SHARDS / 2,
      },
    },
  ];
}

async function fanOut({ endpoint, calls }: FarSide, { quick, tell }: BenchOptions): Promise<Row> {
  const letters = quick ? 5_000 : 100_000;
  tell(`asking for ${whole(letters)} letters`);
  const before = (await calls())["SendMessageBatch"] ?? 0;
  const { micros, warmUp } = await alone<typeof fanningOut>(new URL("./fan-out.ts", import.meta.url), {
    endpoint,
    letters,
  });
  const batches = ((await calls())["SendMessageBatch"] ?? 0) - before - warmUp / 10;
  return {
    what: `fan-out of ${whole(letters)} letters`,
    measured: `${places(micros / letters, 1)} µs a letter, ${whole(batches)} SendMessageBatch`,
  };
}

function found<T>(swept: T | undefined): T {
  if (swept === undefined) throw new Error("This size was not swept.");
  return swept;
}
