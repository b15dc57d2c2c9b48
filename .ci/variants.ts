import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { buildApp } from "../lib/app.ts";
import { possibleRegions } from "../lib/regions.ts";

// Writes the template of every variant of the stack into a folder, and the regions in which each has to hold on standard
// output: for whoever checks templates as they are.

// Of a laptop's deployment, whose template names no region: it is what every region gets.
const variants: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "user-pool": {},
  issuer: { issuer: "https://sso.daklak.example", audience: ["dung-han"] },
  scanner: { scan: "guardduty", operatorEmail: "truc@daklak.example", stands: true },
  adopt: { identity: "adopt", siteUrl: "https://baocao.daklak.example", secondFactor: true, stands: true },
};

const { values } = parseArgs({ options: { out: { type: "string" } } });
if (values.out === undefined) throw new Error("--out: got nothing; allowed: a folder that is there");
for (const [name, settings] of Object.entries(variants)) write(values.out, name, settings);
console.log(possibleRegions.join(" "));

function write(folder: string, name: string, settings: Readonly<Record<string, unknown>>): void {
  const outdir = mkdtempSync(join(tmpdir(), "dung-han-variant-"));
  try {
    const context = { "aws:cdk:bundling-stacks": [] };
    const [stack] = buildApp({ settings, context, outdir, checked: false }).synth().stacks;
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(stack?.template));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
