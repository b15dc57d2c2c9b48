import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** A program that runs in a process group of its own, so that all that it starts can be counted with it. */
export class WatchedProcess {
  readonly #child: ChildProcess;
  readonly #startedMs = performance.now();
  readonly #before = machineTicks();
  /** Ticks of processor time by process, as they were seen last: one that has ended is seen no more. */
  readonly #ticks = new Map<string, number>();
  readonly #watch: NodeJS.Timeout;
  readonly #output: string[] = [];
  readonly #errors: string[] = [];

  /**
   * @param lookMs how often it is looked what runs: seldom, where the program runs for long, since a look takes time, too
   */
  constructor(args: readonly string[], { cwd, lookMs = 50 }: { readonly cwd?: string; readonly lookMs?: number } = {}) {
    this.#child = spawn(process.execPath, args, { detached: true, cwd, stdio: ["ignore", "pipe", "pipe"] });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => this.#output.push(text));
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#errors.push(text));
    this.#watch = setInterval(() => this.#look(), lookMs);
  }

  /** Asks again and again. @returns after how many seconds `asked` said yes. @throws when the program ends before */
  async until(asked: (said: string) => boolean | Promise<boolean>): Promise<number> {
    const said = (): string => [...this.#output, ...this.#errors].join("");
    while (!(await asked(said()))) {
      if (this.#child.exitCode !== null) throw new Error(`The program ended before it began:\n${said()}`);
      await setTimeout(10);
    }
    return this.#seconds();
  }

  /** Waits until it ends by itself. */
  async ended(): Promise<{ code: unknown; seconds: number; output: string; errors: string }> {
    try {
      const [code]: unknown[] = await once(this.#child, "close");
      return { code, seconds: this.#seconds(), output: this.#output.join(""), errors: this.#errors.join("") };
    } finally {
      clearInterval(this.#watch);
    }
  }

  /** Of the program and of all that it started, in seconds. */
  processorSeconds(): number {
    this.#look();
    return [...this.#ticks.values()].reduce((total, ticks) => total + ticks, 0) / TICKS_A_SECOND;
  }

  /** How much of the machine whatever else runs on it has taken since the program began: from 0 to 1. */
  othersShare(): number {
    const now = machineTicks();
    const own = this.processorSeconds() * TICKS_A_SECOND;
    return (now.busy - this.#before.busy - own) / (now.all - this.#before.all);
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

  #seconds(): number {
    return (performance.now() - this.#startedMs) / 1000;
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

/** Of all processors together: how long they have worked, and how long they have been there. */
function machineTicks(): { busy: number; all: number } {
  const [, numbers = ""] = /^cpu +([\d ]+)$/m.exec(readFileSync("/proc/stat", "utf8")) ?? [];
  // user, nice, system, idle, waiting for disks, interrupts (two kinds), taken by the machine's own host
  const ticks = numbers.split(" ").slice(0, 8).map(Number);
  const all = ticks.reduce((total, one) => total + one, 0);
  return { all, busy: all - (ticks[3] ?? 0) - (ticks[4] ?? 0) };
}
