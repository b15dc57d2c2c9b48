import { SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { SendRawEmailCommandInput } from "@aws-sdk/client-ses";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { expect } from "vitest";
import { startStandIns } from "./stand-ins.ts";

export const clerk = "vanthu@snv.daklak.example";
export const head = "thutruong@snv.daklak.example";

/** The stand-ins, and a letter that they are sent. */
export async function startMail(options: { directory?: string } = {}) {
  const local = await startStandIns(options);
  const message = await new MailComposer({
    from: "Đúng Hạn <dunghan@daklak.example>",
    to: `Văn thư <${clerk}>`,
    cc: head,
    subject: "Nhắc báo cáo “Dân vận khéo”",
    text: "Trước ngày 30/10/2017",
    html: "<p>Trước ngày 30/10/2017</p>",
    icalEvent: { filename: "bao-cao.ics", method: "PUBLISH", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" },
  })
    .compile()
    .build();
  const send = (overrides: Partial<SendRawEmailCommandInput> = {}) =>
    local.ses.send(
      new SendRawEmailCommand({
        Source: "dunghan@daklak.example",
        Destinations: [clerk],
        RawMessage: { Data: message },
        Tags: [{ Name: "attempt", Value: "a1_b-2" }],
        ConfigurationSetName: "letters",
        ...overrides,
      }),
    );
  const told = () => local.events.takeEvents().map(({ event }) => event["detail-type"]);
  const inject = (fault: object) => expect(local.faults.inject(fault).outcome).toBe("injected");
  return { ...local, message, send, told, inject };
}
