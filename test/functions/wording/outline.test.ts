import { describe, expect, test } from "vitest";

import { unnumbered } from "../../../functions/wording/outline.ts";

describe("the title of a part, where it is numbered anyway", () => {
  test.for([
    ["Công tác tuyên truyền", "Công tác tuyên truyền"],
    ["I. Kết quả thực hiện", "Kết quả thực hiện"],
    ["1. I. Kết quả thực hiện", "Kết quả thực hiện"],
    ["IV/ Kiến nghị", "Kiến nghị"],
    ["II - Tồn tại, hạn chế", "Tồn tại, hạn chế"],
    ["1.2) Kết quả", "Kết quả"],
    ["a) Kết quả", "Kết quả"],
    ["1- Kết quả", "Kết quả"],
    ["(2) Kết quả", "Kết quả"],
    ["(a) Kết quả", "Kết quả"],
    ["(Dự kiến) kết quả", "(Dự kiến) kết quả"],
    ["5- 10 hộ mỗi xã", "5- 10 hộ mỗi xã"],
    ["Phần I: Kết quả", "Kết quả"],
    ["Phần thứ hai. Kết quả", "Kết quả"],
    ["- Kết quả", "Kết quả"],
    ["I.", "I."],
    ["5 năm thực hiện Chỉ thị", "5 năm thực hiện Chỉ thị"],
    ["5 - 10 hộ mỗi xã", "5 - 10 hộ mỗi xã"],
    ["16.000 hộ nghèo", "16.000 hộ nghèo"],
    ["Chi bộ trong sạch", "Chi bộ trong sạch"],
    ["V/v khen thưởng", "V/v khen thưởng"],
  ])("%j reads %j", ([title, words]) => {
    expect(unnumbered(title!)).toBe(words);
  });
});
