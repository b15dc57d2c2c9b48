import type { SQSBatchResponse } from "aws-lambda";

import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type Message = {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  /** How many of its receives something was done to. */
  faults: number;
};

/** Starts a function on a batch; tells what it answered, or nothing when it never will, and whether something was done to it. */
export type Work = (
  batch: readonly Message[],
  ended: (answer: SQSBatchResponse | undefined, faults: number) => void,
) => void;

export type QueueSettings = {
  readonly name: string;
  readonly visibilityMs: number;
  /** Seen so often and not done, a message is laid aside. */
  readonly receives: number;
  readonly batchSize: number;
  /** How many batches are in hand at once, at most. */
  readonly workers: number;
};

export type QueueMood = {
  /** How likely a message that is in hand is handed out once more at the same time. */
  readonly twice: number;
  /** How likely the deletion of a message that was handled is lost. */
  readonly undeleted: number;
  /** How long a message may have to wait for its turn, behind all those that are not of this history. */
  readonly backlogMs: number;
};

/** A queue as SQS keeps it: at least once, in no order, hidden while in hand, laid aside after so many receives. */
export class SimulatedQueue {
  readonly dead: Message[] = [];
  readonly #settings: QueueSettings;
  readonly #mood: QueueMood;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #work: Work;
  #messages: Message[] = [];
  #busy = 0;
  #made = 0;

  constructor(
    settings: QueueSettings,
    mood: QueueMood,
    { time, random, work }: { time: VirtualTime; random: Random; work: Work },
  ) {
    this.#settings = settings;
    this.#mood = mood;
    this.#time = time;
    this.#random = random;
    this.#work = work;
  }

  get waiting(): readonly Message[] {
    return this.#messages;
  }

  send(body: string, delaySeconds = 0): void {
    if (delaySeconds < 0 || delaySeconds > 900) throw new Error(`A message waits at most 900 s, not ${delaySeconds}.`);
    const { name } = this.#settings;
    const { now } = this.#time;
    this.#show({
      id: `${name}-${++this.#made}`,
      body,
      sentAt: now,
      visibleAt: now + delaySeconds * 1000 + this.#waiting(),
      receives: 0,
      faults: 0,
    });
  }

  #waiting(): number {
    const { backlogMs } = this.#mood;
    return backlogMs === 0 ? 0 : this.#random.int(0, backlogMs);
  }

  /** Puts everything that was laid aside on the queue again, as an operator does. */
  redrive(): number {
    const { length } = this.dead;
    for (const message of this.dead.splice(0)) this.#show({ ...message, visibleAt: this.#time.now, receives: 0 });
    return length;
  }

  #show(message: Message): void {
    this.#messages.push(message);
    this.#pollAt(message.visibleAt);
  }

  #pollAt(instant: number): void {
    this.#time.at(instant + this.#random.mostlyLow(1, 300), () => this.#poll());
  }

  #poll(): void {
    const { now } = this.#time;
    if (this.#busy >= this.#settings.workers) return;
    const seen = this.#messages.filter(({ visibleAt }) => visibleAt <= now);
    if (seen.length === 0) return;
    const most = this.#random.mostlyLow(1, this.#settings.batchSize);
    const batch: Message[] = [];
    while (batch.length < most && seen.length > 0) {
      const [message] = seen.splice(this.#random.int(0, seen.length - 1), 1);
      if (message && this.#receive(message)) batch.push(message);
    }
    if (seen.length > 0) this.#pollAt(now);
    if (batch.length === 0) return;
    this.#busy++;
    this.#work(batch, (answer, faults) => {
      this.#busy--;
      this.#settle(batch, answer, faults);
      this.#pollAt(this.#time.now);
    });
  }

  /** Hides a message while it is in hand; or lays it aside. */
  #receive(message: Message): boolean {
    if (++message.receives > this.#settings.receives) {
      this.#messages = this.#messages.filter((other) => other !== message);
      this.dead.push(message);
      return false;
    }
    const twice = this.#random.chance(this.#mood.twice);
    if (twice) message.faults++;
    message.visibleAt = this.#time.now + (twice ? this.#random.mostlyLow(1, 3000) : this.#settings.visibilityMs);
    this.#pollAt(message.visibleAt);
    return true;
  }

  #settle(batch: readonly Message[], answer: SQSBatchResponse | undefined, faults: number): void {
    if (faults > 0) for (const message of batch) message.faults++;
    if (!answer) return;
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const handled = new Set<Message>();
    for (const message of batch) {
      if (failed.has(message.id)) continue;
      if (this.#random.chance(this.#mood.undeleted)) message.faults++;
      else handled.add(message);
    }
    this.#messages = this.#messages.filter((message) => !handled.has(message));
  }
}
