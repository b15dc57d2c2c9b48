import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { cache } from "../../lib/kept/root.ts";

export type MotoServer = { readonly url: string; readonly close: () => Promise<void> };

/** moto's server, for this machine alone. It needs Python 3.11 or later with `venv`, and is installed where it is missing. */
export async function startMoto(): Promise<MotoServer> {
  const python = join(installedMoto(), "bin/python");
  const server = spawn(python, ["-m", "moto.server", "--host", "127.0.0.1", "--port", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(server, "exit");
  const said: string[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<string>();
  // It says which free port it took; of requests it goes on to say a line each.
  createInterface(server.stderr).on("line", (line) => {
    if (said.length < 100) said.push(line);
    const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (url !== undefined) resolve(url);
  });
  const url = await Promise.race([ready, ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`moto's server did not start:\n${said.join("\n")}`);
  return {
    url,
    close: async () => {
      server.kill();
      await ended;
    },
  };
}

/** The folder of a virtual environment that has what is pinned, and nothing else. */
function installedMoto(): string {
  const pinned = join(import.meta.dirname, "requirements.txt");
  const hash = createHash("sha256").update(readFileSync(pinned)).digest("hex").slice(0, 12);
  const folder = join(cache, `moto-${hash}`);
  const complete = join(folder, "complete");
  if (existsSync(complete)) return folder;
  rmSync(folder, { recursive: true, force: true });
  run("python3", ["-m", "venv", folder]);
  const nothingElse = ["--no-deps", "--only-binary=:all:", "--quiet", "--disable-pip-version-check"];
  run(join(folder, "bin/pip"), ["install", ...nothingElse, "--requirement", pinned]);
  mkdirSync(complete);
  return folder;
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (error) throw error;
  if (status !== 0) throw new Error(`moto could not be installed: ${command} ${args.join(" ")} ended with ${status}.`);
}
