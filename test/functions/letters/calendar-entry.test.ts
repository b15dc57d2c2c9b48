import { afterEach, describe, expect, test } from "vitest";

import { composeLetter } from "../../../functions/letters/compose-letter.ts";
import { day, letterInput, units } from "./season-5500.ts";
import type { LetterInput } from "../../../functions/domain/letter-text.ts";

const issue = letterInput({ milestone: "issue", unit: units.mDrak, now: "2017-07-14T08:00:00" });

/** Properties of a calendar file, unfolded, by name without parameters; the last one of a name wins. */
function propertiesOf(input: LetterInput): Record<string, string> {
  const lines = (composeLetter(input).calendarEntry?.content ?? "").replaceAll("\r\n ", "").split("\r\n");
  return Object.fromEntries(lines.map((line) => [line.split(/[;:]/)[0], line.slice(line.indexOf(":") + 1)]));
}

describe("the calendar entry of a duty", () => {
  test("is the whole target day, published, and rings at eight o'clock in Viet Nam", () => {
    expect(propertiesOf(issue)).toMatchObject({
      METHOD: "PUBLISH",
      DTSTART: "20171027",
      DTEND: "20171028",
      DTSTAMP: "20170714T010000Z",
      TRIGGER: "20171027T010000Z",
      TRANSP: "TRANSPARENT",
    });
  });

  test("is the same entry after an extension, at a later date, so that calendars replace it", () => {
    const later = { deadline: day("2017-11-03"), ladder: 1, sequence: 1 };
    const extended = propertiesOf({
      ...issue,
      letter: { ...issue.letter, milestone: "extended-1" },
      duty: { ...issue.duty, ...later },
    });
    expect(extended["UID"]).toBe("5500-ubnd-kgvx-2017.bao-cao.ubnd-m-drak@dung-han");
    expect(extended["UID"]).toBe(propertiesOf(issue)["UID"]);
    expect(extended).toMatchObject({ SEQUENCE: "1", DTSTART: "20171102" });
    expect(propertiesOf(issue)["SEQUENCE"]).toBe("0");
  });

  test("a title cannot begin another entry", () => {
    const obligation = { ...issue.obligation, title: "Báo cáo\r\nEND:VEVENT\r\nBEGIN:VEVENT" };
    const { content } = composeLetter({ ...issue, obligation }).calendarEntry ?? { content: "" };
    expect(content.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  });

  describe("wherever the program runs", () => {
    const zone = process.env["TZ"];
    afterEach(() => {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    });

    test.for(["America/Los_Angeles", "Pacific/Kiritimati", "UTC"])("on a host in %s it is the same", (host) => {
      const here = composeLetter(issue);
      process.env["TZ"] = host;
      expect(composeLetter(issue)).toEqual(here);
    });
  });
});
