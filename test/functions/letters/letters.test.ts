import { describe, expect, test } from "vitest";

import { composeLetter } from "../../../functions/letters/compose-letter.ts";
import type { LetterInput } from "../../../functions/domain/letter-text.ts";
import { at, day, letterInput, units } from "./season-5500.ts";

const extension = {
  deadline: day("2017-11-03"),
  previousDeadline: day("2017-10-30"),
  reason: "Bổ sung số liệu của các xã vùng III",
  approvedBy: "Giám đốc Sở Nội vụ",
  documentNumber: "1520/SNV-XDCQ",
  at: at("2017-10-26T09:00:00"),
};
const extended = { deadline: extension.deadline, ladder: 1, extension };
const returned = {
  state: "returned" as const,
  revision: 1,
  standing: "on-time" as const,
  submittedAt: at("2017-09-27T11:36:00"),
  deadline: day("2017-10-21"),
  ladder: 1,
  supplement: { deadline: day("2017-10-21"), reason: "Thiếu số liệu tiếp xúc, đối thoại" },
};
const exemption = {
  number: 1,
  from: "draft" as const,
  reason: "Đơn vị mới thành lập, chưa phát sinh hoạt động",
  by: "vanthu@snv.daklak.example",
  at: at("2017-10-16T09:00:00"),
};
const reinstatement = {
  number: 2,
  revision: 0,
  reason: "Đơn vị có phát sinh hoạt động trong kỳ",
  by: "vanthu@snv.daklak.example",
  at: at("2017-10-17T09:00:00"),
};
const reason = { text: "Chờ số liệu của các xã", promisedOn: day("2017-11-03"), at: at("2017-10-31T09:00:00") };

const RECEIVED = "https://dunghan.daklak.example/received/5500-ubnd-kgvx-2017/bao-cao/stp/4lN0pQ2rS5tU7vW9xY1zA3";

/** Every kind of letter of the season: the file that holds it, whole, and what it is made of. */
const season: Record<string, LetterInput> = {
  issue: letterInput({ milestone: "issue", unit: units.stp, now: "2017-07-14T08:00:00" }),
  "issue-tong-hop": letterInput({
    milestone: "issue",
    unit: units.snv,
    obligation: "tong-hop",
    now: "2017-07-14T08:00:00",
  }),
  "remind-10": letterInput({ milestone: "remind-10", unit: units.mDrak, now: "2017-10-13T08:00:00" }),
  "remind-2-draft": letterInput({
    milestone: "remind-2",
    unit: units.lak,
    now: "2017-10-25T08:00:00",
    duty: { state: "draft" },
  }),
  "remind-0": letterInput({ milestone: "remind-0", unit: units.mDrak, now: "2017-10-27T08:00:00" }),
  "remind-2-extended": letterInput({
    milestone: "remind-2",
    unit: units.krongAna,
    now: "2017-10-31T08:00:00",
    duty: extended,
  }),
  "remind-0-returned": letterInput({
    milestone: "remind-0",
    unit: units.stc,
    now: "2017-10-20T08:00:00",
    duty: returned,
  }),
  escalate: letterInput({ milestone: "escalate", unit: units.krongPac, now: "2017-10-30T08:00:00" }),
  "escalate-head": letterInput({
    milestone: "escalate",
    unit: units.krongPac,
    addressee: "head",
    now: "2017-10-30T08:00:00",
  }),
  "follow-up-2": letterInput({
    milestone: "follow-up-2",
    unit: units.krongPac,
    now: "2017-11-01T08:00:00",
    duty: { reason },
  }),
  "follow-up-5": letterInput({ milestone: "follow-up-5", unit: units.lak, now: "2017-11-06T08:00:00" }),
  "follow-up-5-head": letterInput({
    milestone: "follow-up-5",
    unit: units.lak,
    addressee: "head",
    now: "2017-11-06T08:00:00",
    duty: { reason },
  }),
  receipt: letterInput({
    milestone: "receipt-1",
    unit: units.mDrak,
    now: "2017-10-30T00:00:02",
    duty: {
      state: "submitted",
      revision: 1,
      receipts: { 1: 31 },
      standing: "on-time",
      submittedAt: at("2017-10-29T23:59:59.999"),
    },
  }),
  "receipt-late": letterInput({
    milestone: "receipt-1",
    unit: units.krongBong,
    now: "2017-10-30T00:00:02",
    duty: {
      state: "submitted",
      revision: 1,
      receipts: { 1: 32 },
      standing: "late",
      submittedAt: at("2017-10-30T00:00:00"),
    },
  }),
  "receipt-extended": letterInput({
    milestone: "receipt-1",
    unit: units.krongAna,
    now: "2017-11-02T10:00:01",
    duty: {
      ...extended,
      state: "submitted",
      revision: 1,
      receipts: { 1: 34 },
      standing: "within-extension",
      submittedAt: at("2017-11-02T10:00:00"),
    },
  }),
  "receipt-supplement": letterInput({
    milestone: "receipt-2",
    unit: units.stc,
    now: "2017-10-18T10:15:01",
    receivedAt: "2017-10-18T10:15:00",
    duty: {
      ...returned,
      state: "submitted",
      revision: 2,
      receipts: { 1: 4, 2: 19 },
      supplement: { ...returned.supplement, standing: "on-time" },
    },
  }),
  returned: letterInput({ milestone: "returned-1", unit: units.stc, now: "2017-10-16T08:30:00", duty: returned }),
  exempted: letterInput({
    milestone: "exempted-1",
    unit: units.stp,
    now: "2017-10-16T09:00:05",
    duty: { state: "exempt", exemption },
  }),
  "exempted-returned": letterInput({
    milestone: "exempted-2",
    unit: units.stc,
    now: "2017-10-18T09:00:05",
    duty: { ...returned, state: "exempt", exemption: { ...exemption, number: 2, from: "returned" } },
  }),
  reinstated: letterInput({
    milestone: "reinstated-2",
    unit: units.stp,
    now: "2017-10-17T09:00:05",
    duty: { state: "draft", exemption, reinstatement },
  }),
  "reinstated-returned": letterInput({
    milestone: "reinstated-2",
    unit: units.stc,
    now: "2017-10-17T09:00:05",
    duty: { ...returned, exemption, reinstatement: { ...reinstatement, revision: 1 } },
  }),
  "issue-received-link": {
    ...letterInput({ milestone: "issue", unit: units.stp, now: "2017-07-14T08:00:00" }),
    receivedUrl: RECEIVED,
  },
  "by-hand": {
    ...letterInput({ milestone: "by-hand-1", unit: units.mDrak, now: "2017-10-18T09:30:00" }),
    note: "Đề nghị đơn vị gửi trước 16 giờ ngày 20/10 để Sở kịp tổng hợp phục vụ họp giao ban.\nLiên hệ: Phòng Xây dựng chính quyền.",
    receivedUrl: RECEIVED,
  },
  "by-hand-late": letterInput({ milestone: "by-hand-2", unit: units.lak, now: "2017-11-08T09:30:00" }),
  extended: letterInput({ milestone: "extended-1", unit: units.krongAna, now: "2017-10-26T09:00:00", duty: extended }),
};

