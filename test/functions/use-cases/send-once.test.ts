import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { exemptDuty, extendDuty, fileReport } from "../api/operations.ts";
import { runKey } from "../../../functions/domain/milestone-run.ts";
import { CLAIM_LEASE_MS } from "../../../functions/domain/owed.ts";
import { findOverdueRuns } from "../../../functions/use-cases/find-overdue-runs.ts";
import { handleMailMessage } from "../../../functions/use-cases/handle-mail-message.ts";
import { runMilestone } from "../../../functions/use-cases/run-milestone.ts";
import * as examples from "../../../functions/http/examples.ts";
import type { MailMessage, UnitLetterMessage } from "../../../functions/queue/messages.ts";
import { at, ref } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { newLane } from "./fakes.ts";
import { SNV, drain, dutyIn, handle, issuedWorld, ledgerOf, named, ok, plenty, tell, wait } from "./world.ts";
import type { World } from "./world.ts";

const STC = "vanthu@stc.daklak.example";
const NAME = "0.remind-10.unit";
const LEASE_MINUTES = CLAIM_LEASE_MS / 60_000;
const reminder: UnitLetterMessage = {
  kind: "letter",
  ...ref,
  unitId: "stc" as UnitLetterMessage["unitId"],
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
  world.schedules.lose();
  world.clock.moveTo(at("2017-10-13T08:00"));
});

const outcome = async () => (await ledgerOf(world, "stc"))[NAME];
const mails = () => world.mailer.mails.map(named);
const once = [`stc ${NAME} ${STC}`];

it("a letter is claimed, sent under the claim's name and confirmed; asked for again, it is not sent again", async () => {
  expect(await handle(world, reminder)).toBe("done");
  expect(await outcome()).toBe("sent");
  expect(world.mailer.mails[0]?.tags).toEqual({
    directive: ref.directiveId,
    obligation: ref.obligationId,
    unit: "stc",
    kind: "letter",
    ladder: "0",
    milestone: "remind-10",
    addressee: "unit",
    attempt: expect.stringMatching(/^attempt\d+$/),
  });
  expect(await handle(world, reminder)).toBe("done");
  expect(mails()).toEqual(once);
});

it("two workers with the same message send one letter", async () => {
  const handled = await Promise.all([1, 2, 3].map(() => handle(world, reminder)));
  expect(handled).toContain("done");
  await wait(world, 3);
  expect(mails()).toEqual(once);
});

it("dead between claim and send: the letter waits for the lease to end, and then goes out once", async () => {
  world.mailer.next("function dies before it");
  expect(await handle(world, reminder)).toBe("died");
  expect(await outcome()).toBe("claimed");
  await wait(world, LEASE_MINUTES - 1);
  expect(mails()).toEqual([]);
  await wait(world, 3);
  expect(mails()).toEqual(once);
  expect(await outcome()).toBe("sent");
});

it("dead between send and confirm: the mail service's word closes the claim, and nothing goes out again", async () => {
  world.mailer.next("function dies after it");
  expect(await handle(world, reminder)).toBe("died");
  expect(await outcome()).toBe("claimed");
  const [mail] = world.mailer.mails;
  if (mail) await tell(world, mail, "Send");
  expect(await outcome()).toBe("sent");
  await wait(world, LEASE_MINUTES + 5);
  expect(mails()).toEqual(once);
  expect(world.queues.waiting).toEqual([]);
});

it("the answer was lost, the letter not: nobody sends again before the lease is over, and the Send event closes it", async () => {
  world.mailer.next("carried, answer lost");
  expect(await handle(world, reminder)).toBe("again");
  for (let minutes = 2; minutes < LEASE_MINUTES; minutes += 3) await wait(world, 2);
  expect(await outcome()).toBe("claimed");
  const [mail] = world.mailer.mails;
  if (mail) await tell(world, mail, "Delivery");
  expect(await outcome()).toBe("delivered");
  await wait(world, LEASE_MINUTES + 5);
  expect(mails()).toEqual(once);
});

it("the answer was lost and the letter too: it is sent anew once the lease is over", async () => {
  world.mailer.next("unknown");
  expect(await handle(world, reminder)).toBe("again");
  await wait(world, LEASE_MINUTES - 1);
  expect(mails()).toEqual([]);
  await wait(world, 3);
  expect(mails()).toEqual(once);
});

it("throttled is certainly not sent: the claim is given back, and the letter tried again within the invocation", async () => {
  world.mailer.next("throttled", "throttled");
  expect(await handle(world, reminder)).toBe("done");
  expect(mails()).toEqual(once);
  expect(await outcome()).toBe("sent");
});

it("throttled without end, a letter goes back to the queue unclaimed after a few tries", async () => {
  world.mailer.next(...Array.from({ length: 20 }, () => "throttled" as const));
  expect(await handle(world, reminder)).toBe("again");
  expect(await outcome()).toBeUndefined();
  expect(world.mailer.left).toBeGreaterThanOrEqual(14);
});

