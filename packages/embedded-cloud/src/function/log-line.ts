/** A line that a function wrote. */
export type LogLine = {
  /** Epoch milliseconds of the virtual clock. */
  readonly atMs: number;
  readonly functionName: string;
  readonly line: string;
};
