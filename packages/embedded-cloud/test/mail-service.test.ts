import { mailbox, openLetter } from "../src/mail/local-mailbox.ts";
import { GetSendQuotaCommand, VerifyEmailIdentityCommand } from "@aws-sdk/client-ses";
import type { SendRawEmailCommandInput } from "@aws-sdk/client-ses";
import { expect, test } from "vitest";
import { clerk, head, startMail } from "./mail-fixture.ts";
import { startMs, temporaryDirectory } from "./stand-ins.ts";

const raw = (text: string) => ({ RawMessage: { Data: Buffer.from(text) } });

test("an accepted mail lies in the mailbox as it was written, with its tags", async () => {
  const { send, mails, message } = await startMail();
  const { MessageId } = await send();
  const [mail] = mails.mailbox();
  expect(mail).toMatchObject({
    messageId: MessageId,
    at: "2017-07-14T01:00:00.000Z",
    outcome: "delivered",
    recipients: [clerk],
    from: "dunghan@daklak.example",
    to: [clerk],
    cc: [head],
    subject: "Nhắc báo cáo “Dân vận khéo”",
    tags: { attempt: "a1_b-2" },
  });
  expect(mails.raw(mail!.id)).toEqual(message);
  const [letter] = mailbox(mails);
  const { text, html, attachments } = await openLetter(mails, letter!);
  expect(text).toContain("Trước ngày 30/10/2017");
  expect(html).toContain("<p>Trước ngày 30/10/2017</p>");
  expect(attachments.map((attached) => attached.text)).toContainEqual(expect.stringContaining("BEGIN:VCALENDAR"));
});

test("each mail is there again to the byte, however many there were since", async () => {
  const directory = temporaryDirectory();
  const local = await startMail({ directory });
  const { mails, stateDb } = local;
  const letter = {
    messageId: "m",
    recipients: [clerk],
    from: "a@daklak.example",
    to: [clerk],
    cc: [],
    subject: "",
    tags: {},
    configurationSet: null,
    bounced: [],
    complained: [],
  };
  const raws = Array.from({ length: 150 }, (_, i) => Buffer.from(`${i}: ${"Kính gửi ".repeat(i % 7)}\u0000`));
  for (const bytes of raws) mails.add(letter, bytes);
  expect(raws.map((_, i) => mails.raw(i + 1))).toEqual(raws);
  expect(mails.raw(151)).toBeUndefined();
  // Those that are many lie packed.
  expect(stateDb.prepare("SELECT count(*) AS loose FROM mail WHERE raw IS NOT NULL").get()).toEqual({ loose: 22 });
  await local.stop();
  const again = await startMail({ directory });
  expect(raws.map((_, i) => again.mails.raw(i + 1))).toEqual(raws);
});

test("the envelope decides who gets it; without one, the headers", async () => {
  const { send, mails } = await startMail();
  await send({ Destinations: ["khac@bmt.daklak.example"] });
  await send({ Destinations: undefined });
  expect(mails.mailbox().map(({ recipients }) => recipients)).toEqual([["khac@bmt.daklak.example"], [clerk, head]]);
});

test("the mailbox is listed from an instant on", async () => {
  const { send, mails, clock } = await startMail();
  await send();
  clock.set(startMs + 1000);
  await send();
  expect(mails.mailbox({ sinceMs: startMs + 1 }).map(({ at }) => at)).toEqual(["2017-07-14T01:00:01.000Z"]);
});

test("a delivered mail is told of as sent, then as delivered, with its tags", async () => {
  const { send, events } = await startMail();
  const { MessageId } = await send();
  const [sent, delivered] = events.takeEvents().map(({ event }) => event);
  expect(sent).toMatchObject({
    source: "aws.ses",
    "detail-type": "Email Sent",
    time: "2017-07-14T01:00:00Z",
    detail: {
      eventType: "Send",
      mail: {
        messageId: MessageId,
        timestamp: "2017-07-14T01:00:00.000Z",
        source: "dunghan@daklak.example",
        destination: [clerk],
        tags: { attempt: ["a1_b-2"], "ses:configuration-set": ["letters"] },
      },
      send: {},
    },
  });
  expect(delivered).toMatchObject({
    "detail-type": "Email Delivered",
    detail: { eventType: "Delivery", delivery: { recipients: [clerk] } },
  });
});

