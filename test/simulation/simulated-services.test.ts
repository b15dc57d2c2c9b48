import { describe, expect, it } from "vitest";

import { Faults } from "./faults.ts";
import type { FaultKind } from "./faults.ts";
import { Process } from "./process.ts";
import type { Step } from "./process.ts";
import { Random } from "./random.ts";
import { Scheduler } from "./scheduler.ts";
import { SimulatedMail } from "./simulated-mail.ts";
import type { Mailbox, MailMood } from "./simulated-mail.ts";
import { SimulatedQueue } from "./simulated-queue.ts";
import type { Message } from "./simulated-queue.ts";
import { VirtualTime } from "./virtual-time.ts";

const MINUTE = 60_000;
const CALM_MAIL: MailMood = {
  throttled: 0,
  closedHours: 0,
  held: 0,
  unknown: 0,
  refused: 0,
  rejected: 0,
  eventLost: 0,
  eventTwice: 0,
  eventLate: 0,
};

it("what is to happen happens in order of time, and at one instant in the order in which it was asked for", () => {
  const time = new VirtualTime(0);
  const happened: number[] = [];
  const random = new Random(1);
  const asked = Array.from({ length: 200 }, (_, i) => ({ at: random.int(0, 20), i }));
  for (const { at, i } of asked) time.at(at, () => happened.push(i));
  while (time.step(100));
  expect(happened).toEqual(asked.toSorted((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i));
});

describe("a queue", () => {
  const settings = { name: "q", visibilityMs: 2 * MINUTE, receives: 3, batchSize: 1, workers: 1 };
  const calm = { twice: 0, undeleted: 0, backlogMs: 0 };
  const play = (answer: (message: Message) => "done" | "again" | "gone", mood = calm) => {
    const time = new VirtualTime(0);
    const seen: number[] = [];
    const queue = new SimulatedQueue(settings, mood, {
      time,
      random: new Random(1),
      work: ([message], ended) => {
        seen.push(Math.round(time.now / MINUTE));
        const said = answer(message!);
        const failed = said === "again" ? [{ itemIdentifier: message!.id }] : [];
        time.after(1, () => ended(said === "gone" ? undefined : { batchItemFailures: failed }, 0));
      },
    });
    queue.send("a message", 60);
    const run = () => {
      while (time.step(Number.POSITIVE_INFINITY));
      return { seen: seen.splice(0), waiting: queue.waiting.length, dead: queue.dead.length };
    };
    return { queue, run };
  };

  it("hands a message out when its delay is over, and once when it is handled", () => {
    expect(play(() => "done").run()).toEqual({ seen: [1], waiting: 0, dead: 0 });
  });

  it.each(["again", "gone"] as const)(
    "hands a message that was not handled out again, and then lays it aside: %s",
    (how) => {
      expect(play(() => how).run()).toEqual({ seen: [1, 3, 5], waiting: 0, dead: 1 });
    },
  );

  it("hands out anew what an operator puts on it again", () => {
    const { queue, run } = play(() => "again");
    run();
    expect(queue.redrive()).toBe(1);
    expect(run().seen).toHaveLength(3);
  });

  it("may hand a message out twice, or once more after it was handled", () => {
    expect(play(() => "done", { ...calm, twice: 1 }).run().seen.length).toBeGreaterThan(0);
    expect(play(() => "done", { ...calm, undeleted: 1 }).run()).toMatchObject({ seen: [1, 3, 5], dead: 1 });
  });
});

describe("the mail service", () => {
  type ToBox = { mailbox?: Mailbox; at?: number };
  const play = (mood: Partial<MailMood>, isOnlyKnownHere: boolean, seed: number, to: ToBox = {}) => {
    const { mailbox = "takes", at = 0 } = to;
    const time = new VirtualTime(at);
    const told: { what: string; at: number; bounce?: string | undefined }[] = [];
    const mail = new SimulatedMail(
      { ...CALM_MAIL, ...mood },
      {
        time,
        random: new Random(seed),
        mailboxOf: () => mailbox,
        allowedFrom: () => 0,
        took: () => {},
        publish: (event) => {
          const { detail } = event as { detail: { eventType: string; bounce?: { bounceType: string } } };
          told.push({ what: detail.eventType, at: time.now, bounce: detail.bounce?.bounceType });
        },
        isOnlyKnownHere: () => isOnlyKnownHere,
      },
    );
    const letter = { subject: "", text: "", html: "" };
    const { arrive } = mail.receive({ to: "a@b.example", letter, tags: { attempt: "a1" }, looked: { from: 0, to: 0 } });
    const outcome = arrive();
    while (time.step(Number.POSITIVE_INFINITY));
    return { outcome, told };
  };
  const seeds = Array.from({ length: 50 }, (_, seed) => seed);

  it("tells within two minutes of a mail of which nobody else knows, however many events it loses", () => {
    for (const seed of seeds) {
      const { told } = play({ eventLost: 1 }, true, seed);
      expect(told.map(({ what }) => what)).toEqual(["Send"]);
      expect(told[0]?.at).toBeLessThan(2 * MINUTE);
    }
  });

  it.each<[string, Mailbox, at: number, fate: string]>([
    ["before it is full", { fullFrom: 10, fullUntil: 20 }, 9, "Delivery"],
    ["while it is full", { fullFrom: 10, fullUntil: 20 }, 10, "Transient"],
    ["once it is full no more", { fullFrom: 10, fullUntil: 20 }, 20, "Delivery"],
    ["while it is dead", { deadUntil: 10 }, 9, "Permanent"],
    ["once it is mended", { deadUntil: 10 }, 10, "Delivery"],
  ])("tells what a mailbox does with a mail %s", (_when, mailbox, at, fate) => {
    const { told } = play({}, true, 1, { mailbox, at });
    expect(told.map(({ what, bounce }) => bounce ?? what).filter((what) => what !== "Send")).toEqual([fate]);
  });

  it("may lose every event of a mail of which the ledger knows", () => {
    for (const seed of seeds) expect(play({ eventLost: 1 }, false, seed).told).toEqual([]);
  });

  it("says nothing of a mail that it did not take", () => {
    for (const seed of seeds) {
      expect(play({ throttled: 1 }, true, seed)).toMatchObject({ outcome: { outcome: "throttled" }, told: [] });
      const { outcome, told } = play({ unknown: 1 }, true, seed);
      expect("why" in outcome && outcome.why.includes("was taken")).toBe(told.length > 0);
    }
  });
});

describe("a process", () => {
  const playing = (kinds: readonly FaultKind[], step: Partial<Step>, seed: number, mayOutlive = true) => {
    const scheduler = new Scheduler(new VirtualTime(0));
    const random = new Random(seed);
    const faults = new Faults(random, { rate: 1, kinds, most: 1 });
    const process = new Process(
      { name: "p", lifeMs: MINUTE, mayOutlive, spared: false },
      { scheduler, random, faults, slowestMs: 5, noticedAfterMs: [50], tell: undefined },
    );
    const done: number[] = [];
    const ended: string[] = [];
    const play = async () => {
      scheduler.time.at(0, () =>
        process.start(
          async () => {
            await process.step({ service: "table", writes: true, say: () => "", ...step }, () =>
              done.push(scheduler.time.now),
            );
            ended.push("went on");
          },
          { done: () => ended.push("done"), threw: () => ended.push("threw"), gone: () => ended.push("gone") },
        ),
      );
      await scheduler.run(Number.POSITIVE_INFINITY);
      return { done, ended };
    };
    return play();
  };

  it.each<[FaultKind, carriedOut: number, ended: string[]]>([
    ["crash-before", 0, ["gone"]],
    ["crash-after", 1, ["gone"]],
    ["repeated", 2, ["went on", "done"]],
    ["throttled", 0, ["threw"]],
  ])("meets %s: its step is carried out %i times", async (kind, carriedOut, ended) => {
    const played = await playing([kind], {}, 1);
    expect(played.done).toHaveLength(carriedOut);
    expect(played.ended).toEqual(ended);
  });

  it("that sleeps past its time is given up, and goes on all the same when it wakes", async () => {
    const slept = [];
    for (let seed = 0; seed < 40; seed++) slept.push(await playing(["freeze-before"], {}, seed));
    expect(slept.some(({ ended }) => ended.join() === "gone,went on")).toBe(true);
    expect(Math.max(...slept.flatMap(({ done }) => done))).toBeGreaterThan(15 * MINUTE);
  });

  it("never sleeps past the lease between a claim and the sending under it", async () => {
    for (let seed = 0; seed < 60; seed++)
      for (const role of ["claim", "send"] as const) {
        const service = role === "send" ? ("mail" as const) : ("table" as const);
        const { done } = await playing(["freeze-before"], { role, service }, seed);
        expect(Math.max(...done)).toBeLessThan(4 * MINUTE);
      }
  });

  it("that somebody waits for is killed when its time is up, and its request is never sent", async () => {
    for (let seed = 0; seed < 40; seed++) {
      const { done, ended } = await playing(["freeze-before"], {}, seed, false);
      expect(done.length === 1 ? "done" : "gone").toBe(ended.at(-1));
      if (done.length === 1) expect(done[0]).toBeLessThan(MINUTE);
    }
  });
});
