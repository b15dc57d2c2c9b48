import { describe, expect, test } from "vitest";

import { dueAt } from "../../../functions/domain/deadline.ts";
import { composeLetter } from "../../../functions/letters/compose-letter.ts";
import type { LetterInput } from "../../../functions/domain/letter-text.ts";
import { day, letterInput, units } from "./season-5500.ts";
import { season } from "./whole-season.ts";

describe("every letter", () => {
  const letters = Object.entries(season).map(([name, input]) => ({ name, input, letter: composeLetter(input) }));

  test.for(letters)("$name has a subject of one line that a mail program shows whole", ({ letter }) => {
    expect(letter.subject).toMatch(/^\[[^\]]+\] \P{Cc}+$/u);
    expect(letter.subject.length).toBeLessThanOrEqual(150);
  });

  test.for(letters)("$name links to its duty, in both of its forms", ({ letter, input: { duty } }) => {
    const link = `https://dunghan.daklak.example/duties/5500-ubnd-kgvx-2017/${duty.obligationId}/${duty.unitId}`;
    expect(letter.text).toContain(`\n${link}\n`);
    expect(letter.html).toContain(`href="${link}"`);
  });

  test.for(letters)("$name says that its link signs nobody in, and what must not be sent", ({ letter }) => {
    expect(letter.text).toContain("không tự đăng nhập");
    expect(letter.text).toContain("không tiếp nhận tài liệu chứa bí mật nhà nước");
  });

  test.for(letters)("$name loads nothing from anywhere", ({ letter }) => {
    expect(letter.html).not.toMatch(/<(img|link|script|iframe)|url\(|@import/i);
  });
});

describe("dates", () => {
  const owing = ["issue", "remind-10", "remind-0", "escalate-head", "follow-up-5"];

  test.for(owing)("%s names the date and the last working day before it", (name) => {
    const { text } = composeLetter(season[name] as LetterInput);
    expect(text).toContain("trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)");
  });

  test.for(["remind-2-extended", "extended"])("%s names the extended date and the one that it replaced", (name) => {
    const { text } = composeLetter(season[name] as LetterInput);
    expect(text).toContain("trước ngày 3/11/2017 (ngày làm việc cuối cùng: thứ Năm, 2/11/2017)");
    expect(text).toContain("Thời hạn trước gia hạn: trước ngày 30/10/2017");
  });

  test("a reminder counts the days left when it is written, so that a belated one is still true", () => {
    const written = (now: string) =>
      composeLetter(letterInput({ milestone: "remind-5", unit: units.stp, now })).subject;
    expect(written("2017-10-20T08:00:00")).toContain("còn 5 ngày làm việc");
    expect(written("2017-10-23T08:00:00")).toContain("còn 4 ngày làm việc");
    expect(written("2017-10-27T23:59:59")).toContain("hôm nay là ngày làm việc cuối cùng");
    expect(written("2017-10-28T08:00:00")).toContain("đã qua ngày làm việc cuối cùng");
    expect(written("2017-10-30T00:00:00")).toContain("quá hạn từ hôm nay");
  });

  test("on the weekend before the deadline a reminder says that a report is still in time", () => {
    const { text } = composeLetter(letterInput({ milestone: "remind-0", unit: units.stp, now: "2017-10-28T08:00:00" }));
    expect(text).toContain("Báo cáo gửi đến hết Chủ nhật, 29/10/2017 vẫn được tính là đúng hạn.");
  });

  test.for(["remind-0", "extended-1"])("so does %s on the weekend before an extension ends, in the receipt's words", (milestone) => {
    const { duty } = season["extended"] as LetterInput;
    const deadline = day("2017-11-06");
    const extension = { ...duty.extension!, deadline };
    const late = letterInput({ milestone, unit: units.stp, now: "2017-11-04T08:00:00", duty: { ...duty, deadline, extension } });
    expect(composeLetter(late).text).toContain(
      "Báo cáo gửi đến hết Chủ nhật, 5/11/2017 vẫn được tính là trong hạn gia hạn.",
    );
  });

  test("a follow-up asks for the report by the day that was promised, unless others cannot wait for it so long", () => {
    const asked = (promisedOn: string) =>
      composeLetter(
        letterInput({
          milestone: "follow-up-2",
          unit: units.krongPac,
          now: "2017-11-01T08:00:00",
          duty: { reason: { text: "Chờ số liệu", promisedOn: day(promisedOn), at: 0 } },
        }),
      ).text;
    expect(asked("2017-11-09")).toContain("gửi báo cáo chậm nhất ngày 9/11/2017 như đã hẹn");
    for (const promised of ["2017-10-31", "2017-11-01", "2017-11-10"])
      expect(asked(promised)).toContain("gửi báo cáo trong ngày hôm nay");
  });

  test.for(["issue", "remind-5", "by-hand", "returned", "escalate", "follow-up-5"])(
    "%s tells to ask for more time before the date while there is a before, and then what is done about it",
    (name) => {
      const input = season[name] as LetterInput;
      const due = dueAt(input.duty.deadline);
      const [inTime, late] = [due - 1, due].map((now) => composeLetter({ ...input, now }).text);
      expect(inTime).toContain("gia hạn trước khi hết thời hạn");
      expect(late).not.toContain("trước khi hết thời hạn");
      expect(late).toContain("ghi vào danh sách chậm báo cáo");
    },
  );

  test("a receipt shows the second of receipt and is never rounded into the next day", () => {
    expect(composeLetter(season["receipt"] as LetterInput).text).toContain(
      "23:59:59 ngày 29/10/2017 (Chủ nhật, giờ Việt Nam)",
    );
  });

  test("a receipt whose time is not known to the duty leaves it out rather than naming another", () => {
    const { filed: _, ...input } = season["receipt-supplement"] as LetterInput;
    expect(composeLetter(input).text).not.toContain("Thời điểm nhận");
  });
});

describe("whom a letter is addressed to", () => {
  test("the head's letter is addressed by post", () => {
    expect(composeLetter(season["escalate-head"] as LetterInput).text).toContain(
      "Kính gửi: Chủ tịch UBND huyện Krông Pắc\n",
    );
  });

  test("a unit whose head has no title in the register is written to as such", () => {
    const input = season["escalate-head"] as LetterInput;
    const { text } = composeLetter({ ...input, unit: { ...input.unit, headTitle: "" } });
    expect(text).toContain("Kính gửi: Thủ trưởng UBND huyện Krông Pắc\n");
  });
});

describe("what the unit has said or done", () => {
  test("a draft is named as not filed", () => {
    expect(composeLetter(season["remind-2-draft"] as LetterInput).text).toContain(
      "bản dự thảo chưa được tính là báo cáo",
    );
  });

  test("a promise that has passed is named as passed", () => {
    expect(composeLetter(season["follow-up-2"] as LetterInput).text).toContain("(hẹn gửi ngày 3/11/2017)");
    expect(composeLetter(season["follow-up-5-head"] as LetterInput).text).toContain("(ngày hẹn gửi 3/11/2017 đã qua)");
  });

  test("only the last follow-up of the ladder says that it is the last", () => {
    expect(composeLetter(season["follow-up-2"] as LetterInput).text).not.toContain("lần cuối");
    expect(composeLetter(season["follow-up-5"] as LetterInput).text).toContain("lần cuối");
  });
});

test("a milestone that has no letter is an error, not an empty letter", () => {
  expect(() => composeLetter(letterInput({ milestone: "greet", unit: units.stp, now: "2017-10-20T08:00:00" }))).toThrow(
    'There is no letter for the milestone "greet".',
  );
});
