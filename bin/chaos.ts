import { parseArgs } from "node:util";

import { playChaos } from "../lib/local/chaos/play-chaos.ts";

const usage = `npm run chaos -- [--seeds N | --seed S]

Plays the season of 2017 on npm start in a process of its own, through faults of mail, messages, schedules and tables
(docs/local.md), and kill -9 at any moment; and holds its letters against those of the calm season.
  --seeds N  so many chaos runs, one after the other; by default 2
  --seed S   this one only, told step by step`;

try {
  const { values } = parseArgs({
    options: { seeds: { type: "string" }, seed: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(usage);
  else process.exitCode = await playChaos(seedsOf(values), { step: values.seed !== undefined });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

function seedsOf({ seed, seeds = "2" }: { seed?: string | undefined; seeds?: string | undefined }): number[] {
  const asked = Number(seed ?? seeds);
  if (!Number.isInteger(asked) || asked < 1) {
    throw new Error(
      `--${seed === undefined ? "seeds" : "seed"}: got ${seed ?? seeds}; allowed is a whole number from 1`,
    );
  }
  return seed === undefined ? Array.from({ length: asked }, (_, at) => at + 1) : [asked];
}
