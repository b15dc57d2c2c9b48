/** How a part of the benchmark is to be run. */
export type BenchOptions = {
  /** Smaller sizes, for a first look and for CI: numbers of full size are not held to. */
  readonly quick: boolean;
  /** Of the large season that is played on the embedded cloud. */
  readonly units: number;
  /** Says how far it is, while it runs. */
  readonly tell: (line: string) => void;
};

/** One line of the benchmark's table. */
export type Row = {
  readonly what: string;
  readonly measured: string;
  /** What is to be reached, and whether it was; nothing where a figure only stands beside others. */
  readonly reach?: { readonly asked: string; readonly ok: boolean };
};

/** A part of the benchmark, which can be run alone by its name. */
export type Part = {
  readonly name: string;
  readonly run: (options: BenchOptions) => Promise<readonly Row[]>;
};