it("a unit that files while its letter waits out a throttle gets none", async () => {
  world.mailer.next("throttled");
  const throttled = world.mailer.send;
  const mailer = {
    send: async (mail: Parameters<typeof throttled>[0]) => {
      const sent = await throttled(mail);
      if (sent.outcome === "throttled") await ok(world, fileReport, { by: STC, body: examples.report });
      return sent;
    },
  };
  expect(await handleMailMessage(reminder, { ...world, mailer, sendRateLimiter: newLane() })).toBe("done");
  expect(await outcome()).toBe("skipped: filed");
  expect(mails()).toEqual([]);
});

it("once the account sends nothing, the other letters of the invocation go back unread", async () => {
  world.mailer.next("closed");
  const sendRateLimiter = newLane();
  const other = { ...reminder, unitId: "stp" as UnitLetterMessage["unitId"] };
  expect(await handleMailMessage(reminder, { ...world, sendRateLimiter })).toBe("again");
  const register = { ...world.register, directives: undefined } as unknown as World["register"];
  expect(await handleMailMessage(other, { ...world, register, sendRateLimiter })).toBe("again");
  expect(await outcome()).toBeUndefined();
  expect(mails()).toEqual([]);
});

it("a letter that the service will not take as it is holds nobody else up, and is kept", async () => {
  world.mailer.next("held");
  const sendRateLimiter = newLane();
  expect(await handleMailMessage(reminder, { ...world, sendRateLimiter })).toBe("again");
  expect(await outcome()).toBeUndefined();
  expect(await handleMailMessage({ ...reminder, unitId: "stp" as never }, { ...world, sendRateLimiter })).toBe("done");
});

it("an address that the service refuses is marked, and the letter goes to the next contact", async () => {
  world.mailer.next("refused");
  expect(await handle(world, reminder)).toBe("done");
  expect(mails()).toEqual([`stc ${NAME} vanphong@stc.daklak.example`]);
  expect(Object.values(await ledgerOf(world, "stc"))).toContain("rejected: The service says: refused.");
  expect(await outcome()).toBe("sent");
  expect((await world.register.units.unit(reminder.unitId))?.bounced).toEqual({
    [STC]: { at: world.clock.now(), why: "refused" },
  });
});

it("a unit of which the service refuses every address is unreachable, and no letter of it is left", async () => {
  world.mailer.next("refused", "refused", "refused");
  expect(await handle(world, reminder)).toBe("done");
  expect(await outcome()).toBe("skipped: no reachable address");
  expect((await dutyIn(world, "stc")).unreachable).toBe(true);
  expect(mails()).toEqual([]);
});

it.each([
  ["filed", () => ok(world, fileReport, { by: STC, body: examples.report }), "skipped: filed"],
  ["was exempted", () => ok(world, exemptDuty, { by: SNV, body: examples.exemption }), "skipped: exempt"],
  [
    "was given a date of its own",
    () => ok(world, extendDuty, { by: SNV, body: examples.extension }),
    "skipped: has a date of its own",
  ],
  [
    "has reached the next milestone",
    async () => world.clock.moveTo(at("2017-10-20T08:00")),
    "skipped: overtaken by remind-5",
  ],
] as const)(
  "a unit that %s between the sweep and the send gets no letter, and the reason is recorded",
  async (_what, act, left) => {
    const run = { ...ref, run: runKey({ ladder: 0, milestone: "remind-10", unitId: undefined }) };
    await runMilestone(run, world, () => 60_000);
    const letters = world.queues.takePost();
    expect(letters).toContainEqual(reminder);
    await act();
    for (const message of letters) await handle(world, message);
    expect(mails().filter((mail) => mail.startsWith(`stc ${NAME}`))).toEqual([]);
    expect(await outcome()).toBe(left);
  },
);

it("a unit that files while its letter is being claimed gets none", async () => {
  const [handled] = await Promise.all([
    handle(world, reminder),
    ok(world, fileReport, { by: STC, body: examples.report }),
  ]);
  expect(handled).toBe("done");
  const left = await outcome();
  expect([
    ["sent", once],
    ["skipped: filed", []],
  ]).toContainEqual([left, mails().filter((mail) => mail.includes("remind"))]);
});

it("letters that every queue lost are asked for again when the milestone is looked at, and settle", async () => {
  await runMilestone({ ...ref, run: "ALL#remind-10" }, world, () => 60_000);
  world.queues.lose();
  await wait(world, 21);
  await findOverdueRuns(world, plenty);
  await drain(world);
  await wait(world, 3);
  await findOverdueRuns(world, plenty);
  await drain(world);
  expect(mails().filter((mail) => mail.includes("remind-10"))).toHaveLength(4);
  await wait(world, 25);
  await findOverdueRuns(world, plenty);
  await drain(world);
  expect((await world.register.runs.run({ ...ref, run: "ALL#remind-10" }))?.phase).toBe("settled");
  expect(mails().filter((mail) => mail.includes("remind-10"))).toHaveLength(4);
});

it.each([
  ["a directive", { directiveId: "khong-co" }],
  ["an obligation", { obligationId: "khong-co" }],
  ["a unit", { unitId: "khong-co" }],
  ["a unit that owes nothing here", { unitId: "snv" }],
])("a message about %s that is not there is laid aside", async (_what, change) => {
  expect(await handle(world, { ...reminder, ...change } as MailMessage)).toBe("done");
  expect(mails()).toEqual([]);
});
