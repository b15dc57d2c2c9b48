import * as z from "zod/mini";
import { isNamed, isOfKind, isTableFault, parseFault, readFault } from "./fault.ts";
import type { Fault, FaultError, FaultKind, FaultOf, FaultTargets, TableFault } from "./fault.ts";
import type { StateDb } from "./state-db.ts";

/** A fault that waits; `remaining` is how often it still strikes, null: always, until it is cleared. */
export type WaitingFault<Waits extends Fault = Fault> = {
  readonly id: number;
  readonly fault: Waits;
  readonly remaining: number | null;
};

export type Injection =
  | { readonly outcome: "injected"; readonly fault: WaitingFault }
  | { readonly outcome: "rejected"; readonly errors: readonly FaultError[] };

const RowSchema = z.object({ id: z.int(), fault: z.string(), remaining: z.nullable(z.int()) });

/** Faults that the services shall have, kept until each has struck as often as it was asked to. */
export class Faults {
  readonly #sql: ReturnType<typeof statements>;
  readonly #targets: () => FaultTargets | undefined;
  readonly #listeners = new Set<() => void>();
  /** Those that wait, by kind and address: each letter is asked about for every kind. Read anew after a change. */
  #byTarget: ReadonlyMap<string, readonly WaitingFault[]> | undefined;

  /** @param targets what there is to strike; undefined while that is not known: then any name is taken */
  constructor(stateDb: StateDb, targets: () => FaultTargets | undefined = () => undefined) {
    this.#sql = statements(stateDb);
    this.#targets = targets;
    stateDb.onUndone(() => {
      this.#byTarget = undefined;
    });
  }

  /** Reads what a person or test asks for: a kind, what it strikes, and how often; without a target it strikes any. */
  inject(input: unknown): Injection {
    const read = readFault(input, this.#targets());
    if ("errors" in read) return { outcome: "rejected", errors: read.errors };
    const { count } = read.fault;
    const row = this.#sql.put.get(JSON.stringify(read.fault), count === "always" ? null : count);
    this.#changed();
    return { outcome: "injected", fault: parseRow(row) };
  }

  waiting(): WaitingFault[] {
    return this.#sql.all.all().map(parseRow);
  }

  clear(): void {
    this.#sql.clear.run();
    this.#changed();
  }

  /**
   * Lets the oldest fault of this kind strike that fits one of the targets, and the moment; it has one less to go then.
   * Undefined when none does.
   *
   * @param targets recipients of a letter; or the name of a queue, or of a schedule
   * @param fits whether it is to strike now @default - it is
   */
  strike<Kind extends FaultKind>(
    kind: Kind,
    targets: readonly string[] = [],
    fits: (fault: FaultOf<Kind>) => boolean = () => true,
  ): FaultOf<Kind> | undefined {
    const found = this.#fitting(kind, targets).find(({ fault }) => isOfKind(fault, kind) && fits(fault));
    if (found === undefined || !isOfKind(found.fault, kind)) return undefined;
    if (found.remaining !== null) this.struck(found.id);
    return found.fault;
  }

  /** The oldest fault of this kind that waits, without letting it strike. */
  oldest<Kind extends FaultKind>(kind: Kind): FaultOf<Kind> | undefined {
    const fault = this.#fitting(kind, [])[0]?.fault;
    return fault !== undefined && isOfKind(fault, kind) ? fault : undefined;
  }

  /** Counts down a fault that has struck elsewhere; nothing for one that always strikes, or is gone. */
  struck(id: number): void {
    this.#sql.countDown.run(id);
    this.#sql.dropSpent.run();
    this.#byTarget = undefined;
  }

  /** Those of tables: another thread lets them strike. */
  ofTables(): WaitingFault<TableFault>[] {
    return this.waiting().flatMap(({ fault, ...more }) => (isTableFault(fault) ? [{ ...more, fault }] : []));
  }

  /** Calls `listener` whenever there are others than before, but for those that have struck as often as they should. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #fitting(kind: FaultKind, targets: readonly string[]): readonly WaitingFault[] {
    this.#byTarget ??= Map.groupBy(this.waiting(), ({ fault }) => targetOf(fault.kind, addressOf(fault)));
    if (this.#byTarget.size === 0) return [];
    return [undefined, ...targets]
      .flatMap((address) => this.#byTarget?.get(targetOf(kind, address)) ?? [])
      .filter(({ fault }) => targets.some((name) => isNamed(name, partOf(fault))) || partOf(fault) === undefined)
      .toSorted((a, b) => a.id - b.id);
  }

  #changed(): void {
    this.#byTarget = undefined;
    for (const listener of this.#listeners) listener();
  }
}

/** Which of the recipients a fault is for. */
export function struckBy(fault: Fault, recipients: readonly string[]): string[] {
  const address = addressOf(fault);
  return recipients.filter((recipient) => address === undefined || recipient.toLowerCase() === address);
}

const targetOf = (kind: FaultKind, address: string | undefined): string => `${kind} ${address?.toLowerCase() ?? ""}`;

function addressOf(fault: Fault): string | undefined {
  return "address" in fault ? fault.address : undefined;
}

/** The part of a name that a fault of messages or schedules asks for. */
function partOf(fault: Fault): string | undefined {
  if ("queue" in fault) return fault.queue;
  return "schedule" in fault ? fault.schedule : undefined;
}

function parseRow(row: unknown): WaitingFault {
  const { id, fault, remaining } = z.parse(RowSchema, row);
  return { id, fault: parseFault(JSON.parse(fault)), remaining };
}

function statements(stateDb: StateDb) {
  return {
    put: stateDb.prepare("INSERT INTO fault (fault, remaining) VALUES (?, ?) RETURNING *"),
    all: stateDb.prepare("SELECT * FROM fault ORDER BY id"),
    countDown: stateDb.prepare("UPDATE fault SET remaining = remaining - 1 WHERE id = ?"),
    dropSpent: stateDb.prepare("DELETE FROM fault WHERE remaining <= 0"),
    clear: stateDb.prepare("DELETE FROM fault"),
  };
}
