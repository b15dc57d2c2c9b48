import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import * as z from "zod/mini";

import { bundledPackages } from "../lib/supply/bundled-packages.ts";
import { judgeLicences, SbomSchema } from "../lib/supply/judge-licences.ts";

// Lists every package of the install as CycloneDX has it, with the functions whose bundles hold it, and fails if one may not be used or
// shipped by its licence. `--out FILE` keeps the list.
const { values } = parseArgs({ options: { out: { type: "string" } } });
const told = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx"], { maxBuffer: 64 * 1024 * 1024 });
const sbom = z.parse(SbomSchema, JSON.parse(told.toString()));
const packages = bundledPackages();
for (const component of sbom.components) {
  const functions = packages.get(component.name) ?? [];
  component.properties = [
    ...(component.properties ?? []),
    ...functions.map((value) => ({ name: "dung-han:bundled-in", value })),
  ];
}
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(sbom, undefined, 2)}\n`);
const faults = judgeLicences(sbom, new Set(packages.keys()));
for (const fault of faults) console.error(fault);
console.log(`${sbom.components.length} packages, ${packages.size} of them in bundles; ${faults.length} may not be`);
process.exitCode = faults.length > 0 ? 1 : 0;
