import { arnIn } from "../aws-environment.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { isNamed, isOfKind } from "../fault.ts";
import type { FaultKind, FaultOf, TableFault } from "../fault.ts";
import type { WaitingFault } from "../faults.ts";
import type { Item } from "./attribute-value.ts";
import { writeUnits } from "./capacity.ts";
import type { TableShape } from "./table-definition.ts";
import { Throttled } from "./throttled.ts";
import type { ThrottledOperation } from "./throttled.ts";

/** The faults of tables, as they are told from where they are kept. */
export type ToldTableFaults = {
  readonly waiting: readonly WaitingFault<TableFault>[];
  readonly awsEnvironment: AwsEnvironment;
};

export type TableFaultsProps = {
  /** Epoch milliseconds. @default - the machine's clock */
  readonly now?: () => number;
  /** What has been told since it was asked last, if anything. @default - there are no faults */
  readonly told?: () => ToldTableFaults | undefined;
  /** Told of each fault that strikes, and strikes not always. @default - nobody is told */
  readonly onStrike?: (id: number) => void;
};

type Waiting = { readonly id: number; readonly fault: TableFault; remaining: number | null };

/** The faults that tables suffer. They are kept elsewhere; how often each has struck is known here first. */
export class TableFaults {
  readonly #now: () => number;
  readonly #told: () => ToldTableFaults | undefined;
  readonly #onStrike: (id: number) => void;
  #awsEnvironment: AwsEnvironment = { region: "us-east-1", account: "000000000000" };
  #known: readonly Waiting[] = [];

  constructor({ now = Date.now, told = () => undefined, onStrike = () => {} }: TableFaultsProps = {}) {
    this.#now = now;
    this.#told = told;
    this.#onStrike = onStrike;
  }

  get now(): number {
    return this.#now();
  }

  /** For how long back it must be known how items stood, in milliseconds; 0 where no index lags. */
  get longestLagMs(): number {
    const lags = this.#waiting.map(({ fault }) => (fault.kind === "lag-index" ? fault.delaySeconds : 0));
    return Math.max(0, ...lags) * 1000;
  }

  /** Of which moment an index is read, in epoch milliseconds; undefined: of the present. */
  momentOf(table: TableShape, index: string): number | undefined {
    const fault = this.#strike(
      "lag-index",
      (one) => isNamed(table.name, one.table) && (one.index === undefined || one.index === index),
    );
    return fault === undefined ? undefined : this.#now() - fault.delaySeconds * 1000;
  }

  /** What a request for the table, or a read through its index, is refused with; nothing when it is let through. */
  throttled(table: TableShape, operation: ThrottledOperation, index?: string): Throttled | undefined {
    const fault = this.#strike(
      "throttle-table",
      (one) => isNamed(table.name, one.table) && one.index === index && (one.operation ?? operation) === operation,
    );
    return fault && this.#refusal(fault, table, operation);
  }

  /** What a write is refused with because of an index that it changes; nothing when it is let through. */
  throttledByIndex(table: TableShape, before: Item | undefined, after: Item | undefined): Throttled | undefined {
    if (!this.#waiting.some(({ fault }) => fault.kind === "throttle-table" && fault.index !== undefined))
      return undefined;
    const changed = Object.keys(writeUnits(table, before, after).indexes);
    for (const index of changed) {
      const throttled = this.throttled(table, "write", index);
      if (throttled !== undefined) return throttled;
    }
    return undefined;
  }

  /** Those that wait by now; one that was known before has struck as often as it has. */
  get #waiting(): readonly Waiting[] {
    for (let told = this.#told(); told !== undefined; told = this.#told()) {
      const known = new Map(this.#known.map((one) => [one.id, one]));
      this.#known = told.waiting.map((one) => known.get(one.id) ?? { ...one });
      this.#awsEnvironment = told.awsEnvironment;
    }
    return this.#known;
  }

  #refusal(
    { error, index }: FaultOf<"throttle-table">,
    { name }: TableShape,
    operation: ThrottledOperation,
  ): Throttled {
    const arn = arnIn(this.#awsEnvironment, "dynamodb", `table/${name}${index === undefined ? "" : `/index/${index}`}`);
    return new Throttled(error, { operation, index, arn });
  }

  #strike<Kind extends FaultKind>(kind: Kind, fits: (fault: FaultOf<Kind>) => boolean): FaultOf<Kind> | undefined {
    for (const one of this.#waiting) {
      if (one.remaining === 0 || !isOfKind(one.fault, kind) || !fits(one.fault)) continue;
      if (one.remaining !== null) {
        one.remaining -= 1;
        this.#onStrike(one.id);
      }
      return one.fault;
    }
    return undefined;
  }
}
