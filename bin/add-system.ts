import { parseArgs } from "node:util";

import { addSystem } from "../lib/systems/add-system.ts";
import { userPoolOf } from "../lib/systems/user-pool.ts";

const usage = `npm run add-system -- NAME UNIT

Gives a unit's own system a client of the deployment's user pool, with a secret, and enters it in the deployment's file.
  NAME  the deployment, as its file lib/deployments/NAME.json is called
  UNIT  the unit's id in the register, like stc`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", default: false } },
  });
  const [name, unit] = positionals;
  if (values.help) console.log(usage);
  else if (name === undefined || unit === undefined || positionals.length > 2)
    throw new Error(`One deployment and one unit are needed; got ${JSON.stringify(positionals)}.\n\n${usage}`);
  else await addSystem({ name, unit, poolOf: userPoolOf, tell: (line) => console.log(line) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
