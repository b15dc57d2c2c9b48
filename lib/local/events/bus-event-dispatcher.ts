import { sendDeadLetter } from "./dead-letter.ts";
import type { FunctionHost } from "../function/function-host.ts";
import type { FunctionResource } from "../template/function-resources.ts";
import type { BusEventStore, PendingBusEvent } from "./bus-event-store.ts";
import type { QueueStore } from "../queue/queue-store.ts";
import type { Rule } from "../template/rule-resources.ts";
import type { WorkInHand } from "./work-in-hand.ts";

export type BusEventDispatcherProps = {
  readonly rules: readonly Rule[];
  readonly functions: readonly FunctionResource[];
  readonly events: BusEventStore;
  readonly queues: QueueStore;
  readonly host: FunctionHost;
  readonly work: WorkInHand;
  /** Called for every event that a rule takes. */
  readonly onEvent: () => void;
};

/** Lambda calls again a function that nobody waits for, after a minute and after two more; then it gives up. */
const retryAfterSeconds = [60, 120];

/** Hands the events of the services to the functions whose rule matches; an event is gone only once it is done or given up. */
export class BusEventDispatcher {
  readonly #props: BusEventDispatcherProps;
  readonly #failures = new Map<number, number>();

  constructor(props: BusEventDispatcherProps) {
    this.#props = props;
  }

  /** Takes all that have come. */
  poll(): void {
    for (const pending of this.#props.events.takeEvents()) void this.#props.work.during(() => this.#handOver(pending));
  }

  async #handOver({ id, event }: PendingBusEvent): Promise<void> {
    const { rules, events, host, onEvent } = this.#props;
    const targets = rules.filter(({ matches }) => matches(event)).flatMap((rule) => rule.targets);
    if (targets.length > 0) onEvent();
    const outcomes = await Promise.all(
      targets.map(async (target) => ({ ...target, result: await host.invoke(target.arn, event) })),
    );
    const failed = outcomes.flatMap((one) => (one.result.outcome === "failed" ? [{ ...one, ...one.result }] : []));
    const failures = this.#failures.get(id) ?? 0;
    const retryAfter = retryAfterSeconds[failures];
    if (failed.length > 0 && retryAfter !== undefined) {
      this.#failures.set(id, failures + 1);
      return events.eventFailed(id, retryAfter);
    }
    for (const { arn, deadLetterArn, errorMessage } of failed) {
      const ofFunction = this.#props.functions.find((one) => one.arn === arn)?.deadLetterArn;
      const body = JSON.stringify(event);
      sendDeadLetter({ queues: this.#props.queues, arn: ofFunction ?? deadLetterArn, body, reason: errorMessage });
    }
    this.#failures.delete(id);
    events.eventDone(id);
  }
}
