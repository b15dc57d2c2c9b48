import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fileReport, readDuty } from "../api/operations.ts";
import { DAY_MS, MINUTE_MS, formatInstant } from "../../../functions/domain/instant.ts";
import { RECOUNT_WAITING_MS } from "../../../functions/domain/milestone-run.ts";
import { LONGEST_WAIT_MS } from "../../../functions/domain/owed.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { handleMailMessage } from "../../../functions/use-cases/handle-mail-message.ts";
import { recountAgainFor } from "../../../functions/use-cases/recount-again-for.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { UnitLetterMessage } from "../../../functions/queue/messages.ts";
import { at, email, ref, unitNamed, lying } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { newLane } from "./fakes.ts";
import { SNV, drain, dutyIn, goTo, handle, issuedWorld, ledgerOf, named, ok, plenty, tell } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const reminder: UnitLetterMessage = {
  kind: "letter",
  ...ref,
  unitId: unitNamed("stc").id,
  ladder: 0,
  milestone: "remind-10",
  addressee: "unit",
};

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  // Past the last look at what was due at issue.
  await pass("2017-07-14T08:50");
  await goTo(world, "2017-10-13T07:55");
  await pass("2017-10-13T07:59");
  world.mailer.mails.length = world.mailer.tries = 0;
});

const outcome = async (milestone = "remind-10", unit = "stc") => (await ledgerOf(world, unit))[`0.${milestone}.unit`];
const mails = () => world.mailer.mails.map(named);
/** Gives the unit another address, without asking for what it has missed. */
const mendAddress = async () => {
  const unit = { ...unitNamed("stc"), clerkEmail: email("moi@stc.daklak.example") };
  const { units } = world.register;
  await units.putUnits([unit], await units.unitsToChange([unit]));
};
const issue = () => world.register.runs.run({ ...ref, run: "ALL#issue" });

/** Lets time pass as the stack does: schedules fire, and the watchdog makes its rounds. */
async function pass(wall: string): Promise<void> {
  const end = at(wall);
  do {
    const next = Math.min(end, world.clock.now() + 5 * MINUTE_MS);
    await goTo(world, formatInstant(next).slice(0, -6));
    await findOverdueRuns(world, plenty);
    await drain(world);
  } while (world.clock.now() < end);
}

