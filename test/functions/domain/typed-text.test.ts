import { describe, expect, it } from "vitest";

import { line, written } from "../../../functions/domain/text.ts";
import { asKept, lostLetters } from "../../../functions/domain/typed-text.ts";

describe("a text is kept", () => {
  it.each([
    ["in one Unicode form", "Sở Tài chính".normalize("NFD"), "Sở Tài chính"],
    ["without characters that nobody sees", "Bu\u00ADôn\u200B Đôn\uFEFF", "Buôn Đôn"],
    ["with the bullets of Word as every program shows them", "\uF0B7 một\n\uF0A7 hai", "• một\n▪ hai"],
    ["with Đ for the letters that look like it", "Ðăk Lăk, Ɖắk Nông, xã ðó", "Đăk Lăk, Đắk Nông, xã đó"],
    ["with its columns, lines and hard spaces", "Chỉ tiêu\t1\u00A0000\r\nhai", "Chỉ tiêu\t1\u00A0000\r\nhai"],
  ])("%s", (_how, typed, kept) => {
    expect(asKept(typed)).toBe(kept);
  });

  it("and counted as it is kept: two hundred letters with their accents apart are two hundred", () => {
    const apart = "ế".repeat(200).normalize("NFD");
    expect(apart).toHaveLength(600);
    expect(written(200).safeParse(apart)).toMatchObject({ success: true, data: "ế".repeat(200) });
    expect(written(200).safeParse(`${apart}x`).success).toBe(false);
    expect(line(200).safeParse(`${apart}\u200B `)).toMatchObject({ success: true, data: "ế".repeat(200) });
  });

  it("a line does not turn the direction of writing", () => {
    expect(line(200).safeParse("a\u202Eb")).toMatchObject({ success: false });
  });
});

describe("a name has lost its letters", () => {
  it.each([
    ["UBND huy?n Krông Búk", "question-marks"],
    ["Sở N\uFFFDi vụ", "question-marks"],
    ["Së Néi vô", "TCVN3"],
    ["Thµnh phè Bu«n Ma Thuét", "TCVN3"],
    ["Sôû Noäi vuï", "VNI"],
    ["Thaønh phoá Buoân Ma Thuoät", "VNI"],
  ])("%s: %s", (name, lost) => {
    expect(lostLetters(name)).toBe(lost);
  });

  it.each([
    "UBND huyện Ea H'leo",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Buôn Kñăm",
    "Đài PT-TH (ĐLTV)",
    "Ban QLDA ?",
    "ÔNG BÀ Ỷ Ỵ ã õ ũ",
  ])("not in %s", (name) => {
    expect(lostLetters(name)).toBeUndefined();
  });
});
