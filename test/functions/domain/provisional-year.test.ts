import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isWeekend, yearOf } from "../../../functions/domain/instant.ts";
import { provisionalYear } from "../../../functions/domain/provisional-year.ts";

const shown = (year: number) => provisionalYear(year).map(({ date, name }) => `${date.slice(5)} ${name}`);

describe("a provisional year", () => {
  it("2027 has Tết's two days of the old year and three of the new, with what fell on a weekend made up", () => {
    expect(shown(2027)).toEqual([
      "01-01 Tết Dương lịch",
      "02-04 Tết Nguyên đán Đinh Mùi",
      "02-05 Tết Nguyên đán Đinh Mùi",
      "02-08 Tết Nguyên đán Đinh Mùi",
      "02-09 Tết Nguyên đán Đinh Mùi (nghỉ bù 6/2 thứ Bảy)",
      "02-10 Tết Nguyên đán Đinh Mùi (nghỉ bù 7/2 Chủ nhật)",
      "04-16 Giỗ Tổ Hùng Vương",
      "04-30 Ngày Chiến thắng",
      "05-03 Quốc tế lao động (nghỉ bù 1/5 thứ Bảy)",
      "09-01 Quốc khánh",
      "09-02 Quốc khánh",
    ]);
  });

  it("gives substitutes that meet each other, or a holiday, the next days that are free, as in 2023", () => {
    expect(shown(2023).slice(6)).toEqual([
      "05-01 Quốc tế lao động",
      "05-02 Giỗ Tổ Hùng Vương (nghỉ bù 29/4 thứ Bảy)",
      "05-03 Ngày Chiến thắng (nghỉ bù 30/4 Chủ nhật)",
      "09-01 Quốc khánh",
      "09-04 Quốc khánh (nghỉ bù 2/9 thứ Bảy)",
    ]);
  });

  it.each([
    [2029, ["09-03 Quốc khánh (nghỉ bù 1/9 thứ Bảy)", "09-04 Quốc khánh (nghỉ bù 2/9 Chủ nhật)"]],
    [2033, ["09-01 Quốc khánh", "09-02 Quốc khánh"]],
    [2030, ["09-02 Quốc khánh", "09-03 Quốc khánh (nghỉ bù 1/9 Chủ nhật)"]],
  ])("makes up for both days of National Day in %i", (year, lines) => {
    expect(shown(year).filter((line) => line.includes("Quốc khánh"))).toEqual(lines);
  });

  it("names the article of each day", () => {
    expect(provisionalYear(2026).find(({ date }) => date === "2026-04-27")).toEqual({
      date: "2026-04-27",
      status: "off",
      name: "Giỗ Tổ Hùng Vương (nghỉ bù 26/4 Chủ nhật)",
      source: "Bộ luật Lao động 2019, Điều 112(1)(e) và 111(3)",
    });
  });

  it("has eleven days off, each on a weekday of that year and with a source, whatever the year", () => {
    // In 1947, long before either was a holiday, Giỗ Tổ fell on 30/4.
    fc.assert(
      fc.property(fc.integer({ min: 1948, max: 2199 }), (year) => {
        const lines = provisionalYear(year);
        expect(new Set(lines.map(({ date }) => date)).size).toBe(11);
        expect(lines).toHaveLength(11);
        for (const { date, status, source } of lines) {
          expect([yearOf(date), isWeekend(date), status]).toEqual([year, false, "off"]);
          expect(source).toMatch(/^Bộ luật Lao động 2019, Điều 112\(1\)\((a|b|c|d|đ|e)\)( và 111\(3\))?$/);
        }
        expect(lines.map(({ date }) => date)).toEqual(lines.map(({ date }) => date).toSorted());
      }),
    );
  });
});