describe("a letter whose address may not be written to yet", () => {
  it("waits visibly, is off the queue, and goes out once the address is allowed, within an hour and a half, once", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T08:10");
    expect(await outcome()).toBe("waiting");
    expect(world.queues.waiting).toEqual([]);
    expect(mails().filter((mail) => mail.includes("remind-10"))).toHaveLength(3);
    const { letters } = (await ok(world, readDuty, { by: SNV })) as { letters: { milestone: string }[] };
    expect(letters.find(({ milestone }) => milestone === "remind-10")).toEqual({
      milestone: "remind-10",
      ladder: 0,
      addressee: "unit",
      to: STC,
      status: "waiting",
      at: "2017-10-13T08:00:00+07:00",
    });

    await pass("2017-10-13T15:00");
    expect(await outcome()).toBe("waiting");
    world.mailer.sandbox([]);
    await pass("2017-10-13T16:15");
    expect(await outcome()).toBe("sent");
    await pass("2017-10-13T19:00");
    expect(mails().filter((mail) => mail.startsWith("stc 0.remind-10"))).toEqual([`stc 0.remind-10.unit ${STC}`]);
    expect((await issue())?.phase).toBe("settled");
  });

  it("is tried once an hour", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T08:10");
    const before = world.mailer.tries;
    await pass("2017-10-13T18:10");
    expect(world.mailer.tries - before).toBeLessThanOrEqual(10);
    expect(world.mailer.tries - before).toBeGreaterThanOrEqual(8);
  });

  it("keeps its milestone from nothing: that is settled, and the looks of the issue go on", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T09:00");
    expect((await world.register.runs.run({ ...ref, run: "ALL#remind-10" }))?.phase).toBe("settled");
    expect((await issue())?.phase).toBe("watched");
  });

  it("holds nobody else up: the sendRateLimiter stays open, and the message is done", async () => {
    world.clock.moveTo(at("2017-10-13T08:00"));
    world.mailer.sandbox([STC]);
    const sendRateLimiter = newLane();
    expect(await handleMailMessage(reminder, { ...world, sendRateLimiter })).toBe("done");
    expect(sendRateLimiter.isOpen()).toBe(true);
    expect(await handleMailMessage({ ...reminder, unitId: unitNamed("stp").id }, { ...world, sendRateLimiter })).toBe(
      "done",
    );
    expect(mails()).toEqual(["stp 0.remind-10.unit vanthu@stp.daklak.example"]);
  });

  it("never goes to the unit's next address, and marks neither address nor unit", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T12:00");
    expect(mails().filter((mail) => mail.startsWith("stc"))).toEqual([]);
    expect((await world.register.units.unit(reminder.unitId))?.bounced).toEqual({});
    expect((await dutyIn(world, "stc")).unreachable).toBe(false);
  });

  it("asked for twice is tried once", async () => {
    world.clock.moveTo(at("2017-10-13T08:00"));
    world.mailer.sandbox([STC]);
    for (let times = 0; times < 3; times++) expect(await handle(world, reminder)).toBe("done");
    expect(world.mailer.tries).toBe(1);
  });

  it("is skipped with the reason once a later milestone has overtaken it", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T09:00");
    await goTo(world, "2017-10-20T07:55");
    await pass("2017-10-20T09:30");
    expect(await outcome()).toBe("skipped: overtaken by remind-5");
    expect(await outcome("remind-5")).toBe("waiting");
    world.mailer.sandbox([]);
    await pass("2017-10-20T10:30");
    expect(await outcome("remind-5")).toBe("sent");
    expect(mails().filter((mail) => mail.startsWith("stc"))).toEqual([`stc 0.remind-5.unit ${STC}`]);
  });

  it("is skipped once the unit has filed", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T08:10");
    await ok(world, fileReport, { by: STC, body: examples.report });
    await pass("2017-10-13T09:30");
    expect(await outcome()).toBe("skipped: filed");
  });

  it("that answers an act waits and goes out likewise", async () => {
    expect((await issue())?.phase).toBe("settled");
    world.mailer.sandbox([STC]);
    await ok(world, fileReport, { by: STC, body: examples.report });
    await pass("2017-10-13T11:00");
    expect(await outcome("receipt-1")).toBe("waiting");
    expect(world.queues.waiting).toEqual([]);
    world.mailer.sandbox([]);
    await pass("2017-10-13T12:15");
    expect(await outcome("receipt-1")).toBe("sent");
    expect(mails().filter((mail) => mail.includes("receipt"))).toEqual([`stc 0.receipt-1.unit ${STC}`]);
  });

  it("waits at the next address where the first came back after all was settled", async () => {
    world.mailer.sandbox(["vanphong@stc.daklak.example"]);
    await pass("2017-10-13T09:00");
    const sent = world.mailer.mails.find((mail) => named(mail).startsWith("stc 0.remind-10"));
    if (sent) await tell(world, sent, "Bounce");
    await pass("2017-10-13T10:00");
    expect(await outcome()).toBe("waiting");
    world.mailer.sandbox([]);
    await pass("2017-10-13T11:30");
    expect(await outcome()).toBe("sent");
    expect(mails().at(-1)).toBe("stc 0.remind-10.unit vanphong@stc.daklak.example");
  });

  it.each(["closed", "held", "throttled"] as const)(
    "that meets a %s service when it is tried again waits on, off the queue, and is tried an hour later",
    async (outcomeOfTry) => {
      world.mailer.sandbox([STC]);
      await pass("2017-10-13T08:10");
      world.mailer.sandbox([]);
      world.mailer.next(outcomeOfTry);
      await pass("2017-10-13T09:25");
      expect(world.mailer.left).toBe(0);
      expect(await outcome()).toBe("waiting");
      expect(world.queues.waiting).toEqual([]);
      await pass("2017-10-13T10:45");
      expect(mails().at(-1)).toBe(`stc 0.remind-10.unit ${STC}`);
    },
  );

  it("is not kept on the queue where no letter has its turn: the next look asks again", async () => {
    const shut = { isOpen: () => false, isPastQuota: () => false, acquire: async () => "closed" as const };
    expect(await handleMailMessage({ ...reminder, waited: true }, { ...world, sendRateLimiter: shut })).toBe("done");
    expect(await handleMailMessage(reminder, { ...world, sendRateLimiter: shut })).toBe("again");
  });

  it("whose function dies while it is tried again is tried once the claim's lease is over", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T08:10");
    world.mailer.sandbox([]);
    world.mailer.next("function dies before it");
    await pass("2017-10-13T09:12");
    expect(await outcome()).toBe("claimed");
    world.queues.lose();
    await pass("2017-10-13T10:30");
    expect(mails().at(-1)).toBe(`stc 0.remind-10.unit ${STC}`);
  });

  it("goes at once to an address that was mended meanwhile", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T08:10");
    await mendAddress();
    expect(await handle(world, reminder)).toBe("done");
    expect(mails().at(-1)).toBe("stc 0.remind-10.unit moi@stc.daklak.example");
  });

  it("that is throttled at an address that was mended meanwhile waits on, and goes out without being asked for from elsewhere", async () => {
    world.mailer.sandbox([STC]);
    await pass("2017-10-13T08:10");
    await mendAddress();
    world.mailer.next("throttled");
    expect(await handle(world, reminder)).toBe("done");
    expect(await outcome()).toBe("waiting");
    await pass("2017-10-13T10:00");
    expect(mails().at(-1)).toBe("stc 0.remind-10.unit moi@stc.daklak.example");
  });

  it("is given up after thirty days, with the reason, and then nobody looks any more", async () => {
    world.mailer.sandbox([STC]);
    await ok(world, fileReport, { by: STC, body: examples.report });
    await pass("2017-10-13T09:00");
    expect(await outcome("receipt-1")).toBe("waiting");
    world.clock.moveTo(world.clock.now() + LONGEST_WAIT_MS);
    world.schedules.lose();
    await pass("2017-11-12T11:30");
    expect(await outcome("receipt-1")).toBe("skipped: not allowed to be written to for 30 days");
    expect((await issue())?.phase).toBe("settled");
  });
});

