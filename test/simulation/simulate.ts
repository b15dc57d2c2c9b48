import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

import { playMany } from "./play-many.ts";
import type { Finding } from "./play-many.ts";
import { deployedAs } from "./simulate-options.ts";
import type { Choice } from "./simulate-options.ts";
import { PROTOCOLS } from "./protocols.ts";
import { replay } from "./replay.ts";
import { WITHOUT } from "./safeguards.ts";

const USAGE = `Plays histories of the letters' protocol: the program's own code over a table, queues, a mail service and a clock
that crash, lose, repeat and delay, all by a seed. Exits with 1 when an invariant breaks.

  --seeds N          so many histories (2000)
  --from SEED        beginning with this one (1)
  --seconds T        as many as fit into T seconds, instead of --seeds
  --seed S           this one alone, with everything that happens in it
  --workers N        on so many processor cores (all)
  --protocol NAME    ${Object.keys(PROTOCOLS).join(" | ")}
  --without NAME     without a safeguard: ${Object.keys(WITHOUT)
    .map((name) => `"${name}"`)
    .join(", ")}
`;

const number = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    seeds: number,
    from: number,
    seed: number,
    seconds: number,
    workers: number,
    protocol: { type: "string", default: "real" },
    without: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

const choice: Choice = { protocol: values.protocol, without: values.without };
// Says at once what is misspelt.
deployedAs(choice);

if (values.help) process.stdout.write(USAGE);
else if (values.seed !== undefined) process.exitCode = (await replay(wholeNumber("seed"), choice)) ? 0 : 1;
else process.exitCode = (await playThem()) ? 0 : 1;

async function playThem(): Promise<boolean> {
  const from = wholeNumber("from", 1);
  const workers = wholeNumber("workers", availableParallelism());
  const seconds = values.seconds === undefined ? undefined : wholeNumber("seconds");
  const seeds = seconds === undefined ? wholeNumber("seeds", 2000) : Number.POSITIVE_INFINITY;
  const found: Finding[] = [];
  const begun = performance.now();
  let said = begun;
  const played = await playMany({ from, seeds, seconds, workers, choice }, (so) => {
    found.push(...so.found);
    for (const { seed, broken } of so.found) process.stderr.write(`seed ${seed}: ${broken[0]?.invariant}\n`);
    if (performance.now() - said < 5000) return;
    said = performance.now();
    process.stderr.write(`${so.histories} histories, ${found.length} broken\n`);
  });
  const took = (performance.now() - begun) / 1000;
  for (const { seed, broken } of found.slice(0, 20)) {
    process.stdout.write(`seed ${seed}\n${broken.map((one) => `  ${one.invariant}: ${one.wrong}\n`).join("")}`);
  }
  if (found.length > 0)
    process.stdout.write(
      `A seed's history, step by step: npm run simulate -- --seed ${found[0]?.seed}${again(choice)}\n`,
    );
  const { histories, letters, acts, faults } = played;
  process.stdout.write(
    `${histories} histories from seed ${from}${again(choice)} in ${took.toFixed(0)} s (${(histories / took).toFixed(0)} a second, ${workers} at a time): ` +
      `${letters} letters, ${acts} acts, ${faults} faults; ${found.length} broken.\n`,
  );
  return found.length === 0;
}

/** An option that is a whole number, or what it is when it is not given. */
function wholeNumber(name: "seeds" | "from" | "seed" | "seconds" | "workers", otherwise = 1): number {
  const given = values[name];
  if (given === undefined) return otherwise;
  if (!/^[1-9]\d*$/.test(given))
    throw new Error(`--${name} must be a whole number of 1 or more; got ${JSON.stringify(given)}.`);
  return Number(given);
}

/** The options that make the same choice again. */
function again({ protocol, without }: Choice): string {
  return (
    (protocol === "real" ? "" : ` --protocol ${protocol}`) + (without === undefined ? "" : ` --without "${without}"`)
  );
}
