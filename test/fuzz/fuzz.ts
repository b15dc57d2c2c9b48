import { parseArgs } from "node:util";

import { fuzzExamination } from "./examination.ts";

/* `npm run fuzz -- [--minutes N] [--seed N]`: changed files, until the time is over; says what became of them. */
const { values } = parseArgs({ options: { minutes: { type: "string", default: "60" }, seed: { type: "string" } } });
const [minutes, seed] = [Number(values.minutes), Number(values.seed ?? Date.now())];
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error(
    `--minutes ${values.minutes} --seed ${values.seed ?? ""}: allowed are minutes above 0, and a whole number as the seed`,
  );
  process.exit(2);
}
console.log(`seed ${seed}, ${minutes} minutes`);
const { files, outcomes, slowestMs } = await fuzzExamination({ minutes, seed });
console.log(`${files} files, each with an outcome; the slowest took ${slowestMs} ms`);
for (const [outcome, count] of Object.entries(outcomes).toSorted(([, a], [, b]) => b - a))
  console.log(`${String(count).padStart(8)} ${outcome}`);