describe("the list of late units, when the supervisor's address may not be written to yet", () => {
  it("waits on its milestone, is made anew at each try, and goes out once", async () => {
    world.mailer.sandbox([SNV]);
    await goTo(world, "2017-10-30T08:05");
    await pass("2017-10-30T08:06");
    const run = () => world.register.runs.run({ ...ref, run: "ALL#escalate" });
    await pass("2017-10-30T10:00");
    expect((await run())?.letters["0.escalate.unit"]).toMatchObject({ status: "waiting", to: SNV });
    expect((await run())?.phase).toBe("watched");
    await ok(world, fileReport, { by: STC, body: examples.report });
    world.mailer.sandbox([]);
    await pass("2017-10-30T12:00");
    const lists = world.mailer.mails.filter(({ tags }) => tags["kind"] === "supervisor-letter");
    expect(lists.map(({ to }) => to)).toEqual([SNV]);
    expect(lists[0]?.letter.text).toContain("Sở Tư pháp");
    expect(lists[0]?.letter.text).not.toContain("Sở Tài chính");
    expect((await run())?.phase).toBe("settled");
  });

  it("is overtaken by the next one, which alone goes out", async () => {
    world.mailer.sandbox([SNV]);
    await goTo(world, "2017-10-30T08:05");
    await pass("2017-10-30T09:00");
    world.mailer.sandbox([]);
    world.clock.moveTo(at("2017-11-01T08:00"));
    expect(await handle(world, { kind: "supervisor-letter", ...ref, run: "ALL#escalate" })).toBe("again");
    await pass("2017-11-01T10:00");
    const lists = world.mailer.mails.filter(({ tags }) => tags["kind"] === "supervisor-letter");
    expect(lists.map(({ tags }) => tags["milestone"])).toEqual(["follow-up-2"]);
    const run = await world.register.runs.run({ ...ref, run: "ALL#escalate" });
    expect(run?.letters["0.escalate.unit"]).toMatchObject({ status: "skipped", reason: "overtaken by follow-up-2" });
    expect(run?.phase).toBe("settled");
  });
});

