import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { cache } from "../lib/kept/root.ts";

/**
 * The folder of a virtual environment that has what is pinned, and nothing else; made where it is missing. It needs Python
 * 3.11 or later with `venv`.
 *
 * @param pinned the requirements file
 */
export function pinnedPython(name: string, pinned: string): string {
  const hash = createHash("sha256").update(readFileSync(pinned)).digest("hex").slice(0, 12);
  const folder = join(cache, `${name}-${hash}`);
  const complete = join(folder, "complete");
  if (existsSync(complete)) return folder;
  rmSync(folder, { recursive: true, force: true });
  run(name, "python3", ["-m", "venv", folder]);
  const nothingElse = ["--no-deps", "--only-binary=:all:", "--quiet", "--disable-pip-version-check"];
  run(name, join(folder, "bin/pip"), ["install", ...nothingElse, "--requirement", pinned]);
  mkdirSync(complete);
  return folder;
}

function run(name: string, command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${name} could not be installed: ${command} ${args.join(" ")} ended with ${status}.`);
}
