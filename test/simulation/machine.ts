import { AsyncLocalStorage } from "node:async_hooks";

import { letters } from "../../functions/letters/letters.ts";
import type { Effects, WebEffects } from "../../functions/use-cases/effects.ts";
import type { Clock } from "../../functions/runtime/clock.ts";
import type { Table } from "../../functions/store/dynamo.ts";
import type { Change } from "../../functions/store/expressions.ts";
import { isAnswer } from "../../functions/queue/queues.ts";
import type { MailMessage } from "../../functions/queue/messages.ts";
import { countsIn } from "../../functions/store/counts.ts";
import { registerIn } from "../../functions/store/register.ts";
import type { Register } from "../../functions/store/register.ts";
import type { ItemStore } from "./item-store.ts";
import { MemoryTable } from "./memory-table.ts";
import type { TableStep } from "./memory-table.ts";
import type { Mood } from "./mood.ts";
import type { Process, Step } from "./process.ts";
import type { Random } from "./random.ts";
import type { Look, SimulatedMail } from "./simulated-mail.ts";
import type { SimulatedQueue } from "./simulated-queue.ts";
import type { SimulatedSchedules } from "./simulated-schedules.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** The services that a machine speaks to. */
export type Services = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly mood: Mood;
  readonly items: ItemStore;
  readonly postQueue: SimulatedQueue;
  readonly answerQueue: SimulatedQueue;
  readonly runQueue: SimulatedQueue;
  readonly countQueue: SimulatedQueue;
  readonly schedules: SimulatedSchedules;
  readonly mail: SimulatedMail;
  readonly newAttempt: () => string;
  /** What is taken from the program's effects, to see whether anybody misses it. */
  readonly alter: Alter;
  /** Somebody has come to a step: a moment at which others may act. */
  readonly disturb: () => void;
};

/** All effects of the program. */
export type MachineEffects = Effects & WebEffects;

export type FunctionName = "post" | "count" | "milestone" | "hear" | "watch" | "web";
/** Changes what a function can do: a safeguard that is taken away leaves other effects behind. */
export type Alter = (
  effects: MachineEffects,
  of: { readonly name: FunctionName; readonly table: Table },
) => MachineEffects;

/**
 * A machine that one function runs on: kept warm between events as Lambda does, with what the program keeps in memory,
 * and with a clock of its own that is a little off. Its effects are steps of the process that it runs.
 */
export class Machine {
  process: Process | undefined;
  /** When each of the messages that it works on at once was last looked at. */
  readonly #looks = new AsyncLocalStorage<{ look: Look }>();
  readonly effects: MachineEffects;

  constructor(
    services: Services,
    name: FunctionName,
    { homeUnit, firstKeeper }: Pick<WebEffects, "homeUnit" | "firstKeeper">,
  ) {
    const { time, random, mood, items, postQueue, answerQueue, runQueue, countQueue, schedules, mail } = services;
    const step = <T>(one: Step, perform: () => T): Promise<T> => {
      services.disturb();
      return this.process!.step(one, perform);
    };
    const skew = random.chance(0.5) ? random.int(-mood.clockSkewMs, mood.clockSkewMs) : 0;
    const clock: Clock = { now: () => time.now + skew };
    const table = new MemoryTable(
      items,
      (request, perform) => step(tableStep(request), perform),
      // A page of a hundred of the watch's small entries is never cut by the table, which does so at a megabyte.
      (limit) => (limit <= 100 ? limit : Math.min(limit, mood.pageItems)),
    );
    const post = async (messages: readonly MailMessage[], { delaySeconds = 0 } = {}): Promise<void> => {
      // A queue takes ten messages at a time.
      for (let start = 0; start < messages.length; start += 10) {
        const some = messages.slice(start, start + 10);
        await step(queueStep("the post queue", some, delaySeconds), () => {
          for (const message of some)
            (isAnswer(message) ? answerQueue : postQueue).send(JSON.stringify(message), delaySeconds);
        });
      }
    };
    const counts = countsIn(table, { clock, nameOfAdding: services.newAttempt });
    const register = { ...registerIn(table), counts };
    const effects: MachineEffects = {
      clock,
      register: this.#inPages(register, mood.pageItems, time),
      queues: {
        post,
        askRun: (message) =>
          step(queueStep("the run queue", [message], 0), () => runQueue.send(JSON.stringify(message))),
        count: (message) =>
          step(queueStep("the count queue", [message], 0), () => countQueue.send(JSON.stringify(message))),
      },
      schedules: {
        set: (run) =>
          step({ service: "schedules", writes: true, say: () => `sets the schedule of ${run.milestone}` }, () =>
            schedules.set(run),
          ),
      },
      mailer: {
        send: ({ to, letter, tags }) => {
          const { arrive, answersAfterMs } = mail.receive({ to, letter, tags, looked: this.#looked });
          const say: Step["say"] = (answer) =>
            `hands over ${tags["milestone"]} (${tags["addressee"]}) of ${tags["unit"]} to ${to} by ${tags.attempt}${answer ? ` → ${JSON.stringify(answer.value)}` : ""}`;
          const sent = step({ service: "mail", writes: true, role: "send", answersAfterMs, say }, arrive);
          return sent.then((outcome) => {
            // What may not be written to yet, or waits for the next day's quota, is no mishap: its message is done.
            if (!["sent", "not-yet", "quota"].includes(outcome.outcome)) this.process!.faults++;
            return outcome;
          });
        },
      },
      // Each invocation of post has its own; nothing else sends.
      sendRateLimiter: { isOpen: () => false, isPastQuota: () => false, acquire: async () => "closed" },
      letters,
      newAttempt: services.newAttempt,
      homeUnit,
      firstKeeper,
      sessionRules: { idleMs: 7_200_000, notesUse: true },
      clients: { people: [], systems: [] },
      siteUrl: "https://dunghan.example",
      assets: "0123456789",
    };
    this.effects = services.alter(effects, { name, table });
  }

  /** Works on one message beside others: what it looks at is its own. */
  apart<T>(work: () => Promise<T>): Promise<T> {
    return this.#looks.run({ look: { from: 0, to: 0 } }, work);
  }

  get #looked(): Look {
    return this.#looks.getStore()?.look ?? { from: 0, to: 0 };
  }

  set #looked(look: Look) {
    const store = this.#looks.getStore();
    if (store) store.look = look;
  }

