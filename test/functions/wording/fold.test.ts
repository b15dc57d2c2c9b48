import { describe, expect, it } from "vitest";

import { fold, slugOf, unitSearched } from "../../../functions/wording/fold.ts";

describe("a unit is found", () => {
  const isFound = (id: string, name: string, sought: string): boolean =>
    unitSearched({ id, name }).includes(fold(sought));

  it.each([
    ["by a part of its name, without accents", "stp", "Sở Tư pháp", "tu phap"],
    ["by the first letters of its name", "so-tu-phap", "Sở Tư pháp", "STP"],
    ["by those of its last words", "tp-bmt", "UBND thành phố Buôn Ma Thuột", "BMT"],
    ["by its id", "svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "svhttdl"],
    ["by its id, marks or not", "ubnd-ea-h-leo", "UBND huyện Ea H'leo", "eahleo"],
    ["with the letter that looks like Đ", "vpub", "Văn phòng Đăng ký đất đai", "Ðăng ký"],
  ])("%s", (_how, id, name, sought) => {
    expect(isFound(id, name, sought)).toBe(true);
  });

  it("by nothing that runs from one of these into another", () => {
    expect(isFound("stp", "Sở Tư pháp", "phapstp")).toBe(false);
  });
});

describe("an id is made of a title", () => {
  it.each([
    ["Sở Tài chính", "so-tai-chinh"],
    ["Ðiện lực", "dien-luc"],
    ["—", ""],
  ])("%s: %s", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});
