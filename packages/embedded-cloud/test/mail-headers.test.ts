import { simpleParser } from "mailparser";
import MailComposer from "nodemailer/lib/mail-composer";
import { expect, test } from "vitest";

import { readMailHeaders } from "../src/mail/mail-headers.ts";

/** As mailparser reads it, which knows every form. */
async function asMailparser(raw: string | Buffer) {
  const mail = await simpleParser(raw);
  const addresses = (field: typeof mail.to) =>
    [field ?? []]
      .flat()
      .flatMap(({ value }) => value.flatMap((one) => (one.group ?? [one]).map(({ address }) => address)));
  return {
    from: addresses(mail.from),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    bcc: addresses(mail.bcc),
    subject: mail.subject ?? "",
  };
}

const message = (...fields: string[]) => `${fields.join("\r\n")}\r\n\r\nthe text, From: nobody@x.example\r\n`;
const from = "From: Sender <a@daklak.example>";

test.each([
  ["a plain message", message(from, "To: b@c.example", "Subject: Late")],
  ["several recipients", message(from, "To: b@c.example, <d@e.example>, Who Ever <f@g.example>", "Cc: h@i.example")],
  ["names in quotes, with commas", message(from, 'To: "Hanoi, People\'s Committee" <b@c.example>, d@e.example')],
  ["a group", message(from, "To: All units: b@c.example, d@e.example;")],
  ["comments", message(from, "To: b@c.example (the clerk)")],
  ["a route and quoted local part", message(from, 'To: "a b"@c.example')],
  ["folded fields", message(from, "To: b@c.example,", " d@e.example", "Subject: one", "\ttwo")],
  ["line feeds alone", message(from, "To: b@c.example", "Subject: Late").replaceAll("\r", "")],
  [
    "a subject in words of Q",
    message(from, "Subject: [1] =?UTF-8?Q?Ch=E1=BA=ADm_b=C3=A1o?= =?utf-8?q?_c=C3=A1o?= 2017"),
  ],
  ["a letter across two words", message(from, "Subject: =?UTF-8?Q?Ch=E1?= =?UTF-8?Q?=BA=ADm?=")],
  ["a subject in words of B", message(from, `Subject: =?UTF-8?B?${Buffer.from("Chậm báo cáo").toString("base64")}?=`)],
  ["another character set", message(from, "Subject: =?ISO-8859-1?Q?caf=E9?=")],
  ["two runs of words", message(from, "Subject: =?UTF-8?Q?=C3=A1?= and =?UTF-8?Q?=C3=A9?=")],
  ["no subject and no recipient", message(from)],
  ["an encoded name", message("From: =?UTF-8?Q?=C4=90=C3=BAng_H=E1=BA=A1n?= <a@daklak.example>", "Bcc: b@c.example")],
  ["no body", `${from}\r\nTo: b@c.example`],
])("the headers of %s are read as mailparser reads them", async (_, raw) => {
  expect(await readMailHeaders(Buffer.from(raw))).toEqual(await asMailparser(raw));
});

test("what nodemailer composes is read as mailparser reads it", async () => {
  for (const subject of [
    "Nhắc lần 2: báo cáo kết quả thực hiện “Dân vận khéo” (trước ngày 30/10/2017)",
    "[5500/UBND-KGVX] Báo cáo, rất dài ".repeat(6),
    "plain words only",
    "ends in ASCII: báo cáo late",
  ]) {
    const mail = new MailComposer({
      from: { name: "Đúng Hạn", address: "a@daklak.example" },
      to: [
        { name: "", address: "b@c.example" },
        { name: "Sở Nội vụ, tỉnh", address: "d@e.example" },
      ],
      subject,
      text: "Kính gửi",
    });
    const raw = await mail.compile().build();
    expect(await readMailHeaders(raw)).toEqual(await asMailparser(raw));
    expect((await readMailHeaders(raw)).subject).toBe(subject);
  }
});
