import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

import { countMoves, countedWith } from "../../functions/use-cases/count-moves.ts";
import { findOverdueRuns } from "../../functions/use-cases/find-overdue-runs.ts";
import { recordMailEvent } from "../../functions/use-cases/record-mail-event.ts";
import { runMilestone } from "../../functions/use-cases/run-milestone.ts";
import type { Handled } from "../../functions/use-cases/send-once.ts";
import type { WebEffects } from "../../functions/use-cases/effects.ts";
import { sendRateLimiterOf, lettersInHand } from "../../functions/mail/send-rate-limiter.ts";
import { readMailEvent } from "../../functions/mail/mail-event.ts";
import { handleEach, handleGroups } from "../../functions/queue/handle-each.ts";
import { CountMessageSchema, PostMessageSchema, RunMessageSchema } from "../../functions/queue/messages.ts";
import type { MailMessage } from "../../functions/queue/messages.ts";
import { SECOND_MS } from "./durations.ts";
import { Faults } from "./faults.ts";
import type { ItemStore } from "./item-store.ts";
import { Machine } from "./machine.ts";
import type { Alter, FunctionName, MachineEffects, Services } from "./machine.ts";
import type { Mood } from "./mood.ts";
import { Process } from "./process.ts";
import type { Circumstances, Ending } from "./process.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";
import { SimulatedMail } from "./simulated-mail.ts";
import type { Mailbox, TakenMail } from "./simulated-mail.ts";
import { SimulatedQueue } from "./simulated-queue.ts";
import type { Message } from "./simulated-queue.ts";
import { SimulatedSchedules } from "./simulated-schedules.ts";
import {
  ANSWER_QUEUE,
  ANSWER_RATE,
  COUNT_QUEUE,
  EVENT_RETRIES_MS,
  LIVES,
  POST_QUEUE,
  POST_RATE,
  RUN_QUEUE,
} from "./stack-settings.ts";
import type { Tell } from "./trace.ts";
import { WatchRounds } from "./watch-rounds.ts";

/** What of the program is put into the cloud in place of the real thing, to see what it is good for. */
export type Deployed = {
  /** Handles one message of the post queue. */
  readonly post: (message: MailMessage, effects: MachineEffects) => Promise<Handled>;
  readonly alter: Alter;
  /** Whether the mail service's events are listened to, and the watch makes its rounds. */
  readonly hears: boolean;
  readonly watches: boolean;
};

export type Around = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly mood: Mood;
  readonly items: ItemStore;
  readonly homeUnit: WebEffects["homeUnit"];
  readonly firstKeeper: WebEffects["firstKeeper"];
  readonly mailboxOf: (address: string) => Mailbox;
  readonly allowedFrom: (address: string) => number;
  readonly took: (mail: TakenMail) => void;
  readonly isOnlyKnownHere: (mail: TakenMail) => boolean;
  readonly disturb: () => void;
  readonly tell: Tell | undefined;
};

/** What a queue is told of a batch: what the function answered, or nothing; and how much was done to it. */
type Ended = (answer: SQSBatchResponse | undefined, faults: number) => void;

