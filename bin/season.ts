import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { unitsFile } from "../lib/local/replay/perform.ts";
import { FEWEST_UNITS, seasonOfSize } from "../lib/local/season/made-up/season-of-size.ts";

const usage = `npm run season -- --units N --out DIR [--seed N]

Makes up a season of any size, to be played: npm run replay -- --units DIR/units.csv …
  --units N  how many units; at least ${FEWEST_UNITS}
  --out DIR  where units.csv, directive.json and season.json are written
  --seed N   another seed makes another season; by default 1`;

try {
  const { values } = parseArgs({
    options: {
      units: { type: "string" },
      out: { type: "string" },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(usage);
  else if (values.units === undefined || !values.out) throw new Error(usage);
  else write(values.out, wholeNumber("--units", values.units, FEWEST_UNITS), wholeNumber("--seed", values.seed, 0));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

function write(directory: string, count: number, seed: number): void {
  const { units, directive, season } = seasonOfSize({ units: count, seed });
  mkdirSync(directory, { recursive: true });
  const [unitsAt, directiveAt, seasonAt] = ["units.csv", "directive.json", "season.json"].map((name) =>
    join(directory, name),
  );
  writeFileSync(unitsAt ?? "", unitsFile(units));
  writeFileSync(directiveAt ?? "", `${JSON.stringify(directive, null, 1)}\n`);
  writeFileSync(seasonAt ?? "", `${JSON.stringify(season, null, 1)}\n`);
  console.log(`${units.length} units, ${season.acts.length} acts. Play them with:
npm run replay -- --units ${unitsAt} --directive ${directiveAt} --season ${seasonAt}`);
}

function wholeNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Error(`${option}: got ${JSON.stringify(text)}; allowed is a whole number from ${least}`);
}
