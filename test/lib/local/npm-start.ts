import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

import { root } from "../../../lib/kept/root.ts";

export type Started = { readonly url: string; readonly child: ChildProcess; readonly output: readonly string[] };

/**
 * Runs `npm start` as a process of its own; answers once it has told its address.
 *
 * @param project the folder of the project
 */
export async function npmStart(args: readonly string[], project = root): Promise<Started> {
  const program = join(project, "bin/local.ts");
  const child = spawn(process.execPath, [program, "--port", "0", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const complaints: string[] = [];
  createInterface(child.stderr).on("line", (line) => complaints.push(line));
  const output: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    output.push(line);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) return { url, child, output };
  }
  throw new Error(`It ended before it began:\n${[...output, ...complaints].join("\n")}`);
}

/** @returns its exit code */
export async function stop(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
  child.kill(signal);
  const [code] = await once(child, "exit");
  return code;
}
