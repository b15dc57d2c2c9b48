import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** A program that runs in a process group of its own, so that all that it starts can be counted with it. */
export class WatchedProcess {
  readonly #child: ChildProcess;
  readonly #startedMs = performance.now();
  /** Ticks of processor time by process, as they were seen last: one that has ended is seen no more. */
  readonly #ticks = new Map<string, number>();
  readonly #watch: NodeJS.Timeout;
  readonly #said: string[] = [];

  constructor(args: readonly string[]) {
    this.#child = spawn(process.execPath, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.#said.push(text));
    }
    this.#watch = setInterval(() => this.#look(), 50);
  }

  /** Asks again and again. @returns after how many seconds `asked` said yes. @throws when the program ends before */
  async until(asked: (said: string) => boolean | Promise<boolean>): Promise<number> {
    while (!(await asked(this.#said.join("")))) {
      if (this.#child.exitCode !== null) throw new Error(`The program ended before it began:\n${this.#said.join("")}`);
      await setTimeout(10);
    }
    return (performance.now() - this.#startedMs) / 1000;
  }

  /** Of the program and of all that it started, in seconds. */
  processorSeconds(): number {
    this.#look();
    return [...this.#ticks.values()].reduce((total, ticks) => total + ticks, 0) / TICKS_A_SECOND;
  }

  /** What of the program lies in memory. */
  residentMegabytes(): number {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.#child.pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    clearInterval(this.#watch);
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }

  #look(): void {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const fields = fieldsOf(pid);
      const [group, user, system] = [fields[2], fields[11], fields[12]].map(Number);
      if (group === this.#child.pid) this.#ticks.set(pid, (user ?? 0) + (system ?? 0));
    }
  }
}

/** Linux tells processor time in these, on every machine. */
const TICKS_A_SECOND = 100;

/** What /proc tells of a process, after its name, which may hold anything: state, parent, group, … */
function fieldsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
