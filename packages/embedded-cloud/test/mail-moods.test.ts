import { GetSendQuotaCommand, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { expect, test } from "vitest";
import { openStateDb } from "../src/state-db.ts";
import { Faults } from "../src/faults.ts";
import { SendLimits } from "../src/mail/send-limits.ts";
import { MailStore } from "../src/mail/mail-store.ts";
import { VirtualClock } from "../src/virtual-clock.ts";
import { startMs, startStandIns } from "./stand-ins.ts";

const clerk = "vanthu@snv.daklak.example";
const head = "thutruong@snv.daklak.example";
const tooFast = { name: "Throttling", message: "Maximum sending rate exceeded." };
const dayMs = 86_400_000;

async function start() {
  const local = await startStandIns();
  const send = (...Destinations: string[]) =>
    local.ses.send(
      new SendRawEmailCommand({
        Source: "dunghan@daklak.example",
        Destinations,
        RawMessage: { Data: Buffer.from("From: dunghan@daklak.example\r\n\r\nx") },
        ConfigurationSetName: "letters",
      }),
    );
  const inject = (fault: object) => expect(local.faults.inject(fault).outcome).toBe("injected");
  const told = () => local.events.takeEvents().map(({ event }) => event);
  return { ...local, send, inject, told };
}

test("past the daily quota nothing is sent, in the service's words, until 24 hours have passed", async () => {
  const { send, mails, clock, inject, told, ses } = await start();
  inject({ kind: "daily-quota", quota: 3 });
  await send(clerk);
  clock.set(startMs + dayMs / 2);
  await send(clerk);
  const refused = { name: "Throttling", message: "Daily message quota exceeded." };
  // Recipients are counted, not letters.
  await expect(send(clerk, head)).rejects.toMatchObject(refused);
  await send(head);
  await expect(send(head)).rejects.toMatchObject(refused);
  expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({ Max24HourSend: 3, SentLast24Hours: 3 });
  clock.set(startMs + dayMs);
  await send(head);
  await expect(send(head)).rejects.toMatchObject(refused);
  expect(mails.count()).toBe(4);
  expect(told()).toHaveLength(8);
});

test("more than the rate within a second is refused, and goes a second later; the rate is told", async () => {
  const { send, mails, inject, ses } = await start();
  inject({ kind: "send-rate", perSecond: 2 });
  expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({ MaxSendRate: 2 });
  const sent = await Promise.allSettled([1, 2, 3, 4, 5].map(() => send(clerk)));
  expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  const [refused] = sent.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused).toMatchObject(tooFast);
  await expect
    .poll(
      () =>
        send(clerk).then(
          () => "sent",
          () => "refused",
        ),
      { timeout: 5000, interval: 100 },
    )
    .toBe("sent");
  expect(mails.count()).toBe(3);
});

test("a rate that is to refuse so many letters refuses no more", () => {
  const stateDb = openStateDb(":memory:");
  const clock = new VirtualClock({ stateDb, startMs });
  const faults = new Faults(stateDb);
  const limits = new SendLimits({ clock, store: new MailStore({ stateDb, clock }), faults, maxSendRate: 14 });
  faults.inject({ kind: "send-rate", perSecond: 1, count: 1 });
  limits.check([clerk]);
  limits.accepted(1);
  expect(() => limits.check([clerk])).toThrow(tooFast.message);
  limits.check([clerk]);
  expect(faults.waiting()).toEqual([]);
});

test("whoever may not be written to is named as the service names a resource that is denied", async () => {
  const { send, mails, inject, told, faults } = await start();
  inject({ kind: "access-denied", address: head });
  await send(clerk);
  for (const to of [[head], [clerk, head]])
    await expect(send(...to)).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User \`arn:aws:sts::000000000000:assumed-role/local/post-worker' is not authorized to perform \`ses:SendRawEmail' on resource \`arn:aws:ses:ap-southeast-1:000000000000:identity/${head}'`,
      $metadata: { httpStatusCode: 403 },
    });
  faults.clear();
  await send(head);
  expect(mails.count()).toBe(2);
  expect(told()).toHaveLength(4);
});

