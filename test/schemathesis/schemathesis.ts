import { parseArgs } from "node:util";

import { askAs } from "./ask-as.ts";
import { PEOPLE } from "./people.ts";
import type { Person } from "./people.ts";

/*
 * `npm run schemathesis -- [--seconds N] [--seed N] [--as unit|supervisor|home-unit]`: the API of the embedded deployment,
 * asked by Schemathesis as each of three people, by what the OpenAPI document says. Ends with 1 if it finds anything.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    as: { type: "string", multiple: true, default: Object.keys(PEOPLE) },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
const people = values.as.filter((name): name is Person => name in PEOPLE);
if (!(seconds >= 1) || !Number.isInteger(seconds) || !Number.isInteger(seed) || people.length < values.as.length) {
  console.error(
    `--seconds ${values.seconds} --seed ${values.seed} --as ${values.as.join(" --as ")}: allowed are whole numbers, of seconds ` +
      `from 1 on (for each), and ${Object.keys(PEOPLE).join(", ")}`,
  );
  process.exit(2);
}
const broken: Person[] = [];
for (const person of people) {
  console.log(`\n== as ${person}, ${seconds} seconds, seed ${seed}`);
  if ((await askAs(person, { seconds, seed })) !== 0) broken.push(person);
}
console.log(broken.length === 0 ? "\nNothing was found." : `\nSomething was found as ${broken.join(", ")}.`);
process.exitCode = broken.length === 0 ? 0 : 1;
