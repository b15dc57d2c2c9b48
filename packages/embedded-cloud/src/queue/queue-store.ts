import * as z from "zod/mini";
import type { FaultOf } from "../fault.ts";
import type { Faults } from "../faults.ts";
import type { StateDb } from "../state-db.ts";
import {
  attributesOf,
  checkHiddenUntil,
  messageIdOf,
  parseReceiptHandle,
  parseRow,
  receivedMessage,
} from "./queue-message.ts";
import type { MessageAttributes, QueueMessage } from "./queue-message.ts";
import { queueStatements } from "./queue-statements.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { VirtualClock } from "../virtual-clock.ts";

const defaultRetentionSeconds = 4 * 24 * 60 * 60;

export type QueueShape = {
  readonly name: string;
  readonly arn: string;
  /** How long a received message stays hidden. */
  readonly visibilityTimeoutSeconds: number;
  /** How long a new message stays hidden. */
  readonly delaySeconds: number;
  /** After which age a message is dropped, wherever it is. @default - four days, as in SQS */
  readonly retentionSeconds?: number;
  /** @default - a message is received again for ever */
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
};

export type SendOptions = {
  readonly delaySeconds?: number | undefined;
  readonly attributes?: MessageAttributes;
};

export type QueueStoreProps = {
  readonly stateDb: StateDb;
  readonly clock: VirtualClock;
  /** What befalls messages on their way. @default - nothing */
  readonly faults?: Faults;
};

const QueueRowSchema = z.object({
  arn: z.string(),
  name: z.string(),
  visibility_ms: z.int(),
  delay_ms: z.int(),
  retention_ms: z.int(),
  dead_letter_arn: z.nullable(z.string()),
  max_receive_count: z.nullable(z.int()),
});
export type QueueRow = z.infer<typeof QueueRowSchema>;

const CountsSchema = z.object({ visible: z.int(), delayed: z.int(), inFlight: z.int() });
const NextSchema = z.object({ next: z.nullable(z.int()) });

/**
 * Standard queues whose delays and visibility timeouts run on the virtual clock: a clock that is moved by months must
 * move them too, and a replayed history must be the same each time.
 *
 * Messages come in the order in which they became visible.
 */
export class QueueStore {
  readonly #stateDb: StateDb;
  readonly #clock: VirtualClock;
  readonly #faults: Faults | undefined;
  readonly #sql: ReturnType<typeof queueStatements>;
  readonly #listeners = new Set<(arn: string) => void>();
  #queues: readonly QueueRow[] | undefined;
  /** Before which moment a queue has no message to receive, as far as is known: to ask again costs nothing until then. */
  readonly #emptyUntil = new Map<string, number>();

  constructor({ stateDb, clock, faults }: QueueStoreProps) {
    this.#stateDb = stateDb;
    this.#clock = clock;
    this.#faults = faults;
    this.#sql = queueStatements(stateDb);
    stateDb.onUndone(() => this.#forget());
    // Whoever held these died with the process before.
    this.#sql.releaseAll.run(clock.now(), clock.now());
  }

  /** Creates the queue, or gives the one that exists these properties; its messages stay. */
  createQueue(shape: QueueShape): void {
    this.#queues = undefined;
    this.#sql.putQueue.run(
      shape.arn,
      shape.name,
      shape.visibilityTimeoutSeconds * 1000,
      shape.delaySeconds * 1000,
      (shape.retentionSeconds ?? defaultRetentionSeconds) * 1000,
      shape.redrive?.deadLetterArn ?? null,
      shape.redrive?.maxReceiveCount ?? null,
    );
  }