test("an address on the account's suppression list is told of as sent, then as bounced, until it is taken off", async () => {
  const { send, mails, inject, told, faults } = await start();
  inject({ kind: "suppressed", address: head });
  await send(clerk, head);
  await send(head);
  const [sent, bounced, delivered] = told();
  expect([sent, delivered].map((event) => event?.["detail-type"])).toEqual(["Email Sent", "Email Delivered"]);
  expect(bounced).toMatchObject({
    "detail-type": "Email Bounced",
    detail: {
      eventType: "Bounce",
      bounce: {
        bounceType: "Permanent",
        bounceSubType: "OnAccountSuppressionList",
        bouncedRecipients: [
          {
            emailAddress: head,
            action: "failed",
            status: "5.1.1",
            diagnosticCode: expect.stringMatching(/it is on the suppression list for your account/),
          },
        ],
        reportingMTA: "dns; amazonses.com",
      },
    },
  });
  expect(mails.mailbox().map(({ outcome }) => outcome)).toEqual(["delivered", "bounced"]);
  faults.clear();
  await send(head);
  expect(mails.mailbox()[2]?.outcome).toBe("delivered");
});

test("a mail with a virus is accepted, told of as rejected, and reaches nobody", async () => {
  const { send, mails, inject, told } = await start();
  inject({ kind: "reject" });
  await send(clerk);
  const [sent, rejected, ...others] = told();
  expect(sent?.["detail-type"]).toBe("Email Sent");
  expect(rejected).toMatchObject({
    "detail-type": "Email Rejected",
    detail: { eventType: "Reject", mail: { destination: [clerk] }, reject: { reason: "Bad content" } },
  });
  expect(others).toEqual([]);
  expect(mails.mailbox()).toMatchObject([{ outcome: "bounced" }]);
});

test("a template that cannot be filled in is told of alone: the mail was never sent", async () => {
  const { send, mails, inject, told } = await start();
  inject({ kind: "rendering-failure", address: clerk });
  await send(clerk);
  expect(told()).toMatchObject([
    {
      "detail-type": "Email Rendering Failed",
      detail: {
        eventType: "Rendering Failure",
        failure: { errorMessage: expect.any(String), templateName: expect.any(String) },
      },
    },
  ]);
  expect(mails.mailbox()).toMatchObject([{ outcome: "bounced" }]);
});

test("a delayed mail is told of as delayed at once, and as delivered when it is taken", async () => {
  const { send, mails, inject, told, clock, events } = await start();
  inject({ kind: "delivery-delay", address: clerk, delaySeconds: 600 });
  await send(clerk, head);
  const [sent, delayed, delivered] = told();
  expect([sent, delivered].map((event) => event?.["detail-type"])).toEqual(["Email Sent", "Email Delivered"]);
  expect(delivered?.detail["delivery"]).toMatchObject({ recipients: [head], processingTimeMillis: 0 });
  expect(delayed).toMatchObject({
    "detail-type": "Email Delivery Delayed",
    detail: {
      eventType: "DeliveryDelay",
      deliveryDelay: {
        timestamp: "2017-07-14T01:00:00.000Z",
        delayType: "MailboxFull",
        expirationTime: "2017-07-14T15:00:00.000Z",
        delayedRecipients: [{ emailAddress: clerk, status: "4.2.2", diagnosticCode: expect.any(String) }],
      },
    },
  });
  expect(events.nextEventAt()).toBe(startMs + 600_000);
  clock.set(startMs + 600_000);
  expect(told()).toMatchObject([
    {
      time: "2017-07-14T01:10:00Z",
      detail: {
        eventType: "Delivery",
        mail: { timestamp: "2017-07-14T01:00:00.000Z" },
        delivery: { timestamp: "2017-07-14T01:10:00.000Z", processingTimeMillis: 600_000, recipients: [clerk] },
      },
    },
  ]);
  expect(mails.mailbox()).toMatchObject([{ outcome: "delivered" }]);
});

test("a mood for one address leaves the others alone", async () => {
  const { send, mails, inject } = await start();
  for (const kind of ["reject", "rendering-failure", "delivery-delay", "suppressed", "access-denied"])
    inject({ kind, address: head, count: 1 });
  await send(clerk);
  expect(mails.mailbox()).toMatchObject([{ outcome: "delivered" }]);
});
