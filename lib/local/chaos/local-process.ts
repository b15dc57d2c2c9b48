import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";

const program = fileURLToPath(new URL("../../../bin/local.ts", import.meta.url));

/** One run of the program, from its start to its death. */
export type Life = { readonly child: ChildProcess; readonly url: Promise<string>; readonly ended: () => boolean };

/** What `npm start` runs, on one data directory: it can be killed at any moment, and then starts again. */
export class LocalProcess {
  readonly #arguments: readonly string[];
  #life: Promise<Life>;
  #kills = 0;

  constructor({ directory, startAt }: { readonly directory: string; readonly startAt: EpochMs }) {
    this.#arguments = ["--port", "0", "--data", directory, "--at", formatInstant(startAt), "--empty", "--quiet"];
    this.#life = Promise.resolve(this.#launch());
  }

  /** The present life; after a kill, the next one, though it may not listen yet. */
  get life(): Promise<Life> {
    return this.#life;
  }

  get kills(): number {
    return this.#kills;
  }

  /** `kill -9`, in the middle of whatever it does; the next life begins at once. */
  kill(): void {
    this.#kills += 1;
    this.#life = this.#life.then(async (life) => {
      await end(life, "SIGKILL");
      return this.#launch();
    });
    // Who waits for the next life hears of it.
    this.#life.catch(() => {});
  }

  /** Stops it as Ctrl-C does. */
  async close(): Promise<void> {
    await end(await this.#life, "SIGTERM");
  }

  #launch(): Life {
    const child = spawn(process.execPath, [program, ...this.#arguments], { stdio: ["ignore", "pipe", "pipe"] });
    const url = addressOf(child);
    url.catch(() => {});
    // It does not outlive whoever plays with it.
    const orphan = () => void child.kill("SIGKILL");
    process.once("exit", orphan);
    child.once("exit", () => process.off("exit", orphan));
    return { child, url, ended: () => child.exitCode !== null || child.signalCode !== null || child.killed };
  }
}

async function end({ child }: Life, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

/** @throws Error with what it said, when it ends before it tells its address */
async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (child.stderr) createInterface(child.stderr).on("line", (line) => said.push(line));
  if (child.stdout) {
    for await (const line of createInterface(child.stdout)) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url !== undefined) return url;
    }
  }
  throw new Error(`The process ended before it began:\n${said.slice(-20).join("\n")}`);
}
