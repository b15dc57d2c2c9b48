import { describe, expect, it } from "vitest";

import { DUTY_STATES, STANDINGS } from "../../../../functions/domain/duty.ts";
import { LETTER_STATUSES } from "../../../../functions/domain/letter.ts";
import { toneOf } from "../../../../functions/domain/tone.ts";
import { letterStatusChip, stateChip } from "../../../../functions/pages/parts/state.ts";
import { legend, toneBar } from "../../../../functions/pages/parts/tone-bar.ts";
import { at, day } from "../../season.ts";
import { visitOf } from "./visit-of.ts";

const deadline = day("2017-10-30");
const inTime = at("2017-10-29T23:59:59.999");
const late = at("2017-10-30T00:00");
const vi = visitOf();
const en = visitOf({ language: "en" });

describe("a duty's colour and words", () => {
  it.each([
    ["awaiting", undefined, inTime, "grey", "Chưa bắt đầu", "Not started"],
    ["awaiting", undefined, late, "red", "Quá hạn, chưa gửi", "Overdue, not filed"],
    ["draft", undefined, inTime, "blue", "Đang soạn dự thảo", "Draft under way"],
    ["draft", undefined, late, "red", "Quá hạn, mới có dự thảo", "Overdue, only a draft"],
    ["returned", "on-time", inTime, "blue", "Đã trả lại, chờ bổ sung", "Returned, to be supplemented"],
    ["returned", "on-time", late, "red", "Quá hạn bổ sung", "Supplement overdue"],
    ["submitted", "on-time", late, "green", "Đã gửi đúng hạn", "Filed on time"],
    ["submitted", "within-extension", late, "green", "Đã gửi trong hạn gia hạn", "Filed within the extension"],
    ["submitted", "late", late, "orange", "Đã gửi muộn", "Filed late"],
    ["accepted", "on-time", late, "green", "Đã chấp nhận, gửi đúng hạn", "Accepted, filed on time"],
    ["accepted", "late", late, "orange", "Đã chấp nhận, gửi muộn", "Accepted, filed late"],
    ["exempt", undefined, late, "grey", "Được miễn", "Exempt"],
  ] as const)("%s, %s, at %d is %s: %s", (state, standing, now, tone, vietnamese, english) => {
    const duty = { state, deadline, standing };
    expect(toneOf(duty, now)).toBe(tone);
    expect(stateChip(vi, duty, now).markup).toContain(`</svg>${vietnamese}</span>`);
    expect(stateChip(en, duty, now).markup).toContain(`</svg>${english}</span>`);
  });

  it("are never the colour alone: each of the five has a sign of its own", () => {
    const signs = legend(vi).markup.match(/#i-[a-z]+/g);
    expect(signs).toEqual(["#i-done", "#i-clock", "#i-half", "#i-ring", "#i-alert"]);
  });

  it("are there for every state and standing", () => {
    for (const state of DUTY_STATES) {
      for (const standing of [undefined, ...STANDINGS]) {
        expect(stateChip(vi, { state, deadline, standing }, late).markup).toMatch(
          /<\/svg>\p{Lu}\p{Ll}[^<]+\p{Ll}<\/span>$/u,
        );
      }
    }
  });
});

describe("what became of a letter", () => {
  it("is told for every status in both languages", () => {
    const words = (visit: typeof vi) =>
      LETTER_STATUSES.map((status) => letterStatusChip(visit, status).markup.replace(/<[^>]*>/g, ""));
    expect(words(vi)).toEqual([
      "Đang gửi",
      "Đang chờ gửi",
      "Đã gửi",
      "Đã đến nơi",
      "Chưa đến, đang gửi lại",
      "Bị trả về",
      "Bị báo là thư rác",
      "Bị từ chối",
      "Không gửi",
    ]);
    expect(words(en)).toEqual([
      "Being sent",
      "Waiting",
      "Sent",
      "Delivered",
      "Delayed, tried again",
      "Came back",
      "Reported as spam",
      "Refused",
      "Not sent",
    ]);
  });
});

describe("the drawn bar", () => {
  it("fills its width by the counts, what is done first, and tells them in words", () => {
    expect(toneBar(vi, { green: 18, orange: 2, grey: 8, red: 12 }).markup).toBe(
      `<svg class="tone-bar" role="img" aria-label="Đã gửi đúng hạn: 18; Đã gửi muộn: 2; Chưa bắt đầu: 8; Quá hạn: 12">` +
        `<rect x="0%" width="45%" height="100%" fill="url(#t-green)" />` +
        `<rect x="45%" width="5%" height="100%" fill="url(#t-orange)" />` +
        `<rect x="50%" width="20%" height="100%" fill="url(#t-grey)" />` +
        `<rect x="70%" width="30%" height="100%" fill="url(#t-red)" /></svg>`,
    );
  });

  it("is empty when there is nothing to count", () => {
    expect(toneBar(vi, {}).markup).not.toMatch(/rect|NaN/);
  });
});
