/** A line that a function wrote. */
export type LogLine = {
  /** Epoch milliseconds of the virtual clock. */
  readonly atMs: number;
  readonly functionName: string;
  readonly line: string;
};

/** What the functions wrote last. */
export class FunctionLog {
  readonly #now: () => number;
  readonly #echo: boolean;
  readonly #keeps: number;
  readonly #lines: LogLine[] = [];

  /**
   * @param echo whether each line goes to standard error too
   * @param keeps how many lines are kept
   */
  constructor({
    now,
    echo,
    keeps = 2000,
  }: {
    readonly now: () => number;
    readonly echo: boolean;
    readonly keeps?: number;
  }) {
    this.#now = now;
    this.#echo = echo;
    this.#keeps = keeps;
  }

  write(functionName: string, line: string): void {
    this.#lines.push({ atMs: this.#now(), functionName, line });
    if (this.#lines.length > this.#keeps) this.#lines.splice(0, this.#lines.length - this.#keeps);
    if (this.#echo) process.stderr.write(`${functionName}: ${forPeople(line)}\n`);
  }

  /** Oldest first. */
  lines(): readonly LogLine[] {
    return this.#lines;
  }
}

/** A line without what only CloudWatch reads of it: how its counts are to be taken. */
export function forPeople(line: string): string {
  return line.replace(/,"_aws":\{"Timestamp":.*?\}\]\}\]\},"FunctionName":"[^"]*"/, "");
}
