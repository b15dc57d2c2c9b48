import { parseArgs } from "node:util";

import { startUp } from "./start-up/start-up.ts";
import { tableOf } from "./table-of.ts";

/** Measures what the design asks for, beside what one would pick instead. Exits with 1 when a number is not reached. */
const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const tell = (line: string): void => void process.stderr.write(`${startUp.name}: ${line}\n`);
const rows = await startUp.run({ quick: values.quick, tell });
process.stdout.write(tableOf(rows.map((row) => ({ part: startUp.name, ...row }))));
process.exitCode = rows.every(({ reach }) => reach?.ok ?? true) ? 0 : 1;
