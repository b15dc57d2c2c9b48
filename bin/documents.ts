import { parseArgs } from "node:util";

import { readScenario } from "../lib/local/replay/read-scenario.ts";
import { writeSeasonPapers } from "../lib/local/replay/season-documents.ts";

const usage = `npm run papers -- [--out FOLDER] [--units FILE] [--directive FILE]… [--season FILE]

Plays a whole season, 2017's unless files are given, and leaves the supervisor's papers in a folder.
  --out FOLDER      where they go; papers/ unless given`;

try {
  const { values } = parseArgs({
    options: {
      out: { type: "string", default: "papers" },
      units: { type: "string" },
      directive: { type: "string", multiple: true },
      season: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(usage);
  else for (const file of await writeSeasonPapers(readScenario(values), values.out)) console.log(file);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
