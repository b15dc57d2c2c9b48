import type { FunctionLog } from "../function/function-log.ts";
import { refusalLine } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

/** The calls that were not let through: each is written to the log, and kept once for its kind. */
export class Refusals {
  readonly #log: FunctionLog;
  readonly #onRefusal: (refusal: Refusal) => void;
  readonly #kept = new Map<string, Refusal>();

  /** @param onRefusal told each time */
  constructor(log: FunctionLog, onRefusal: (refusal: Refusal) => void) {
    this.#log = log;
    this.#onRefusal = onRefusal;
  }

  add(refusal: Refusal): void {
    const { caller, call, resource, why } = refusal;
    this.#kept.set(refusalLine(refusal), refusal);
    this.#log.write(caller, JSON.stringify({ level: "ERROR", message: "A call is not allowed", call, resource, why }));
    this.#onRefusal(refusal);
  }

  /** In the order in which they first came. */
  all(): readonly Refusal[] {
    return [...this.#kept.values()];
  }
}
