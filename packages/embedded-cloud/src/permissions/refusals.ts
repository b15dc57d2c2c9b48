import * as z from "zod/mini";
import type { FunctionLog } from "../function/function-log.ts";
import type { StateDb } from "../state-db.ts";
import { refusalLine } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

const RefusalSchema: z.ZodMiniType<Refusal> = z.object({
  caller: z.string(),
  call: z.string(),
  resource: z.string(),
  why: z.string(),
  user: z.string(),
  because: z.string(),
});
const RowSchema = z.object({ refusal: z.string() });

/** The calls that were not let through: each is written to the log, and kept once for its kind, also after a restart. */
export class Refusals {
  readonly #log: FunctionLog;
  readonly #onRefusal: (refusal: Refusal) => void;
  readonly #sql: ReturnType<typeof statements>;

  /** @param onRefusal told each time */
  constructor(stateDb: StateDb, log: FunctionLog, onRefusal: (refusal: Refusal) => void) {
    this.#sql = statements(stateDb);
    this.#log = log;
    this.#onRefusal = onRefusal;
  }

  add(refusal: Refusal): void {
    const { caller, call, resource, why } = refusal;
    this.#sql.put.run(refusalLine(refusal), JSON.stringify(refusal));
    this.#log.write(caller, JSON.stringify({ level: "ERROR", message: "A call is not allowed", call, resource, why }));
    this.#onRefusal(refusal);
  }

  /** In the order in which they first came. */
  all(): readonly Refusal[] {
    return this.#sql.all.all().map((row) => z.parse(RefusalSchema, JSON.parse(z.parse(RowSchema, row).refusal)));
  }
}

function statements(stateDb: StateDb) {
  return {
    put: stateDb.prepare("INSERT OR IGNORE INTO refusal (line, refusal) VALUES (?, ?)"),
    all: stateDb.prepare("SELECT refusal FROM refusal ORDER BY id"),
  };
}