/** The stack with its functions, queues and schedules, as far as letters go through it. */
export class Cloud {
  readonly postQueue: SimulatedQueue;
  readonly answerQueue: SimulatedQueue;
  readonly runQueue: SimulatedQueue;
  readonly countQueue: SimulatedQueue;
  readonly schedules: SimulatedSchedules;
  readonly rounds: WatchRounds;
  readonly faults: Faults;
  /** How many processes sleep on past their time. */
  sleepers = 0;
  readonly #around: Around;
  readonly #deployed: Deployed;
  readonly #services: Services;
  readonly #circumstances: Circumstances;
  readonly #idle: Record<FunctionName, Machine[]> = {
    post: [],
    count: [],
    milestone: [],
    hear: [],
    watch: [],
    web: [],
  };
  #processes = 0;
  #attempts = 0;

  constructor(around: Around, deployed: Deployed) {
    const { scheduler, random, mood, tell } = around;
    const { time } = scheduler;
    this.#around = around;
    this.#deployed = deployed;
    this.postQueue = new SimulatedQueue(POST_QUEUE, mood.queue, {
      time,
      random,
      work: (batch, ended) => this.#post(batch, ended, POST_RATE),
    });
    this.answerQueue = new SimulatedQueue(
      ANSWER_QUEUE,
      { ...mood.queue, backlogMs: 0 },
      { time, random, work: (batch, ended) => this.#post(batch, ended, ANSWER_RATE) },
    );
    this.runQueue = new SimulatedQueue(
      RUN_QUEUE,
      { ...mood.queue, backlogMs: 0 },
      { time, random, work: (batch, ended) => this.#milestone(batch, ended) },
    );
    this.countQueue = new SimulatedQueue(
      COUNT_QUEUE,
      { ...mood.queue, backlogMs: 0 },
      { time, random, work: (batch, ended) => this.#count(batch, ended) },
    );
    this.schedules = new SimulatedSchedules(mood.schedules, {
      time,
      random,
      fire: (message) => {
        tell?.("scheduler", `the schedule of ${message.run} fires`);
        this.runQueue.send(JSON.stringify(message));
      },
    });
    this.#services = {
      time,
      random,
      mood,
      items: around.items,
      postQueue: this.postQueue,
      answerQueue: this.answerQueue,
      runQueue: this.runQueue,
      countQueue: this.countQueue,
      schedules: this.schedules,
      mail: new SimulatedMail(mood.mail, {
        time,
        random,
        mailboxOf: around.mailboxOf,
        allowedFrom: around.allowedFrom,
        took: around.took,
        publish: (event, mail) => this.#hear(event, mail, 0),
        isOnlyKnownHere: around.isOnlyKnownHere,
      }),
      newAttempt: () => `a${++this.#attempts}`,
      alter: deployed.alter,
      disturb: around.disturb,
    };
    this.faults = new Faults(random, mood.harshness);
    const { slowestMs, noticedAfterMs } = mood;
    this.#circumstances = { scheduler, random, faults: this.faults, slowestMs, noticedAfterMs, tell };
    this.rounds = new WatchRounds({ time, random, items: around.items }, () => this.#watch());
  }

  /** Has the web function carry something out. */
  web<T>(work: (effects: MachineEffects) => Promise<T>, ending: Ending<T>): void {
    this.#run("web", work, ending);
  }

  #post(batch: readonly Message[], ended: Ended, perSecond: number): void {
    const { scheduler, random } = this.#around;
    this.#handle(
      "post",
      batch,
      ended,
      (effects, process) => {
        const sendRateLimiter = sendRateLimiterOf(perSecond, {
          now: () => scheduler.time.now,
          wait: (ms) => process.pause(Math.ceil(ms)),
          random: () => random.next(),
          timeLeftMs: () => process.timeLeftMs,
        });
        return (body) => this.#deployed.post(PostMessageSchema.parse(body), { ...effects, sendRateLimiter });
      },
      lettersInHand(perSecond),
    );
  }

  #milestone(batch: readonly Message[], ended: Ended): void {
    const { random, mood } = this.#around;
    const short = random.chance(mood.shortLife) ? random.int(53, 60) * SECOND_MS : 0;
    this.#handle("milestone", batch, ended, (effects, process) => async (body) => {
      await runMilestone(RunMessageSchema.parse(body), effects, () => process.timeLeftMs - short);
      return "done";
    });
  }

  #count(batch: readonly Message[], ended: Ended): void {
    this.#work("count", batch, ended, (event, effects) =>
      handleGroups(event, {
        read: (body) => CountMessageSchema.parse(body),
        groupOf: countedWith,
        handle: (moves) => countMoves(moves, effects),
      }),
    );
  }

  #handle(
    kind: "post" | "milestone",
    batch: readonly Message[],
    ended: Ended,
    handler: (effects: MachineEffects, process: Process) => (body: unknown) => Promise<Handled>,
    atOnce = 1,
  ): void {
    this.#work(kind, batch, ended, (event, effects, own, machine) => {
      const handle = handler(effects, own);
      return handleEach(event, (body) => machine.apart(() => handle(body)), { atOnce });
    });
  }

  #work(
    kind: "post" | "milestone" | "count",
    batch: readonly Message[],
    ended: Ended,
    work: (event: SQSEvent, effects: MachineEffects, own: Process, machine: Machine) => Promise<SQSBatchResponse>,
  ): void {
    const { tell } = this.#around;
    const event = { Records: batch.map(({ id, body }) => ({ messageId: id, body })) } as SQSEvent;
    const process = this.#run(kind, (effects, own, machine) => work(event, effects, own, machine), {
      done: (answer) => ended(answer, process.faults),
      threw: () => ended(undefined, process.faults),
      gone: () => ended(undefined, process.faults + 1),
    });
    for (const { id, body, receives } of batch) tell?.(process.name, `takes ${id}, receive ${receives}: ${body}`);
  }

  #hear(event: object, mail: TakenMail, tries: number): void {
    if (!this.#deployed.hears) return;
    const { scheduler, random, tell } = this.#around;
    const again = (): void => {
      const waitMs = EVENT_RETRIES_MS[tries];
      if (waitMs !== undefined) scheduler.time.after(waitMs, () => this.#hear(event, mail, tries + 1));
    };
    scheduler.time.after(random.mostlyLow(1, 2000), () => {
      const told = readMailEvent(event);
      tell?.("mail service", `tells: ${mail.id} ${told?.what ?? "nothing"} (${mail.tags.attempt})`);
      if (!told) {
        if (this.#around.mailboxOf(mail.to) === "away") return;
        throw new Error("An event of the mail service cannot be read.");
      }
      this.#run(
        "hear",
        (effects) => recordMailEvent(told, effects),
        { done: () => {}, threw: again, gone: again },
        // The third time is the last: an event that fails then is laid aside, where nobody reads it in time.
        { spared: tries === EVENT_RETRIES_MS.length },
      );
    });
  }

  #watch(): void {
    const { random, mood, tell } = this.#around;
    if (!this.#deployed.watches || random.chance(mood.roundMissed)) return;
    const nothing = { done: () => {}, threw: () => {}, gone: () => {} };
    this.#run(
      "watch",
      async (effects, process) => void (await findOverdueRuns(effects, () => process.timeLeftMs)),
      nothing,
    );
    tell?.("scheduler", "the watch makes its round");
  }

  #run<T>(
    kind: FunctionName,
    work: (effects: MachineEffects, process: Process, machine: Machine) => Promise<T>,
    ending: Ending<T>,
    { spared = false } = {},
  ): Process {
    const machine = this.#machine(kind);
    const life = {
      name: `${kind} ${++this.#processes}`,
      lifeMs: LIVES[kind],
      // Whoever waits for an answer has long gone by then, and acts are asked for again a minute later.
      mayOutlive: kind !== "web",
      spared,
    };
    const process = new Process(life, this.#circumstances);
    machine.process = process;
    // A machine that answered is kept; one of which nobody heard any more is thrown away.
    const kept = (): void => void this.#idle[kind].push(machine);
    process.start(() => work(machine.effects, process, machine), {
      done: (value) => {
        kept();
        ending.done(value);
      },
      threw: (error) => {
        kept();
        ending.threw(error);
      },
      gone: () => {
        if (process.running) {
          this.sleepers++;
          process.whenOver(() => this.sleepers--);
        }
        ending.gone();
      },
    });
    return process;
  }

  #machine(kind: FunctionName): Machine {
    const { random, mood, homeUnit, firstKeeper } = this.#around;
    const idle = this.#idle[kind];
    if (idle.length > 0 && !random.chance(mood.coldStart)) return idle.splice(random.int(0, idle.length - 1), 1)[0]!;
    return new Machine(this.#services, kind, { homeUnit, firstKeeper });
  }
}
