import { parseArgs } from "node:util";

import { FEWEST_UNITS } from "../../lib/local/season/made-up/season-of-size.ts";
import { LARGE_SEASON } from "./embedded/large-season.ts";
import type { Part, Row } from "./part.ts";
import { parts } from "./parts.ts";
import { tableOf } from "./table-of.ts";

const USAGE = `Measures what the design asks for, beside what one would pick instead, in one run. Exits with 1 when a number is not reached.

  --quick        smaller sizes, in under a minute
  --only NAME    one part (may be given several times): ${parts.map(({ name }) => name).join(" | ")}
  --units N      so many units in the large season of the part embedded; by default ${LARGE_SEASON}, and held to only then
  --json         one object on standard output, and nothing else
`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    units: { type: "string", default: String(LARGE_SEASON) },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else process.exitCode = (await measure(chosen(values.only))) ? 0 : 1;

/** Runs the parts one after the other, so that none disturbs another, and prints what was measured. */
async function measure(these: readonly Part[]): Promise<boolean> {
  const { quick } = values;
  const units = unitsIn(values.units);
  const measured: (Row & { readonly part: string })[] = [];
  for (const { name, run } of these) {
    const tell = (line: string): void => void process.stderr.write(`${name}: ${line}\n`);
    tell("…");
    measured.push(...(await run({ quick, units, tell })).map((row) => ({ part: name, ...row })));
  }
  process.stdout.write(values.json ? `${JSON.stringify({ quick, rows: measured })}\n` : tableOf(measured));
  return measured.every(({ reach }) => reach?.ok ?? true);
}

function chosen(names: readonly string[] | undefined): readonly Part[] {
  const unknown = names?.filter((wanted) => parts.every(({ name }) => name !== wanted)) ?? [];
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(", ")}; there are ${parts.map(({ name }) => name).join(", ")}.`);
  return names ? parts.filter(({ name }) => names.includes(name)) : parts;
}

function unitsIn(given: string): number {
  const units = Number(given);
  if (/^\d+$/.test(given) && units >= FEWEST_UNITS) return units;
  throw new Error(`--units is ${JSON.stringify(given)}; it is a whole number, at least ${FEWEST_UNITS}.`);
}
