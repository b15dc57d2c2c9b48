import type { StatementSync } from "node:sqlite";
import * as z from "zod/mini";
import type { StateDb } from "./state-db.ts";
import { sharedNow } from "./function/shared-now.ts";

const SettingSchema = z.object({ value: z.int() });

/**
 * Time of the embedded deployment: it stands still except when it is moved, and only ever moves forward. Once it is let run it
 * goes as the machine's own clock does, and is put right at every tick.
 */
export class VirtualClock {
  /** The present, in epoch milliseconds, for worker threads: read it by `sharedNow` of shared-now.ts. */
  readonly shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  readonly #face = new BigInt64Array(this.shared);
  readonly #save: StatementSync;
  readonly #listeners = new Set<(nowMs: number) => void>();
  #running: { readonly fromMs: number; readonly sinceMs: number } | undefined;

  /** @param startMs where a state database that has no clock yet begins; otherwise the state database's own time holds */
  constructor({ stateDb, startMs }: { readonly stateDb: StateDb; readonly startMs: number }) {
    const saved = stateDb.prepare("SELECT value FROM setting WHERE name = 'clock'").get();
    this.#save = stateDb.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('clock', ?)");
    this.#show(saved === undefined ? startMs : z.parse(SettingSchema, saved).value);
  }

  /** Epoch milliseconds. */
  now(): number {
    return sharedNow(this.shared);
  }

  /** @throws RangeError for a moment before now, or none that a date can hold */
  set(toMs: number): void {
    const now = this.now();
    if (!Number.isInteger(toMs) || Number.isNaN(new Date(toMs).getTime())) {
      throw new RangeError(`The virtual clock takes whole epoch milliseconds, not ${toMs}`);
    }
    if (toMs < now) {
      throw new RangeError(
        `The virtual clock cannot go back: got ${new Date(toMs).toISOString()}, allowed is ${new Date(now).toISOString()} or later`,
      );
    }
    if (toMs > now) this.#show(toMs);
  }

  /** From now on it goes as the machine's own clock does. */
  run(): void {
    this.#running ??= { fromMs: this.now(), sinceMs: performance.now() };
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Moves on by one millisecond, so that two acts in a row differ in time, or as far as it runs; answers the new time. */
  tick(): number {
    const now = this.now();
    if (this.#running === undefined) this.#show(now + 1);
    else {
      const { fromMs, sinceMs } = this.#running;
      this.set(Math.max(now, fromMs + Math.floor(performance.now() - sinceMs)));
    }
    return this.now();
  }

  /** Calls `listener` after every move; the answer stops it. */
  onMove(listener: (nowMs: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #show(ms: number): void {
    this.#save.run(ms);
    Atomics.store(this.#face, 0, BigInt(ms));
    for (const listener of this.#listeners) listener(ms);
  }
}
