import { readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudAddresses } from "embedded-cloud";

import type { Assembly } from "../kept/kept-assemblies.ts";
import { anyIssuer, anySite } from "./own-settings.ts";

/**
 * Lays out an assembly for one site: with its addresses in the template, and links to the assets.
 *
 * @returns the folder
 */
export function layOutFor({ url, issuer, directory }: CloudAddresses, assembly: Assembly): string {
  const { stackName } = assembly;
  const templateFile = `${stackName}.template.json`;
  const template = assembly.template.replaceAll(anyIssuer, issuer).replaceAll(anySite, url);
  const stack = { type: "aws:cloudformation:stack", properties: { templateFile } };
  writeFileSync(join(directory, templateFile), template);
  writeFileSync(join(directory, "manifest.json"), JSON.stringify({ artifacts: { [stackName]: stack } }));
  for (const asset of readdirSync(assembly.directory)) {
    symlinkSync(join(assembly.directory, asset), join(directory, asset));
  }
  return directory;
}
