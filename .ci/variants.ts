import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { buildApp } from "../lib/app.ts";
import { possibleRegions } from "../lib/regions.ts";
import { variants } from "../lib/rehearsal/variants.ts";

// Writes the template of every variant of the stack into a folder, and the regions in which each has to hold on standard
// output: for whoever checks templates as they are.
const { values } = parseArgs({ options: { out: { type: "string" } } });
if (values.out === undefined) throw new Error("--out: got nothing; allowed: a folder that is there");
for (const [name, settings] of Object.entries(variants)) {
  const outdir = mkdtempSync(join(tmpdir(), "dung-han-variant-"));
  const context = { "aws:cdk:bundling-stacks": [] };
  const app = buildApp({ settings: { ...settings, stands: true }, context, outdir, checked: false });
  const [stack] = app.synth().stacks;
  writeFileSync(join(values.out, `${name}.template.json`), JSON.stringify(stack?.template));
  rmSync(outdir, { recursive: true });
}
console.log(possibleRegions.join(" "));