describe("the run that looks after a letter that waits", () => {
  const ISSUE = { ...ref, run: "ALL#issue" };

  it("is looked at an hour later if it had settled; a minute's many write once", async () => {
    const now = world.clock.now();
    await recountAgainFor(ISSUE, world);
    expect(await issue()).toMatchObject({ phase: "watched", waitedAt: now });
    const dueBefore = async (instant: number) =>
      (await world.register.runs.runsDueBefore(instant, { limit: 9 })).items.map(({ run }) => run);
    expect(await dueBefore(now + RECOUNT_WAITING_MS)).not.toContain(ISSUE.run);
    expect(await dueBefore(now + RECOUNT_WAITING_MS + 1)).toContain(ISSUE.run);
    world.clock.moveTo(now + MINUTE_MS - 1);
    await recountAgainFor(ISSUE, world);
    expect((await issue())?.waitedAt).toBe(now);
    world.clock.moveTo(now + MINUTE_MS);
    await recountAgainFor(ISSUE, world);
    expect((await issue())?.waitedAt).toBe(now + MINUTE_MS);
  });

  it("is looked at on, too, when it settles just then", async () => {
    await recountAgainFor(ISSUE, world);
    world.clock.moveTo(world.clock.now() + 2 * MINUTE_MS);
    const { runs } = world.register;
    const settling = {
      ...runs,
      watchOn: async (...asked: Parameters<typeof runs.watchOn>) => {
        settling.watchOn = runs.watchOn;
        await runs.settle(asked[0], { recountBegunAt: world.clock.now() + DAY_MS });
        return runs.watchOn(...asked);
      },
    };
    await recountAgainFor(ISSUE, { clock: world.clock, register: { ...world.register, runs: settling } });
    expect(await issue()).toMatchObject({ phase: "watched", waitedAt: world.clock.now() });
  });

  it("needs nothing while its sweep is not through, or where it is not there", async () => {
    await recountAgainFor({ ...ref, run: "ALL#remind-10" }, world);
    expect((await world.register.runs.run({ ...ref, run: "ALL#remind-10" }))?.phase).toBe("planned");
    await recountAgainFor({ ...ref, run: "ALL#remind-99" }, world);
  });
});

describe("a look of the issue, over letters that wait", () => {
  it("at thousands asks for some of them and goes on later: an account in the sandbox sends one a second", async () => {
    await goTo(world, "2017-10-13T08:01");
    const now = world.clock.now();
    const entry = {
      status: "waiting" as const,
      at: now - 3_600_000,
      since: now - 3_600_000,
      to: email(STC),
      attempt: "a",
    };
    const [stc] = (await world.register.duties.dutiesOf({ ...ref, place: lying() }, { limit: 1 })).items;
    const duty = { ...stc!, letters: { ...stc!.letters, "0.remind-10.unit": entry } };
    const { duties } = world.register;
    let pages = 0;
    const dutiesOf: typeof duties.dutiesOf = async () => {
      pages++;
      return { items: Array.from({ length: 500 }, () => duty), next: { shard: 0, after: { at: String(pages) } } };
    };
    await recountAgainFor({ ...ref, run: "ALL#issue" }, world);
    const large = { ...world, register: { ...world.register, duties: { ...duties, dutiesOf } } };
    await runMilestone({ ...ref, run: "ALL#issue" }, large, plenty);
    expect(world.queues.waiting).toHaveLength(1000);
    expect(world.queues.takeRuns()).toEqual([]);
  });
});

