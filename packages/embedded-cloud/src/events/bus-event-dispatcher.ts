import { availableParallelism } from "node:os";
import type { Call, Permissions } from "../permissions/permissions.ts";
import type { Refusal } from "../permissions/refusal.ts";
import { sendDeadLetter, sending } from "./dead-letter.ts";
import type { FunctionHost } from "../function/function-host.ts";
import type { InvocationOutcome } from "../function/function-thread.ts";
import type { FunctionResource } from "../template/function-resources.ts";
import type { BusEvent } from "./bus-event.ts";
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
  readonly permissions: Permissions;
  /** Called for every event that a rule takes. */
  readonly onEvent: () => void;
};

/** As EventBridge calls it. */
const noPermission = "NO_PERMISSIONS";

type RuleTarget = Rule["targets"][number] & { readonly ruleArn: string };

/** Lambda calls again a function that nobody waits for, after a minute and after two more; then it gives up. */
const retryAfterSeconds = [60, 120];
/** Events in hand at once: each takes an environment of its function. The others wait where they are kept. */
const mostInHand = Math.max(2, availableParallelism());

/** Hands the events of the services to the queues and functions whose rule matches; an event is gone only once it is done or given up. */
export class BusEventDispatcher {
  readonly #props: BusEventDispatcherProps;
  readonly #failures = new Map<number, number>();
  #inHand = 0;

  constructor(props: BusEventDispatcherProps) {
    this.#props = props;
  }

  /**
   * Puts an event on the queues that its rules name, which cannot fail, so that it need not be kept first. Not one that
   * a function is to have.
   *
   * @returns whether it is done
   */
  giveToQueues(event: BusEvent): boolean {
    const { queues, onEvent } = this.#props;
    const targets = this.#targetsOf(event);
    if (!targets.every(({ arn }) => isQueue(arn))) return false;
    if (targets.length > 0) onEvent();
    for (const target of targets) {
      const refusal = this.#refused(target)(sending(target.arn));
      if (refusal === undefined) queues.send(target.arn, JSON.stringify(event));
      else this.#giveUp(target, event, refusal.why);
    }
    return true;
  }

  /** Takes as many of those that have come as may be in hand at once. */
  poll(): void {
    const { events, work } = this.#props;
    for (const pending of events.takeEvents(mostInHand - this.#inHand)) {
      this.#inHand += 1;
      void work.during(() => this.#handOver(pending));
    }
  }

  async #handOver({ id, event }: PendingBusEvent): Promise<void> {
    const { events, onEvent } = this.#props;
    const targets = this.#targetsOf(event);
    if (targets.length > 0) onEvent();
    const outcomes = await Promise.all(
      targets.map(async (target) => ({ ...target, result: await this.#give(target, event) })),
    );
    this.#inHand -= 1;
    const failed = outcomes.flatMap((one) => (one.result.outcome === "failed" ? [{ ...one, ...one.result }] : []));
    const failures = this.#failures.get(id) ?? 0;
    const retryAfter = retryAfterSeconds[failures];
    // What is not allowed now will not be in a minute.
    const isWorthIt = failed.some(({ errorType }) => errorType !== noPermission);
    if (isWorthIt && retryAfter !== undefined) {
      this.#failures.set(id, failures + 1);
      return events.eventFailed(id, retryAfter);
    }
    for (const target of failed) this.#giveUp(target, event, target.errorMessage);
    this.#failures.delete(id);
    events.eventDone(id);
  }

  #targetsOf(event: BusEvent): RuleTarget[] {
    return this.#props.rules
      .filter(({ matches }) => matches(event))
      .flatMap(({ arn: ruleArn, targets }) => targets.map((target) => ({ ...target, ruleArn })));
  }

  /** A function that cannot do it has a dead-letter queue of its own, to which it writes itself. */
  #giveUp(target: RuleTarget, event: BusEvent, reason: string): void {
    const { queues, functions, permissions } = this.#props;
    const { arn, deadLetterArn } = functions.find((one) => one.arn === target.arn) ?? {};
    const own = arn !== undefined && deadLetterArn !== undefined;
    sendDeadLetter({
      queues,
      arn: deadLetterArn ?? target.deadLetterArn,
      body: JSON.stringify(event),
      reason,
      refused: own ? (call) => permissions.ofFunction(arn, call) : this.#refused(target),
    });
  }

  #refused({ ruleArn }: RuleTarget): (call: Call) => Refusal | undefined {
    return (call) => this.#props.permissions.ofService("events.amazonaws.com", ruleArn, call);
  }

  async #give(target: RuleTarget, event: BusEvent): Promise<InvocationOutcome> {
    const { host, queues } = this.#props;
    const { arn } = target;
    const refusal = this.#refused(target)(sending(arn));
    if (refusal !== undefined) return { outcome: "failed", errorType: noPermission, errorMessage: refusal.why };
    if (!isQueue(arn)) return host.invoke(arn, event);
    queues.send(arn, JSON.stringify(event));
    return { outcome: "answered", payload: null };
  }
}

const isQueue = (arn: string): boolean => arn.startsWith("arn:aws:sqs:");
