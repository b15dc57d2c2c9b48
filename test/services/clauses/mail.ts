import { GetSendQuotaCommand, SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { SendRawEmailCommandInput } from "@aws-sdk/client-ses";

import { simpleParser } from "mailparser";

import { EmailSchema } from "../../../functions/domain/ids.ts";
import { parseInstant } from "../../../functions/domain/instant.ts";
import { sesMailer } from "../../../functions/mail/ses-mailer.ts";
import { refusalOf } from "../clause.ts";
import type { Clause } from "../clause.ts";
import { resources } from "../services.ts";
import type { Services } from "../services.ts";

const api = "https://docs.aws.amazon.com/ses/latest/APIReference";
const guide = "https://docs.aws.amazon.com/ses/latest/dg";
const sender = `dunghan@${resources.domain}`;
const clerk = "vanthu@snv.daklak.example";
const set = resources.configurationSet;
const letter = { subject: "Nhắc báo cáo “Dân vận khéo”", text: "Trước ngày 30/10", html: "<p>Trước ngày 30/10</p>" };
const tags = { kind: "letter", attempt: "a1_b-2" };
const at = parseInstant("2017-10-13T08:00:00+07:00");

/** A letter by the program's own mailer: the outcome. */
async function outcomeOf(
  { ses }: Services,
  { to = clerk, from = sender, configurationSet = set, ...changed }: Record<string, string> = {},
): Promise<string> {
  const mailer = sesMailer({ sender: from, configurationSet }, ses);
  const mail = { to: to as typeof EmailSchema._zod.output, letter, tags: { ...tags, ...changed }, at };
  return (await mailer.send(mail)).outcome;
}

const raw = (text: string) => ({ RawMessage: { Data: Buffer.from(text) } });
const plain = raw(`From: ${sender}\r\nTo: ${clerk}\r\nSubject: x\r\n\r\nx`);
const sendRaw = ({ ses }: Services, changed: Partial<SendRawEmailCommandInput> = {}) =>
  ses.send(new SendRawEmailCommand({ ...plain, Source: sender, Destinations: [clerk], ...changed }));

/** A refusal of a raw mail, and how many mails were taken. */
async function refusal(services: Services, changed: Partial<SendRawEmailCommandInput>): Promise<[string, number]> {
  return [await refusalOf(sendRaw(services, changed)), (await services.mails()).length];
}

export const mailClauses: readonly Clause[] = [
  {
    title: "a letter is taken as it was written, and has an id",
    source: `${api}/API_SendRawEmail.html`,
    see: async (services) => {
      const mailer = sesMailer({ sender, configurationSet: set }, services.ses);
      const sent = await mailer.send({ to: EmailSchema.parse(clerk), letter, tags, at });
      const [mail] = await services.mails();
      const message = await simpleParser(mail?.raw ?? "");
      const { subject, from, text, date } = message;
      const id = sent.outcome === "sent" ? typeof sent.messageId : "none";
      return [sent.outcome, id, subject, from?.text, text?.trim(), date?.toISOString()];
    },
    expected: ["sent", "string", letter.subject, `"Đúng Hạn" <${sender}>`, letter.text, "2017-10-13T01:00:00.000Z"],
  },
  {
    title: "a mail goes to whom its envelope names, whoever stands in its headers",
    source: `${api}/API_SendRawEmail.html`,
    see: async (services) => {
      await sendRaw(services, { Destinations: ["khac@bmt.daklak.example"] });
      return (await services.mails()).map(({ recipients }) => recipients);
    },
    expected: [["khac@bmt.daklak.example"]],
  },
  {
    title: "a mail without an envelope goes to whom its headers name",
    source: `${api}/API_SendRawEmail.html`,
    see: async (services) => {
      await sendRaw(services, { Source: undefined, Destinations: undefined });
      return (await services.mails()).map(({ recipients }) => recipients);
    },
    expected: [[clerk]],
  },
  {
    title: "a sender that is not verified stops the letters, and so does a From",
    source: `${guide}/troubleshoot-error-messages.html`,
    see: async (services) => [
      await outcomeOf(services, { from: "dunghan@elsewhere.example" }),
      await refusalOf(sendRaw(services, { Source: "a@elsewhere.example" })),
      await refusalOf(sendRaw(services, raw(`From: a@elsewhere.example\r\nTo: ${clerk}\r\n\r\nx`))),
      (await services.mails()).length,
    ],
    expected: ["closed", "MessageRejected", "MessageRejected", 0],
  },
  {
    title: "a verified domain lets its subdomains write, and any address of it",
    source: `${guide}/creating-identities.html`,
    see: async (services) => [
      await outcomeOf(services, { from: "dunghan@snv.daklak.example" }),
      await outcomeOf(services, { from: "dunghan@notdaklak.example" }),
    ],
    expected: ["sent", "closed"],
  },
  {
    title: "a configuration set that is not there stops the letters",
    source: `${api}/API_SendRawEmail.html`,
    see: async (services) => [
      await outcomeOf(services, { configurationSet: "none" }),
      ...(await refusal(services, { ConfigurationSetName: "none" })),
    ],
    expected: ["closed", "ConfigurationSetDoesNotExistException", 0],
  },
  {
    title: "an address that is none is given up",
    source: `${guide}/troubleshoot-error-messages.html`,
    see: async (services) => [
      await refusal(services, { Destinations: ["vanthu"] }),
      await refusal(services, { Destinations: ["văn-thư@snv.daklak.example"] }),
      await refusal(services, { Destinations: ["van thu@snv.daklak.example"] }),
    ],
    expected: [
      ["InvalidParameterValue", 0],
      ["InvalidParameterValue", 0],
      ["InvalidParameterValue", 0],
    ],
  },
  {
    title: "a mail is for 50 at most",
    source: `${guide}/quotas.html`,
    see: async (services) => {
      const clerks = (count: number) => Array.from({ length: count }, (_, i) => `vt${i}@snv.daklak.example`);
      return [
        await refusalOf(sendRaw(services, { Destinations: clerks(51) })),
        await refusalOf(sendRaw(services, { Destinations: clerks(50) })),
      ];
    },
    expected: ["InvalidParameterValue", "done"],
  },
  {
    title: "a tag has letters, digits, _ and - only, and is never empty",
    source: `${api}/API_MessageTag.html`,
    see: async (services) => [
      await outcomeOf(services, { milestone: "remind-10" }),
      await outcomeOf(services, { milestone: "remind.10" }),
      await outcomeOf(services, { milestone: "" }),
      await outcomeOf(services, { milestone: "a".repeat(257) }),
    ],
    expected: ["sent", "held", "held", "held"],
  },
  {
    title: "a message breaks no rule of RFC 5322: one From, one subject, ASCII alone, no line over 998",
    source: `${guide}/send-email-raw.html`,
    see: async (services) => {
      const from = `From: ${sender}\r\n`;
      const wrong = [
        "Subject: a\r\n\r\nx",
        `${from}Subject: a\r\nSubject: b\r\n\r\nx`,
        `${from}Subject: Nhắc\r\n\r\nx`,
        `${from}\r\n${"x".repeat(999)}`,
      ];
      const refused: string[] = [];
      for (const text of wrong) refused.push(await refusalOf(sendRaw(services, raw(text))));
      return [refused, (await services.mails()).length];
    },
    expected: [Array.from({ length: 4 }, () => "InvalidParameterValue"), 0],
  },
  {
    title: "a message of 10 MB goes through, and one of more does not",
    source: `${guide}/quotas.html`,
    see: async (services) => {
      const of = (bytes: number) => {
        const head = `From: ${sender}\r\n\r\n`;
        const lines = Math.ceil((bytes - head.length) / 100);
        return raw((head + `${"x".repeat(98)}\r\n`.repeat(lines)).slice(0, bytes));
      };
      return [
        await refusalOf(sendRaw(services, of(10 * 1024 * 1024))),
        await refusalOf(sendRaw(services, of(10 * 1024 * 1024 + 1))),
      ];
    },
    expected: ["done", "InvalidParameterValue"],
  },
  {
    title: "the quota counts recipients, of the last 24 hours",
    source: `${guide}/manage-sending-quotas.html`,
    see: async (services) => {
      await sendRaw(services);
      await sendRaw(services, { Destinations: [clerk, "thutruong@snv.daklak.example"] });
      return (await services.ses.send(new GetSendQuotaCommand({}))).SentLast24Hours;
    },
    expected: 3,
  },
];