describe("the letters of the season, whole", () => {
  test.for(Object.entries(season))("%s reads as its file", async ([name, input]) => {
    const { subject, text } = composeLetter(input);
    await expect(`Tiêu đề: ${subject}\n\n${text}`).toMatchFileSnapshot(`./whole/${name}.txt`);
  });
});

describe("letters as HTML, whole", () => {
  test.for(["issue", "follow-up-2"])("%s is its file", async (name) => {
    const { html } = composeLetter(season[name] as LetterInput);
    await expect(html).toMatchFileSnapshot(`./whole/${name}.html.snap`);
  });
});

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
    expect(written("2017-10-20T08:00:00")).toContain("Còn 5 ngày làm việc");
    expect(written("2017-10-23T08:00:00")).toContain("Còn 4 ngày làm việc");
    expect(written("2017-10-27T23:59:59")).toContain("Hôm nay là ngày làm việc cuối cùng");
    expect(written("2017-10-28T08:00:00")).toContain("Đã qua ngày làm việc cuối cùng");
    expect(written("2017-10-30T00:00:00")).toContain("Quá hạn từ hôm nay");
  });

  test("on the weekend before the deadline a reminder says that a report is still in time", () => {
    const { text } = composeLetter(letterInput({ milestone: "remind-0", unit: units.stp, now: "2017-10-28T08:00:00" }));
    expect(text).toContain("Báo cáo gửi đến hết Chủ nhật, 29/10/2017 vẫn được tính là đúng hạn.");
  });

  test("a receipt shows the second of receipt and is never rounded into the next day", () => {
    expect(composeLetter(season["receipt"] as LetterInput).text).toContain(
      "23:59:59 ngày 29/10/2017 (Chủ nhật, giờ Việt Nam)",
    );
  });

  test("a receipt whose time is not known to the duty leaves it out rather than naming another", () => {
    const { receivedAt: _, ...input } = season["receipt-supplement"] as LetterInput;
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
