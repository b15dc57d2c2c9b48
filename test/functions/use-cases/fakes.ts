import { scheduleName } from "../../../functions/schedules/schedule-name.ts";
import type { Schedules } from "../../../functions/schedules/schedules.ts";
import { EmailSchema } from "../../../functions/domain/ids.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import type { Clock } from "../../../functions/runtime/clock.ts";
import type { LetterText } from "../../../functions/domain/letter-text.ts";
import { sendRateLimiterOf } from "../../../functions/mail/send-rate-limiter.ts";
import type { SendRateLimiter } from "../../../functions/mail/send-rate-limiter.ts";
import type { LetterTags, Mailer, SendOutcome } from "../../../functions/mail/mailer.ts";
import {
  CountMessageSchema,
  ExportMessageSchema,
  PostMessageSchema,
  RunMessageSchema,
} from "../../../functions/queue/messages.ts";
import type { CountMessage, ExportMessage, MailMessage, RunMessage } from "../../../functions/queue/messages.ts";
import type { ExportQueue, Queues } from "../../../functions/queue/queues.ts";

/** A clock that stands still until it is moved, and never goes back. */
export class FakeClock implements Clock {
  #now: EpochMs;
  constructor(now: EpochMs) {
    this.#now = now;
  }
  readonly now = (): EpochMs => this.#now;
  moveTo(instant: EpochMs): void {
    if (instant < this.#now) throw new Error("A clock does not go back.");
    this.#now = instant;
  }
}

type Queued<T> = { readonly message: T; readonly visibleAt: EpochMs };

/** The queues in memory. A message that its reader could not parse, or that waits too long, is refused. */
export class FakeQueues implements Queues {
  readonly #clock: Clock;
  #post: Queued<MailMessage>[] = [];
  #runs: RunMessage[] = [];
  #counts: CountMessage[] = [];
  #exports: ExportMessage[] = [];
  #failing: number[] = [];
  #calls = 0;
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly post: Queues["post"] = async (messages, { delaySeconds = 0 } = {}) => {
    if (this.#failing.includes(this.#calls++)) throw new Error("The function died here.");
    if (delaySeconds < 0 || delaySeconds > 900) throw new Error(`A message waits at most 900 s, not ${delaySeconds}.`);
    for (const message of messages) this.#put(PostMessageSchema.parse(message), delaySeconds);
  };
  readonly askRun: Queues["askRun"] = async (message) => {
    this.#runs.push(RunMessageSchema.parse(message));
  };

  readonly count: Queues["count"] = async (message) => {
    if (this.#failing.includes(this.#calls++)) throw new Error("The function died here.");
    this.#counts.push(CountMessageSchema.parse(message));
  };

  readonly askExport: ExportQueue = async (message) => {
    if (this.#failing.includes(this.#calls++)) throw new Error("The function died here.");
    this.#exports.push(ExportMessageSchema.parse(message));
  };

  /** Lets the function die at these postings from here, counted from 0: several, where they are under way at once. */
  dieAt(...postings: readonly number[]): void {
    this.#failing = postings.map((posting) => this.#calls + posting);
  }

  /** Takes what is visible now. */
  takePost(): MailMessage[] {
    const visible = this.#post.filter(({ visibleAt }) => visibleAt <= this.#clock.now());
    this.#post = this.#post.filter((queued) => !visible.includes(queued));
    return visible.map(({ message }) => message);
  }
  takeRuns(): RunMessage[] {
    return this.#runs.splice(0);
  }
  takeCounts(): CountMessage[] {
    return this.#counts.splice(0);
  }
  takeExports(): ExportMessage[] {
    return this.#exports.splice(0);
  }
  /** Puts a message back, that was not handled: it is seen again when its visibility runs out. */
  putBack(message: MailMessage): void {
    this.#put(message, 120);
  }
  /** When the next message is seen. */
  get nextAt(): EpochMs {
    return Math.min(...this.#post.map(({ visibleAt }) => visibleAt));
  }
  get waiting(): readonly MailMessage[] {
    return this.#post.map(({ message }) => message);
  }
  get asked(): readonly RunMessage[] {
    return this.#runs;
  }
  /** Loses every message, as no queue should. */
  lose(): void {
    this.#post = [];
    this.#runs = [];
    this.#counts = [];
  }

  #put(message: MailMessage, delaySeconds: number): void {
    this.#post.push({ message, visibleAt: this.#clock.now() + delaySeconds * 1000 });
  }
}

/** Schedules by name; like the service, it refuses a time that has passed, and knows each name once. */
export class FakeSchedules implements Schedules {
  readonly #clock: Clock;
  readonly #byName = new Map<string, MilestoneRun>();
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly set: Schedules["set"] = async (run) => {
    if (run.at <= this.#clock.now()) throw new Error(`The time of ${run.milestone} has passed.`);
    const name = scheduleName(run);
    if (!this.#byName.has(name)) this.#byName.set(name, run);
  };

  /** When the next one fires. */
  get nextAt(): EpochMs {
    return Math.min(...[...this.#byName.values()].map(({ at }) => at));
  }
  get all(): readonly MilestoneRun[] {
    return [...this.#byName.values()];
  }
  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }
  /** Takes the schedules whose time has come: each fires once. */
  takeDue(): MilestoneRun[] {
    const due = [...this.#byName].filter(([, { at }]) => at <= this.#clock.now());
    for (const [name] of due) this.#byName.delete(name);
    return due.map(([, run]) => run).toSorted((a, b) => a.at - b.at);
  }
  /** Forgets every schedule, as nobody should. */
  lose(): void {
    this.#byName.clear();
  }
}

export type SentMail = {
  readonly to: string;
  readonly tags: LetterTags;
  readonly letter: LetterText;
  readonly at: EpochMs;
};
/** What the mail service does with a letter: carries it and says so, carries it without a word, or one of its refusals. */
export type Script =
  | SendOutcome["outcome"]
  | "carried, answer lost"
  | "function dies before it"
  | "function dies after it";

/** A mail service: carries every letter, unless told otherwise; refuses tags and addresses that the real one refuses. */
export class FakeMailer implements Mailer {
  readonly mails: SentMail[] = [];
  /** How many letters were handed over, whatever became of them. */
  tries = 0;
  #script: Script[] = [];
  #notYet: readonly string[] | "anybody" = [];
  #isPastQuota = () => false;

  /** What happens to the next letters, one after the other. */
  next(...script: Script[]): void {
    this.#script.push(...script);
  }

  /** From now on these addresses may not be written to, or nobody's may: an account in the service's sandbox. */
  sandbox(notYet: readonly string[] | "anybody"): void {
    this.#notYet = notYet;
  }

  /** The day's quota is used up as long as this says so. */
  quota(isUsedUp: () => boolean): void {
    this.#isPastQuota = isUsedUp;
  }

  /** How much of what was to happen has not. */
  get left(): number {
    return this.#script.length;
  }

  readonly send: Mailer["send"] = async ({ to, letter, tags, at }) => {
    EmailSchema.parse(to);
    for (const [name, value] of Object.entries(tags))
      if (!/^[\w-]{1,256}$/.test(name) || !/^[\w-]{1,256}$/.test(value))
        throw new Error(`The mail service takes no tag ${name}=${value}.`);
    this.tries++;
    if (this.#isPastQuota()) return { outcome: "quota", why: "Throttling: Daily message quota exceeded." };
    if (this.#notYet === "anybody" || this.#notYet.includes(to))
      return { outcome: "not-yet", why: `MessageRejected: Email address is not verified: ${to}` };
    const carry = () => this.mails.push({ to, letter, tags, at });
    const script = this.#script.shift() ?? "sent";
    switch (script) {
      case "sent":
        carry();
        return { outcome: "sent", messageId: `m${this.mails.length}` };
      case "carried, answer lost":
        carry();
        return { outcome: "unknown", why: "TimeoutError" };
      case "function dies after it":
        carry();
        throw new Error("The function died after sending.");
      case "function dies before it":
        throw new Error("The function died before sending.");
      default:
        return { outcome: script, why: `The service says: ${script}.` };
    }
  };
}

/** The limiter of one invocation that takes no time: whoever waits has waited already, and is only that much older. */
export function newLane(lifeMs = 60_000): SendRateLimiter {
  let now = 0;
  return sendRateLimiterOf(7, {
    now: () => now,
    wait: async (ms) => void (now += ms),
    random: () => 0.5,
    timeLeftMs: () => lifeMs - now,
  });
}
