import * as z from "zod/mini";
import type { StateDb } from "../state-db.ts";
import { read } from "./queue-operations.ts";
import type { QueueStore } from "./queue-store.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import { stableUuid } from "../stable-id.ts";
import type { VirtualClock } from "../virtual-clock.ts";

const StartSchema = z.object({ SourceArn: z.string(), DestinationArn: z.optional(z.string()) });
const ListSchema = z.object({ SourceArn: z.string(), MaxResults: z.optional(z.int()) });
const RowSchema = z.object({
  id: z.int(),
  source_arn: z.string(),
  destination_arn: z.nullable(z.string()),
  moved: z.int(),
  started_at: z.int(),
});

/** Tasks that move dead letters back, by the names of SQS. Here each is done when it is started. */
export class QueueMoves {
  readonly #stateDb: StateDb;
  readonly #clock: VirtualClock;
  readonly #store: QueueStore;

  constructor({ stateDb, clock, store }: { stateDb: StateDb; clock: VirtualClock; store: QueueStore }) {
    this.#stateDb = stateDb;
    this.#clock = clock;
    this.#store = store;
  }

  start(input: unknown): { TaskHandle: string } {
    const { SourceArn, DestinationArn } = read(StartSchema, input);
    this.#checkDeadLetters(SourceArn);
    return this.#stateDb.transaction(() => {
      const moved = this.#store.moveMessages(SourceArn, DestinationArn);
      const { id } = z.parse(
        z.object({ id: z.int() }),
        this.#stateDb
          .prepare(
            "INSERT INTO message_move (source_arn, destination_arn, moved, started_at) VALUES (?, ?, ?, ?) RETURNING id",
          )
          .get(SourceArn, DestinationArn ?? null, moved, this.#clock.now()),
      );
      return { TaskHandle: handleOf(id) };
    });
  }

  /** The last first; as many as are asked for, one unless more are. */
  list(input: unknown): { Results: object[] } {
    const { SourceArn, MaxResults = 1 } = read(ListSchema, input);
    this.#store.queue(SourceArn);
    const rows = this.#stateDb
      .prepare("SELECT * FROM message_move WHERE source_arn = ? ORDER BY id DESC LIMIT ?")
      .all(SourceArn, MaxResults)
      .map((row) => z.parse(RowSchema, row));
    return {
      Results: rows.map(({ id, source_arn, destination_arn, moved, started_at }) => ({
        TaskHandle: handleOf(id),
        Status: "COMPLETED",
        SourceArn: source_arn,
        ...(destination_arn !== null && { DestinationArn: destination_arn }),
        ApproximateNumberOfMessagesMoved: moved,
        ApproximateNumberOfMessagesToMove: moved,
        StartedTimestamp: started_at,
      })),
    };
  }

  /** SQS moves from the dead letters of another queue only. */
  #checkDeadLetters(arn: string): void {
    this.#store.queue(arn);
    if (this.#store.queues().some(({ dead_letter_arn }) => dead_letter_arn === arn)) return;
    throw new ServiceRefusal("InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
  }
}

function handleOf(id: number): string {
  return stableUuid(`message move ${id}`);
}
