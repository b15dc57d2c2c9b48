import { arnIn } from "../aws-environment.ts";
import type { Call, Permissions } from "../permissions/permissions.ts";
import type { Refusal } from "../permissions/refusal.ts";
import { schedulerService } from "../schedule/schedule-permissions.ts";
import { sendDeadLetter, sending } from "./dead-letter.ts";
import type { Faults } from "../faults.ts";
import type { FunctionHost } from "../function/function-host.ts";
import type { StateDb } from "../state-db.ts";
import type { QueueStore } from "../queue/queue-store.ts";
import type { Fired, ScheduleStore } from "../schedule/schedule-store.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { WorkInHand } from "./work-in-hand.ts";

export type ScheduleDispatcherProps = {
  readonly stateDb: StateDb;
  readonly clock: VirtualClock;
  readonly schedules: ScheduleStore;
  readonly queues: QueueStore;
  readonly host: FunctionHost;
  readonly work: WorkInHand;
  readonly permissions: Permissions;
  readonly faults: Faults;
};

/** A function that failed is called again so often; at once, for the next round is minutes away. */
const retries = 2;

/** Hands schedules whose time has come to their queue or function. */
export class ScheduleDispatcher {
  readonly #props: ScheduleDispatcherProps;
  #fired: Fired[] = [];

  constructor(props: ScheduleDispatcherProps) {
    this.#props = props;
  }

  /** Whether a schedule's time has come. */
  get waiting(): boolean {
    return (this.#props.schedules.nextDueAt() ?? Infinity) <= this.#props.clock.now();
  }

  poll(): void {
    if (!this.waiting) return;
    const { stateDb, clock, schedules, work, faults } = this.#props;
    // In one transaction: a process that dies here fires again, rather than never.
    const fired = stateDb.transaction(() => {
      const due = schedules
        .takeDue(clock.now())
        .flatMap((firing) => (faults.strike("duplicate-schedules", [firing.name]) ? [firing, firing] : [firing]));
      due.filter(isForQueue).forEach((firing) => this.#send(firing));
      return due;
    });
    this.#fired.push(...fired);
    for (const firing of fired) if (!isForQueue(firing)) void work.during(() => this.#invoke(firing));
  }

  /** What has fired since this was asked last, in the order of time. */
  takeFired(): Fired[] {
    const fired = this.#fired;
    this.#fired = [];
    return fired;
  }

  #send(firing: Fired): void {
    const { queues } = this.#props;
    const { targetArn, input } = firing;
    const refusal = this.#refused(firing)(sending(targetArn));
    if (refusal !== undefined) return this.#giveUp(firing, refusal.why);
    try {
      queues.send(targetArn, input);
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      this.#giveUp(firing, error.message);
    }
  }

  async #invoke(firing: Fired): Promise<void> {
    const { host } = this.#props;
    const { targetArn, input } = firing;
    const refusal = this.#refused(firing)(sending(targetArn));
    if (refusal !== undefined) return this.#giveUp(firing, refusal.why);
    let reason = "";
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      const outcome = await host.invoke(targetArn, JSON.parse(input));
      if (outcome.outcome === "answered") return;
      reason = outcome.errorMessage;
    }
    this.#giveUp(firing, reason);
  }

  #giveUp(firing: Fired, reason: string): void {
    const { deadLetterArn: arn, input: body } = firing;
    sendDeadLetter({ queues: this.#props.queues, arn, body, reason, refused: this.#refused(firing) });
  }

  /** It acts in the role of the schedule, which trusts it on behalf of the schedule's group. */
  #refused({ roleArn, groupName }: Fired): (call: Call) => Refusal | undefined {
    const { permissions } = this.#props;
    const sourceArn = arnIn(permissions.awsEnvironment, "scheduler", `schedule-group/${groupName}`);
    return (call) => permissions.ofServiceInRole(schedulerService, { arn: roleArn, sourceArn }, call);
  }
}

function isForQueue({ targetArn }: Fired): boolean {
  return targetArn.startsWith("arn:aws:sqs:");
}