  /** Lists come in small pages in some histories: a season of four units is then swept like one of a million. */
  #inPages(register: Register, pageItems: number, time: VirtualTime): Register {
    const { duties } = register;
    const small = <P extends { readonly limit: number }>(paging: P): P => ({
      ...paging,
      limit: Math.min(paging.limit, pageItems),
    });
    return {
      ...register,
      duties: {
        ...duties,
        dutiesOf: (where, paging) => duties.dutiesOf(where, small(paging)),
        openDuties: async (where, paging) => {
          const from = paging.cursor ? this.#looked.from : time.now;
          const page = await duties.openDuties(where, small(paging));
          this.#looked = { from, to: time.now };
          return page;
        },
        duty: async (ref, shards, options) => {
          const from = time.now;
          const duty = await duties.duty(ref, shards, options);
          this.#looked = { from, to: time.now };
          return duty;
        },
      },
    };
  }
}

function tableStep({ operation, key, change, item, condition, index }: TableStep): Step {
  return {
    service: "table",
    writes: operation === "put" || operation === "update" || operation === "remove" || operation === "writeMany",
    role: change && roleOf(change),
    say: (answer) =>
      [
        operation,
        key && `${key.pk} / ${key.sk}`,
        index && `by index ${index}`,
        change && JSON.stringify(change),
        // The key of letters' links is made by chance.
        item && key?.pk !== "KEYS" && JSON.stringify(item).slice(0, 160),
        condition && "on condition",
        answer && `→ ${answerOf(operation, answer.value)}`,
      ]
        .filter(Boolean)
        .join(" "),
  };
}

function roleOf({ setIn = [] }: Change): Step["role"] {
  const letter = setIn[0]?.value;
  const isClaim = typeof letter === "object" && letter !== null && "status" in letter && letter.status === "claimed";
  return isClaim && setIn[0]?.path[0] === "letters" ? "claim" : undefined;
}

function answerOf(operation: TableStep["operation"], value: unknown): string {
  switch (operation) {
    case "get":
      return value === undefined ? "nothing" : "found";
    case "query":
      return `${(value as { items: unknown[] }).items.length} items`;
    case "update":
      return value === undefined ? "NOT SO" : "done";
    case "put":
    case "remove":
      return value === false ? "NOT SO" : "done";
    default:
      return "done";
  }
}

function queueStep(queue: string, messages: readonly unknown[], delaySeconds: number): Step {
  const later = delaySeconds > 0 ? ` in ${delaySeconds} s` : "";
  return {
    service: "queue",
    writes: true,
    say: () => `puts on ${queue}${later}: ${messages.map((message) => JSON.stringify(message)).join(", ")}`,
  };
}
