import { parseArgs } from "node:util";

import { replay } from "../lib/local/replay/replay.ts";
import { readScenario } from "../lib/local/replay/read-scenario.ts";

const usage = `npm run replay -- [--units FILE] [--directive FILE]… [--season FILE] [--json] [--sockets] [--papers FOLDER] [--letters UNIT]

Plays a whole season on the embedded deployment: công văn 5500 of 2017, unless files are given.
  --units FILE      the units, as CSV
  --directive FILE  a directive, as JSON; may be given several times
  --season FILE     who does what when, as JSON
  --json            prints what became of it as one JSON object, and nothing else
  --sockets         functions talk to the services over sockets, as in the cloud, and not within the process: slower
  --papers FOLDER   leaves the supervisor's papers there, as npm run papers does
  --letters UNIT    tells every letter to this unit, whole, after the timeline`;

try {
  const { values } = parseArgs({
    options: {
      units: { type: "string" },
      directive: { type: "string", multiple: true },
      season: { type: "string" },
      json: { type: "boolean", default: false },
      sockets: { type: "boolean", default: false },
      papers: { type: "string" },
      letters: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(usage);
  else process.exitCode = await replay(readScenario(values), values);
} catch (error) {
  // 1 says that the season went wrong; 2, that it could not be played.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
