import * as z from "zod/mini";
import type { StateDb } from "../state-db.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { BusEvent } from "./bus-event.ts";

/** An event to be handed to its rule, and to be reported as done or failed by its id. */
export type PendingBusEvent = { readonly id: number; readonly event: BusEvent };

const BusEventSchema: z.ZodMiniType<BusEvent> = z.object({
  version: z.literal("0"),
  id: z.string(),
  "detail-type": z.string(),
  source: z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
const RowSchema = z.object({ id: z.int(), event: z.string() });
const NextSchema = z.object({ next: z.int() });

/**
 * Events on their way from a service to the rules. They are written with what they tell of and stay until they are
 * done, so that a process that dies hands them out again: at least once, as EventBridge does.
 */
export class BusEventStore {
  readonly #stateDb: StateDb;
  readonly #clock: VirtualClock;
  readonly #sql: ReturnType<typeof statements>;
  readonly #taken = new Set<number>();
  readonly #listeners = new Set<() => void>();
  /** Takes an event straight to where it belongs, in the transaction under way; whether it did. */
  #direct: (event: BusEvent) => boolean = () => false;
  /** Before which moment no event comes that nobody has taken, as far as is known. */
  #noneUntil = 0;

  constructor({ stateDb, clock }: { readonly stateDb: StateDb; readonly clock: VirtualClock }) {
    this.#stateDb = stateDb;
    this.#clock = clock;
    this.#sql = statements(stateDb);
    stateDb.onUndone(() => {
      this.#noneUntil = 0;
    });
  }

  /** From now on an event that arrives at once is offered to `direct`, and kept here only if that does not take it. */
  offerTo(direct: (event: BusEvent) => boolean): void {
    this.#direct = direct;
  }

  /** @param dueMs when it shall arrive, epoch milliseconds of the virtual clock */
  add(event: BusEvent, dueMs: number): void {
    if (dueMs <= this.#clock.now() && this.#direct(event)) return;
    this.#sql.put.run(dueMs, JSON.stringify(event));
    this.#expect(dueMs);
    if (dueMs <= this.#clock.now()) this.#announce();
  }

  /** Takes up to `max` of the events whose time has come and that nobody has taken, in order of time. @param max default 100 */
  takeEvents(max = 100): PendingBusEvent[] {
    if (max <= 0 || this.#clock.now() < this.#noneUntil) return [];
    // Those in hand are few, and may stand first.
    const rows = this.#sql.due.all(this.#clock.now(), this.#taken.size + max).map((row) => z.parse(RowSchema, row));
    const fresh = rows.filter(({ id }) => !this.#taken.has(id)).slice(0, max);
    for (const { id } of fresh) this.#taken.add(id);
    return fresh.map(({ id, event }) => ({ id, event: z.parse(BusEventSchema, JSON.parse(event)) }));
  }

  /** The rule's target has it: it is gone for good. */
  eventDone(id: number): void {
    this.#sql.drop.run(id);
    this.#taken.delete(id);
  }

  /** The rule's target failed: it comes again, after so many virtual seconds. */
  eventFailed(id: number, retryAfterSeconds: number): void {
    this.#taken.delete(id);
    this.#sql.postpone.run(this.#clock.now() + retryAfterSeconds * 1000, id);
    this.#expect(this.#clock.now() + retryAfterSeconds * 1000);
    if (retryAfterSeconds === 0) this.#announce();
  }

  /** When the next event arrives that nobody has taken; epoch milliseconds, not after now for one that waits. */
  nextEventAt(): number | undefined {
    if (this.#noneUntil > this.#clock.now()) return this.#noneUntil === Infinity ? undefined : this.#noneUntil;
    const row = this.#sql.next.get(JSON.stringify([...this.#taken]));
    const next = row === undefined ? undefined : z.parse(NextSchema, row).next;
    this.#noneUntil = next ?? Infinity;
    return next;
  }

  /** Calls `listener` when there is an event to take now; the answer stops it. */
  onEvent(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #expect(atMs: number): void {
    this.#noneUntil = Math.min(this.#noneUntil, atMs);
  }

  #announce(): void {
    this.#stateDb.afterCommit(() => {
      for (const listener of this.#listeners) listener();
    });
  }
}

function statements(stateDb: StateDb) {
  return {
    put: stateDb.prepare("INSERT INTO bus_event (due_at, event) VALUES (?, ?)"),
    due: stateDb.prepare("SELECT id, event FROM bus_event WHERE due_at <= ? ORDER BY due_at, id LIMIT ?"),
    drop: stateDb.prepare("DELETE FROM bus_event WHERE id = ?"),
    postpone: stateDb.prepare("UPDATE bus_event SET due_at = ? WHERE id = ?"),
    next: stateDb.prepare(
      "SELECT due_at AS next FROM bus_event WHERE id NOT IN (SELECT value FROM json_each(?)) ORDER BY due_at, id LIMIT 1",
    ),
  };
}
