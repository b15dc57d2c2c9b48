import { expect, test } from "vitest";
import { clerk, head, startMail } from "./mail-fixture.ts";
import { startMs } from "./stand-ins.ts";

test("a throttled mail is certainly not sent", async () => {
  const { send, mails, events, inject } = await startMail();
  inject({ kind: "throttle", address: clerk });
  await expect(send()).rejects.toMatchObject({ name: "Throttling", message: "Maximum sending rate exceeded." });
  expect(mails.mailbox()).toEqual([]);
  expect(events.takeEvents()).toEqual([]);
  await send();
  expect(mails.mailbox()).toHaveLength(1);
});

test("a lost reply leaves the sender in the dark, but the mail is sent and told of", async () => {
  const { send, mails, told, inject } = await startMail();
  inject({ kind: "lose-reply" });
  await expect(send()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(mails.mailbox()).toHaveLength(1);
  expect(told()).toEqual(["Email Sent", "Email Delivered"]);
});

test("a bounce reaches no mailbox, and is told of as permanent", async () => {
  const { send, mails, events, inject } = await startMail();
  inject({ kind: "bounce", address: "VanThu@snv.daklak.example" });
  await send();
  expect(mails.mailbox()).toMatchObject([{ outcome: "bounced", bounced: [clerk] }]);
  const [sent, bounced, ...others] = events.takeEvents().map(({ event }) => event);
  expect(sent?.["detail-type"]).toBe("Email Sent");
  expect(bounced).toMatchObject({
    "detail-type": "Email Bounced",
    detail: {
      eventType: "Bounce",
      bounce: { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients: [{ emailAddress: clerk }] },
    },
  });
  expect(others).toEqual([]);
});

test("a bounce of one recipient leaves the mail delivered to the other", async () => {
  const { send, mails, events, inject } = await startMail();
  inject({ kind: "bounce", address: clerk });
  await send({ Destinations: [clerk, head] });
  expect(mails.mailbox()).toMatchObject([{ outcome: "delivered", bounced: [clerk] }]);
  expect(events.takeEvents().map(({ event }) => event.detail["delivery"])).toContainEqual(
    expect.objectContaining({ recipients: [head] }),
  );
});

test("a soft bounce is told of as a delay, then as transient", async () => {
  const { send, events, inject } = await startMail();
  inject({ kind: "soft-bounce", address: clerk });
  await send();
  expect(events.takeEvents().map(({ event }) => event)).toMatchObject([
    { "detail-type": "Email Sent" },
    { "detail-type": "Email Delivery Delayed", detail: { eventType: "DeliveryDelay" } },
    { "detail-type": "Email Bounced", detail: { bounce: { bounceType: "Transient" } } },
  ]);
});

test("a complaint follows a delivery", async () => {
  const { send, mails, told, inject } = await startMail();
  inject({ kind: "complaint", address: clerk });
  await send();
  expect(mails.mailbox()).toMatchObject([{ outcome: "complained", complained: [clerk] }]);
  expect(told()).toEqual(["Email Sent", "Email Delivered", "Email Complaint Received"]);
});

test.each([
  ["before", 0],
  ["after", 1],
] as const)("a crash %s the mail is accepted ends its caller with %i mail sent", async (when, sent) => {
  const { send, mails, crashes, inject } = await startMail();
  inject({ kind: "crash", address: clerk, when });
  await expect(send()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(mails.mailbox()).toHaveLength(sent);
  expect(crashes).toEqual([{ caller: "post-worker", when, recipients: [clerk] }]);
});

test("events can come twice, late, or never", async () => {
  const { send, told, inject, clock } = await startMail();
  inject({ kind: "duplicate-events" });
  await send();
  expect(told()).toEqual(["Email Sent", "Email Delivered", "Email Sent", "Email Delivered"]);
  inject({ kind: "late-events", delaySeconds: 600 });
  await send();
  expect(told()).toEqual([]);
  clock.set(startMs + 600_000);
  expect(told()).toEqual(["Email Sent", "Email Delivered"]);
  inject({ kind: "lose-events" });
  await send();
  expect(told()).toEqual([]);
});

test("events are taken as many at a time as are asked for, each once, in order", async () => {
  const { send, events } = await startMail();
  for (let i = 0; i < 3; i += 1) await send();
  const first = events.takeEvents(4);
  expect(first.map(({ event }) => event["detail-type"])).toEqual([
    "Email Sent",
    "Email Delivered",
    "Email Sent",
    "Email Delivered",
  ]);
  expect(events.nextEventAt()).toBe(startMs);
  const others = events.takeEvents(4);
  expect(others).toHaveLength(2);
  expect(events.nextEventAt()).toBeUndefined();
  events.eventFailed(others[0]!.id, 60);
  expect(events.nextEventAt()).toBe(startMs + 60_000);
  expect(events.takeEvents(4)).toEqual([]);
});
