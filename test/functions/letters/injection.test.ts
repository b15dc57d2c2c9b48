import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { composeLetter } from "../../../functions/letters/compose-letter.ts";
import { letterInput, units } from "./season-5500.ts";
import type { LetterInput } from "../../../functions/domain/letter-text.ts";

const milestones = ["issue", "remind-5", "escalate", "follow-up-2", "receipt-1", "returned-1", "extended-1"];
const hostile = `"><script>alert('x')</script>&amp;<img src=x onerror=alert(1)>`;

/** A letter in which everything that can come from data is the given text. */
function letterOf(text: string, milestone: string): LetterInput {
  const input = letterInput({ milestone, unit: units.stp, now: "2017-10-30T08:00:00" });
  const { directive, obligation, duty, unit } = input;
  return {
    ...input,
    receiverName: text,
    unit: { ...unit, name: text, headTitle: text },
    directive: { ...directive, number: text, issuer: text, subject: text },
    obligation: {
      ...obligation,
      title: text,
      onBehalfOf: text,
      outline: [{ id: "a", title: text, task: text, figures: [{ id: "b", title: text, unit: text }] }],
    },
    duty: {
      ...duty,
      state: "returned",
      receipts: { 1: 1 },
      standing: "on-time",
      submittedAt: 0,
      reason: { text, at: 0 },
      supplement: { deadline: duty.deadline, reason: text },
      extension: {
        deadline: duty.deadline,
        previousDeadline: duty.deadline,
        reason: text,
        approvedBy: text,
        documentNumber: text,
        at: 0,
      },
    },
  };
}

describe("nothing from data becomes markup", () => {
  test.for(milestones)("in the letter %s", (milestone) => {
    for (const addressee of ["unit", "head"] as const) {
      const input = letterOf(hostile, milestone);
      const { html } = composeLetter({ ...input, letter: { ...input.letter, addressee } });
      expect(html).not.toMatch(/<script|<img/i);
      expect(html).toContain("&#60;script&#62;");
    }
  });

  test("quotes cannot leave the attribute that they stand in", () => {
    const { html } = composeLetter({ ...letterOf("x", "remind-5"), siteUrl: `https://a.example/" onclick='alert(1)'` });
    expect(html).not.toMatch(/["'] onclick=/);
    expect(html).toContain(`href="https://a.example/&#34; onclick=&#39;alert(1)&#39;/duties/`);
  });

  test("a unit's name with quotes and an apostrophe reads as it is written", () => {
    const { html, text } = composeLetter({
      ...letterOf("x", "remind-5"),
      unit: { ...units.mDrak, name: `UBND huyện "M'Đrắk"` },
    });
    expect(text).toContain(`Kính gửi: UBND huyện "M'Đrắk"\n`);
    expect(html).toContain("Kính gửi: <strong>UBND huyện &#34;M&#39;Đrắk&#34;</strong>");
  });

  test("of any text at all", () => {
    const tags = (text: string) =>
      composeLetter(letterOf(text, "issue"))
        .html.match(/<[^>]*>/g)
        ?.map((tag) => tag.split(/[\s>]/)[0]);
    const harmless = tags("x");
    fc.assert(
      fc.property(
        fc
          .string({ unit: fc.constantFrom(...Array.from("<>&\"'/!- a\n")), minLength: 1 })
          .filter((text) => text.trim() !== ""),
        (text) => {
          expect(tags(`x${text}`)).toEqual(harmless);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("nothing from data becomes a header", () => {
  test.for(milestones)("in the subject of %s", (milestone) => {
    const { subject } = composeLetter(letterOf("Báo cáo\r\nBcc: ke-xau@example.org\u2028\u0000X: y", milestone));
    expect(subject).toMatch(/^\P{Cc}+$/u);
    expect(subject).not.toMatch(/[\u2028\u2029]/);
  });

  test("a long title is cut so that the tag and the date stay", () => {
    const { subject } = composeLetter(letterOf("Báo cáo tình hình ".repeat(30), "remind-5"));
    expect(subject.length).toBeLessThanOrEqual(150);
    expect(subject).toMatch(/^\[Nhắc báo cáo\] .*… \(trước ngày 30\/10\/2017\)$/);
  });
});

describe("nothing from data rewrites the letter", () => {
  test("line breaks in a name do not begin a paragraph of their own", () => {
    const { text } = composeLetter(letterOf("Sở A\n\nKính gửi: Sở B", "remind-5"));
    expect(text).not.toMatch(/^Kính gửi: Sở B/m);
  });

  test("marks that turn the direction of writing are left out", () => {
    const { text, html } = composeLetter(letterOf("Sở \u202Epáhp ưT\u202C", "issue"));
    expect(text + html).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });
});