  send(arn: string, body: string, options: SendOptions = {}): { messageId: string } {
    return this.#stateDb.transaction(() => {
      const queue = this.queue(arn);
      const now = this.#clock.now();
      const { lateMs, again } = this.#befalls(queue);
      const delayMs = lateMs + (options.delaySeconds === undefined ? queue.delay_ms : options.delaySeconds * 1000);
      const attributes = options.attributes === undefined ? "{}" : JSON.stringify(options.attributes);
      const put = (visibleAt: number, copyOf: number | null): number => {
        const { lastInsertRowid } = this.#sql.insert.run(arn, body, attributes, now, visibleAt, copyOf);
        this.#expect(arn, visibleAt);
        return Number(lastInsertRowid);
      };
      const id = put(now + delayMs, null);
      if (again !== undefined) put(now + delayMs + again.delaySeconds * 1000, id);
      if (delayMs === 0) this.#announce(arn);
      return { messageId: messageIdOf(id) };
    });
  }

  /**
   * Takes up to `max` visible messages and hides them; one that was received often enough goes to the dead-letter
   * queue instead.
   *
   * @param visibilityTimeoutSeconds default: the queue's own
   */
  receive(arn: string, max: number, visibilityTimeoutSeconds?: number): QueueMessage[] {
    if (!this.hasVisible(arn)) return [];
    return this.#stateDb.transaction(() => {
      const queue = this.queue(arn);
      const now = this.#clock.now();
      this.#sql.expire.run(arn, now - queue.retention_ms);
      const hiddenMs = visibilityTimeoutSeconds === undefined ? queue.visibility_ms : visibilityTimeoutSeconds * 1000;
      for (;;) {
        const rows = this.#sql.visible.all(arn, now, max).map(parseRow);
        const spent = rows.filter((row) => row.receive_count >= (queue.max_receive_count ?? Infinity));
        for (const { id } of spent) this.#bury(queue, id);
        if (spent.length > 0) continue;
        this.#sql.take.run(now + hiddenMs, now, JSON.stringify(rows.map(({ id }) => id)));
        this.#expect(arn, now + hiddenMs);
        return rows.map((row) =>
          receivedMessage(
            { ...row, receive_count: row.receive_count + 1, first_received_at: row.first_received_at ?? now },
            now,
          ),
        );
      }
    });
  }

  /**
   * Deletes a received message; no effect when it is gone, or has been received by somebody else since.
   *
   * @throws ServiceRefusal `ReceiptHandleIsInvalid`
   */
  delete(arn: string, receiptHandle: string): void {
    this.queue(arn);
    const { id, receiveCount } = parseReceiptHandle(receiptHandle);
    this.#sql.delete.run(id, arn, receiveCount);
  }

  /** Deletes received messages of one queue, all or none. */
  deleteAll(arn: string, receiptHandles: readonly string[]): void {
    this.#stateDb.transaction(() => {
      for (const handle of receiptHandles) this.delete(arn, handle);
    });
  }

  /**
   * Sets for how many seconds from now a received message stays hidden; 0 shows it at once.
   *
   * @throws ServiceRefusal `ReceiptHandleIsInvalid`, `InvalidParameterValue` or `MessageNotInflight`
   */
  changeVisibility(arn: string, receiptHandle: string, seconds: number): void {
    this.#stateDb.transaction(() => {
      this.queue(arn);
      const handle = parseReceiptHandle(receiptHandle);
      const found = this.#sql.find.get(handle.id, arn);
      const row = found === undefined ? undefined : parseRow(found);
      if (row === undefined || row.receive_count !== handle.receiveCount) {
        throw new ServiceRefusal(
          "InvalidParameterValue",
          `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
        );
      }
      const now = this.#clock.now();
      if (row.visible_at <= now) throw new ServiceRefusal("MessageNotInflight", "The message is not in flight.");
      checkHiddenUntil(now + seconds * 1000, handle);
      this.#sql.show.run(now + seconds * 1000, row.id);
      this.#expect(arn, now + seconds * 1000);
      if (seconds === 0) this.#announce(arn);
    });
  }

  /** When the next hidden message (delayed, or received and not deleted) becomes visible; epoch milliseconds. */
  nextVisibleAt(arn: string): number | undefined {
    return z.parse(NextSchema, this.#sql.next.get(arn, this.#clock.now())).next ?? undefined;
  }

  /** Whether there is a message to receive now. */
  hasVisible(arn: string): boolean {
    const now = this.#clock.now();
    if (now < (this.#emptyUntil.get(arn) ?? 0)) return false;
    const { next } = z.parse(NextSchema, this.#sql.first.get(arn));
    this.#emptyUntil.set(arn, next ?? Infinity);
    return next !== null && next <= now;
  }

  counts(arn: string): { visible: number; delayed: number; inFlight: number } {
    const now = this.#clock.now();
    return z.parse(CountsSchema, this.#sql.counts.get({ now, arn }));
  }

  /**
   * Moves all visible messages to another queue, as new ones: with a new id and age, never received.
   *
   * @param toArn default: the queue that each died in; one that died in none stays
   * @returns how many were moved
   */
  moveMessages(fromArn: string, toArn?: string): number {
    return this.#stateDb.transaction(() => {
      const rows = this.#sql.visible.all(fromArn, this.#clock.now(), -1).map(parseRow);
      const homes = rows.map((row) => ({ row, arn: toArn ?? row.dead_letter_source_arn }));
      let moved = 0;
      for (const { row, arn } of homes) {
        if (arn === null) continue;
        this.send(arn, row.body, { attributes: attributesOf(row) });
        this.#sql.deleteAny.run(row.id);
        moved += 1;
      }
      return moved;
    });
  }

  purge(arn: string): void {
    this.queue(arn);
    this.#sql.purge.run(arn);
  }

  /** Calls `listener` with the ARN of a queue that has a message to receive now; the answer stops it. */
  onMessage(listener: (arn: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  queues(): readonly QueueRow[] {
    this.#queues ??= this.#sql.queues.all().map((row) => z.parse(QueueRowSchema, row));
    return this.#queues;
  }

  /** @throws ServiceRefusal `QueueDoesNotExist` */
  queue(arn: string): QueueRow {
    const queue = this.queues().find((one) => one.arn === arn);
    if (queue === undefined) {
      throw new ServiceRefusal("QueueDoesNotExist", `The specified queue does not exist: ${arn}`);
    }
    return queue;
  }

  /** The queues whose messages are work to be done, by name. */
  workQueues(): string[] {
    return this.queues().flatMap((queue) => (this.#isForDeadLetters(queue) ? [] : [queue.name]));
  }

  /** What befalls the next message; nothing one that was given up. */
  #befalls(queue: QueueRow): { lateMs: number; again: FaultOf<"duplicate-messages"> | undefined } {
    if (this.#faults === undefined || this.#isForDeadLetters(queue)) return { lateMs: 0, again: undefined };
    return {
      lateMs: (this.#faults.strike("late-messages", [queue.name])?.delaySeconds ?? 0) * 1000,
      again: this.#faults.strike("duplicate-messages", [queue.name]),
    };
  }

  #isForDeadLetters({ arn }: QueueRow): boolean {
    return this.queues().some(({ dead_letter_arn }) => dead_letter_arn === arn);
  }

  #forget(): void {
    this.#queues = undefined;
    this.#emptyUntil.clear();
  }

  /** A message of the queue becomes visible at that moment. */
  #expect(arn: string, atMs: number): void {
    this.#emptyUntil.set(arn, Math.min(this.#emptyUntil.get(arn) ?? 0, atMs));
  }

  #bury(queue: QueueRow, id: number): void {
    if (queue.dead_letter_arn === null) return;
    this.queue(queue.dead_letter_arn);
    this.#sql.bury.run(queue.dead_letter_arn, queue.arn, this.#clock.now(), id);
    this.#expect(queue.dead_letter_arn, this.#clock.now());
    this.#announce(queue.dead_letter_arn);
  }

  #announce(arn: string): void {
    this.#stateDb.afterCommit(() => {
      for (const listener of this.#listeners) listener(arn);
    });
  }
}
