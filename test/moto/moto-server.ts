import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { pinnedPython } from "../pinned-python.ts";

export type MotoServer = { readonly url: string; readonly close: () => Promise<void> };

/** moto's server, for this machine alone. It needs Python 3.11 or later with `venv`, and is installed where it is missing. */
export async function startMoto(): Promise<MotoServer> {
  const python = join(pinnedPython("moto", join(import.meta.dirname, "requirements.txt")), "bin/python");
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
