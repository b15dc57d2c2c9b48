import type { LogLine } from "./log-line.ts";
import { readableLine } from "./readable-line.ts";

/** What the functions wrote last. */
export class FunctionLog {
  readonly #now: () => number;
  readonly #onLine: (line: LogLine) => void;
  readonly #keeps: number;
  readonly #lines: LogLine[] = [];

  /**
   * @param onLine told every line
   * @param keeps how many lines are kept
   */
  constructor({
    now,
    onLine,
    keeps = 2000,
  }: {
    readonly now: () => number;
    readonly onLine: (line: LogLine) => void;
    readonly keeps?: number;
  }) {
    this.#now = now;
    this.#onLine = onLine;
    this.#keeps = keeps;
  }

  write(functionName: string, line: string): void {
    const written = { atMs: this.#now(), functionName, line };
    this.#lines.push(written);
    if (this.#lines.length > this.#keeps) this.#lines.splice(0, this.#lines.length - this.#keeps);
    this.#onLine(written);
  }

  /** Oldest first. */
  lines(): readonly LogLine[] {
    return this.#lines;
  }
}

/** To standard error, as people read it. */
export function printLine(line: LogLine): void {
  process.stderr.write(`${readableLine(line)}\n`);
}
