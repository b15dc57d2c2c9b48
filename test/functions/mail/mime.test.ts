import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";

import { composeLetter } from "../../../functions/letters/compose-letter.ts";
import { composeMime } from "../../../functions/mail/mime.ts";
import type { MimeInput } from "../../../functions/mail/mime.ts";
import type { LetterText } from "../../../functions/domain/letter-text.ts";
import { composeSupervisorLetter } from "../../../functions/letters/supervisor.ts";
import { at, letterInput, units } from "../letters/season-5500.ts";
import { season } from "../letters/whole-season.ts";
import { letter as supervisorLetter } from "../letters/whole-supervisor.ts";

const letter = composeLetter(letterInput({ milestone: "issue", unit: units.mDrak, now: "2017-07-14T08:00:00" }));
const mail: MimeInput = {
  from: "dunghan@daklak.example",
  to: "vanthu@m-drak.daklak.example",
  letter,
  messageDate: at("2017-07-14T08:00:00"),
};
const bytesOf = async (input: MimeInput) => Buffer.from(await composeMime(input));
const headOf = async (input: MimeInput) => (await bytesOf(input)).toString("latin1").split("\r\n\r\n")[0] ?? "";

describe("a letter as a message", () => {
  test("is read back word for word, with its calendar entry attached", async () => {
    const parsed = await simpleParser(await bytesOf(mail));
    expect(parsed.subject).toBe(letter.subject);
    expect(parsed.text).toBe(letter.text);
    expect(parsed.html).toBe(letter.html);
    expect(parsed.from?.value).toEqual([{ name: "Đúng Hạn", address: "dunghan@daklak.example" }]);
    expect(parsed.date?.getTime()).toBe(mail.messageDate);
    expect(parsed.attachments).toHaveLength(1);
    expect(parsed.attachments[0]).toMatchObject({
      contentType: "text/calendar",
      contentDisposition: "attachment",
      filename: "han-bao-cao-5500-ubnd-kgvx-2017-bao-cao.ics",
    });
    expect(parsed.attachments[0]?.content.toString()).toBe(letter.calendarEntry?.content);
  });

  test("asks machines not to answer", async () => {
    const { headers } = await simpleParser(await bytesOf(mail));
    expect(headers.get("auto-submitted")).toBe("auto-generated");
    expect(headers.get("x-auto-response-suppress")).toBe("All");
    expect(headers.get("content-language")).toBe("vi");
  });

  test("is plain ASCII in lines that every relay takes", async () => {
    const message = await bytesOf(mail);
    expect(message.every((byte) => byte < 128)).toBe(true);
    expect(
      message
        .toString("latin1")
        .split("\r\n")
        .every((line) => line.length <= 998 && !/[\r\n]/.test(line)),
    ).toBe(true);
  });

  test("without a calendar entry has no attachment", async () => {
    const { attachments } = await simpleParser(
      await bytesOf({ ...mail, letter: { ...letter, calendarEntry: undefined } }),
    );
    expect(attachments).toEqual([]);
  });

  test("stands in the conversation of its duty, by a name that no message has, and is answered by the officer in charge", async () => {
    const { headers, inReplyTo, references, replyTo } = await simpleParser(await bytesOf(mail));
    expect(inReplyTo).toBe("<5500-ubnd-kgvx-2017.bao-cao.ubnd-m-drak@daklak.example>");
    expect(references).toBe(inReplyTo);
    expect(headers.get("thread-topic")).toMatch(/^=\?UTF-8\?Q\?5500\/UBND-KGVX/);
    expect(replyTo?.value).toEqual([{ name: "", address: "dau-moi@snv.daklak.example" }]);
  });

  test("every letter about a duty stands in one conversation, whatever its subject; another unit's in another", async () => {
    const conversationOf = async (one: LetterText) => {
      const { headers, references } = await simpleParser(await bytesOf({ ...mail, letter: one }));
      return { references, topic: headers.get("thread-topic") };
    };
    const ofUnit = Object.values(season).filter(
      ({ unit, obligation }) => unit === units.stc && obligation.id === "bao-cao",
    );
    const [first, ...others] = await Promise.all(ofUnit.map((input) => conversationOf(composeLetter(input))));
    expect(first?.references).toBe("<5500-ubnd-kgvx-2017.bao-cao.stc@daklak.example>");
    expect(others).toEqual(others.map(() => first));
    expect(others.length).toBeGreaterThan(2);
    expect((await conversationOf(letter)).references).not.toBe(first?.references);
    const { references } = await conversationOf(composeSupervisorLetter(supervisorLetter));
    expect(references).toBe("<5500-ubnd-kgvx-2017.bao-cao@daklak.example>");
  });

  test.for(["PUBLISH", "CANCEL"] as const)(
    "names the method of its calendar entry, %s, with the part, too",
    async (method) => {
      const { issue, receipt } = season;
      const bytes = await bytesOf({ ...mail, letter: composeLetter((method === "CANCEL" ? receipt : issue)!) });
      expect(bytes.toString("latin1").replaceAll("\r\n ", " ")).toMatch(
        new RegExp(`^Content-Type: text/calendar; charset=utf-8; method=${method}; name=`, "m"),
      );
      const [entry] = (await simpleParser(bytes)).attachments;
      expect(entry?.content.toString()).toContain(`\r\nMETHOD:${method}\r\n`);
    },
  );

  test("without an officer in charge nobody is named who would read an answer", async () => {
    const { replyTo: _, ...unanswered } = letter;
    expect((await simpleParser(await bytesOf({ ...mail, letter: unanswered }))).replyTo).toBeUndefined();
  });

  test("carries copies, further headers and a Message-ID made of the attempt", async () => {
    const head = await headOf({
      ...mail,
      cc: ["lanhdao@m-drak.daklak.example"],
      headers: { "X-SES-CONFIGURATION-SET": "thu" },
      messageIdSeed: "0.issue.unit/a b",
    });
    expect(head).toMatch(/^Cc: lanhdao@m-drak\.daklak\.example\r$/m);
    expect(head).toMatch(/^X-SES-CONFIGURATION-SET: thu\r$/im);
    expect(head).toContain("Message-ID: <0.issue.unit-a-b@daklak.example>");
  });
});

describe("nothing becomes a header that is not one", () => {
  test("line breaks in a subject stay within the subject", async () => {
    const head = await headOf({ ...mail, letter: { ...letter, subject: "Nhắc\r\nBcc: ke-xau@example.org" } });
    expect(head).not.toMatch(/^Bcc:/im);
  });

  test("line breaks in a header's value become spaces", async () => {
    const head = await headOf({ ...mail, headers: { "X-Unit": "stp\r\nBcc: ke-xau@example.org" } });
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head).toMatch(/^X-Unit: stp Bcc: ke-xau@example\.org\r$/m);
  });

  test.for(["a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "Tên <a@b.example>", "", "a@b@c"])(
    "the address %j is refused",
    async (to) => {
      await expect(composeMime({ ...mail, to })).rejects.toThrow("A mail address is one mailbox");
    },
  );

  test("a header's name with a header in it is refused", async () => {
    await expect(composeMime({ ...mail, headers: { "X: y\r\nBcc": "z" } })).rejects.toThrow(
      "A header's name is letters",
    );
  });
});
