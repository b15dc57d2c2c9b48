import { describe, expect, it } from "vitest";

import { composeMime } from "../../../functions/mail/mime.ts";
import type { MimeInput } from "../../../functions/mail/mime.ts";
import { bundleSource, load } from "../bundles.ts";
import { EmailSchema } from "../../../functions/domain/ids.ts";

const bundled = load(bundleSource(`export { composeMime } from "./mail/mime.ts";`)) as {
  composeMime: typeof composeMime;
};

const letter = {
  subject: "Nhắc báo cáo: còn 5 ngày làm việc",
  text: "Kính gửi đơn vị,\n\nThời hạn: trước ngày 30/10/2017.\n",
  html: "<p>Kính gửi đơn vị,</p>",
};
const mail: MimeInput = {
  from: "dunghan@daklak.example",
  to: "vanthu@m-drak.daklak.example",
  letter,
  messageDate: Date.parse("2017-10-20T08:00:00+07:00"),
  messageIdSeed: "mot-lan",
};
const withCalendarEntry = {
  ...letter,
  calendarEntry: { filename: "han-bao-cao.ics", content: "BEGIN:VCALENDAR\r\n", method: "CANCEL" },
} as const;
const inThread = {
  ...letter,
  thread: { name: "5500.bao-cao.stp", topic: "5500/UBND-KGVX: Báo cáo" },
  replyTo: EmailSchema.parse("dau-moi@snv.tinh.example"),
};

/** A part's boundary is random; all else is as it is written. */
const written = (message: Uint8Array) =>
  Buffer.from(message)
    .toString()
    .replaceAll(/--_NmP-\w+/g, "--_NmP");

describe("a letter that is composed in a bundle", () => {
  it.each<[string, MimeInput]>([
    ["text and HTML", mail],
    ["with a calendar entry", { ...mail, letter: withCalendarEntry }],
    ["in a conversation, with somebody to answer", { ...mail, letter: inThread }],
    ["to several", { ...mail, to: ["a@so.tinh.example", "b@so.tinh.example"], cc: "c@xn--phng-8qa.example" }],
    ["to a name with letters of its own", { ...mail, to: "vanthu@phòng.tỉnh.example" }],
    ["with a header of the mail service", { ...mail, headers: { "X-SES-MESSAGE-TAGS": "letter=nhac" } }],
  ])("is the same, byte for byte: %s", async (_, input) => {
    const composed = written(await bundled.composeMime(input));
    expect(composed).toContain("Message-ID: <mot-lan@daklak.example>");
    expect(composed).toBe(written(await composeMime(input)));
  });

  it("is refused an address that is none, as outside", async () => {
    await expect(bundled.composeMime({ ...mail, to: "a@b.example, c@d.example" })).rejects.toThrow(
      "A mail address is one mailbox",
    );
  });
});