test("in the sandbox an address that is not verified is refused in the service's words, and nothing is told of it", async () => {
  const { send, mails, events, inject, faults } = await startMail();
  inject({ kind: "sandbox", address: head });
  await send();
  for (const Destinations of [[head], [clerk, head]])
    await expect(send({ Destinations })).rejects.toMatchObject({
      name: "MessageRejected",
      message: `Email address is not verified. The following identities failed the check in region AP-SOUTHEAST-1: ${head}`,
    });
  faults.clear();
  await send({ Destinations: [head] });
  expect(mails.mailbox().map(({ recipients }) => recipients)).toEqual([[clerk], [head]]);
  expect(events.takeEvents()).toHaveLength(4);
});

test("a mail without a configuration set is sent, and nothing is told of it", async () => {
  const { send, mails, events } = await startMail();
  await send({ ConfigurationSetName: undefined });
  expect(mails.mailbox()).toHaveLength(1);
  expect(events.takeEvents()).toEqual([]);
});

test("events that were not done when the process died come again; those that were do not", async () => {
  const directory = temporaryDirectory();
  const before = await startMail({ directory });
  await before.send();
  const [sent] = before.events.takeEvents();
  expect(before.events.takeEvents()).toEqual([]);
  before.events.eventDone(sent!.id);
  await before.stop();
  const after = await startMail({ directory });
  expect(after.told()).toEqual(["Email Delivered"]);
  expect(after.mails.mailbox()).toHaveLength(1);
});

test("an event whose consumer failed comes again after its delay", async () => {
  const { send, events, clock } = await startMail();
  await send();
  const [first, second] = events.takeEvents();
  events.eventDone(second!.id);
  events.eventFailed(first!.id, 60);
  expect(events.takeEvents()).toEqual([]);
  expect(events.nextEventAt()).toBe(startMs + 60_000);
  clock.set(startMs + 60_000);
  expect(events.takeEvents()).toEqual([first]);
  expect(events.nextEventAt()).toBeUndefined();
});

test.each<[string, Partial<SendRawEmailCommandInput>, string, string]>([
  ["a sender that is not verified", { Source: "a@elsewhere.example" }, "MessageRejected", "a@elsewhere.example"],
  ["a From that is not verified", raw("From: a@b.example\r\n\r\nx"), "MessageRejected", "a@b.example"],
  ["an unknown configuration set", { ConfigurationSetName: "no" }, "ConfigurationSetDoesNotExistException", "<no>"],
  [
    "51 recipients",
    { Destinations: Array.from({ length: 51 }, (_, at) => `a${at}@b.example`) },
    "InvalidParameterValue",
    "exceeds 50",
  ],
  ["a recipient without a domain", { Destinations: ["vanthu"] }, "InvalidParameterValue", "Missing final '@domain'"],
  [
    "a recipient with a line break",
    { Destinations: ["a@b.example\r\nBcc: c@d.example"] },
    "InvalidParameterValue",
    "Illegal address",
  ],
  ["a tag with a dot", { Tags: [{ Name: "letter", Value: "0.remind" }] }, "InvalidParameterValue", "<0.remind>"],
  ["an empty tag", { Tags: [{ Name: "letter", Value: "" }] }, "InvalidParameterValue", "Tag value <>"],
  [
    "two subjects",
    raw("From: a@daklak.example\r\nSubject: a\r\nSubject: b\r\n\r\nx"),
    "InvalidParameterValue",
    "Duplicate header 'subject'",
  ],
  ["no From", raw("Subject: a\r\n\r\nx"), "InvalidParameterValue", "Missing required header 'From'"],
  [
    "a header that is not ASCII",
    raw("From: a@daklak.example\r\nSubject: Nhắc\r\n\r\nx"),
    "InvalidParameterValue",
    "not ASCII",
  ],
  ["a line of 999 characters", raw(`From: a@daklak.example\r\n\r\n${"x".repeat(999)}`), "InvalidParameterValue", "998"],
  [
    "more than 10 MB",
    raw(`From: a@daklak.example\r\n\r\n${"x\r\n".repeat(3_500_000)}`),
    "InvalidParameterValue",
    "10485760",
  ],
])("%s is refused, and nothing is sent", async (_, overrides, name, message) => {
  const { send, mails, events } = await startMail();
  await expect(send(overrides)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  expect(mails.mailbox()).toEqual([]);
  expect(events.takeEvents()).toEqual([]);
});

test("the quota is told; an operation that is not known is refused by name", async () => {
  const { ses, send } = await startMail();
  await send();
  expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({ MaxSendRate: 14, SentLast24Hours: 1 });
  await expect(ses.send(new VerifyEmailIdentityCommand({ EmailAddress: clerk }))).rejects.toMatchObject({
    name: "InvalidAction",
    message: expect.stringContaining("VerifyEmailIdentity"),
  });
});
