import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { readDeployment } from "./settings.ts";
import type { Deployment } from "./settings.ts";
import { LAPTOP } from "./stack-name.ts";

const home = fileURLToPath(new URL("deployments", import.meta.url));

/** The deployments that have a file, but for the laptop's own. */
export function deploymentNames(folder: string = home): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .filter((name) => name !== LAPTOP)
    .toSorted();
}

/** Where a deployment's file is, whether it is there or not. */
export const deploymentPath = (name: string, folder: string = home): string => join(folder, `${name}.json`);

/**
 * Reads a deployment's file.
 *
 * @throws Error that says which deployments there are, if this is none of them; or all that is wrong with its file.
 */
export function deploymentNamed(name: string, folder: string = home): Deployment {
  const path = deploymentPath(name, folder);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(path)) throw new Error(noDeployment(name, folder));
  const source = `lib/deployments/${name}.json`;
  const given = contentOf(path, source);
  const deployment = readDeployment(given, source);
  if (deployment.name === name) return deployment;
  throw new Error(
    `${source} cannot be used:\n- name: got "${deployment.name}"; allowed: ${name}, as the file is called`,
  );
}

function contentOf(path: string, source: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${source} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function noDeployment(name: string, folder: string): string {
  const names = deploymentNames(folder);
  const there = names.length === 0 ? "None has a file yet" : `Those that have one: ${names.join(", ")}`;
  return `No deployment is called ${JSON.stringify(name)}: it would have a file lib/deployments/NAME.json. ${there}; docs/deploy.md says what stands in it.`;
}