describe("past the day's quota", () => {
  const quotaUsedUpUntil = (wall: string) => world.mailer.quota(() => world.clock.now() < at(wall));

  it("every letter waits, off the queue and not among the dead, and goes out by itself the next day, once", async () => {
    quotaUsedUpUntil("2017-10-14T07:30");
    await pass("2017-10-13T09:30");
    for (const unit of ["stc", "stp", "ubnd-lak"])
      expect((await ledgerOf(world, unit))["0.remind-10.unit"]).toBe("waiting: past the day's quota");
    expect(world.queues.waiting).toEqual([]);
    await pass("2017-10-14T07:00");
    expect(mails()).toEqual([]);
    expect(world.queues.waiting).toEqual([]);
    await pass("2017-10-14T10:00");
    const sent = mails().filter((mail) => mail.includes("remind-10"));
    expect(sent.map((mail) => mail.split(" ")[0]).toSorted()).toEqual(["stc", "stp", "ubnd-lak", "vpub"]);
  });

  it("the others of an invocation are written down without another try; what is owed no more then is not sent", async () => {
    world.clock.moveTo(at("2017-10-13T08:00"));
    world.mailer.next("quota");
    const sendRateLimiter = newLane();
    const other = { ...reminder, unitId: unitNamed("stp").id };
    for (const message of [reminder, other])
      expect(await handleMailMessage(message, { ...world, sendRateLimiter })).toBe("done");
    expect(world.mailer.tries).toBe(1);
    expect((await ledgerOf(world, "stp"))["0.remind-10.unit"]).toBe("waiting: past the day's quota");
    expect(await handleMailMessage({ ...other, waited: true }, { ...world, sendRateLimiter })).toBe("done");
    await ok(world, fileReport, { by: STC, body: examples.report });
    await pass("2017-10-13T11:00");
    expect(await outcome()).toBe("skipped: filed");
    expect(mails().filter((mail) => mail.includes("remind-10"))).toContain(
      "stp 0.remind-10.unit vanthu@stp.daklak.example",
    );
  });

  it("a receipt comes before the reminders that have waited for longer", async () => {
    let left = 0;
    world.mailer.quota(() => left-- <= 0);
    await pass("2017-10-13T08:30");
    await ok(world, fileReport, { by: unitNamed("vpub").clerkEmail ?? "", unit: "vpub", body: examples.report });
    await pass("2017-10-13T09:00");
    expect(mails()).toEqual([]);
    left = 1;
    await pass("2017-10-13T11:00");
    expect(mails().map((mail) => mail.split(" ").slice(0, 2).join(" "))).toEqual(["vpub 0.receipt-1.unit"]);
    left = 9;
    await pass("2017-10-13T12:30");
    expect(mails().filter((mail) => mail.includes("remind-10"))).toHaveLength(3);
  });

  it("a receipt waits as well, and is sent", async () => {
    quotaUsedUpUntil("2017-10-14T07:30");
    world.clock.moveTo(at("2017-10-13T08:30"));
    await ok(world, fileReport, { by: STC, body: examples.report });
    await pass("2017-10-13T10:00");
    expect(await outcome("receipt-1")).toBe("waiting: past the day's quota");
    await pass("2017-10-14T10:00");
    expect(mails()).toContain(`stc 0.receipt-1.unit ${STC}`);
  });
});
