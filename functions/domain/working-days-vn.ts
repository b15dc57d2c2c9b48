import { LocalDateSchema } from "./instant.ts";
import { calendarOf } from "./working-days.ts";

/**
 * The years that are final from the first day, one line a day off or day swapped, each with its source. Any other year is
 * provisional until the home unit makes it final from the official notice.
 */
const lines: readonly (readonly [date: string, status: "off" | "worked", name: string, source: string])[] = [
  ["2017-01-02", "off", "Tết Dương lịch (nghỉ bù 1/1 Chủ nhật)", "Bộ luật Lao động 2012, Điều 115(1)(a) và (3)"],
  ["2017-01-26", "off", "Tết Nguyên đán Đinh Dậu", "Bộ luật Lao động 2012, Điều 115(1)(b)"],
  ["2017-01-27", "off", "Tết Nguyên đán Đinh Dậu", "Bộ luật Lao động 2012, Điều 115(1)(b)"],
  ["2017-01-30", "off", "Tết Nguyên đán Đinh Dậu", "Bộ luật Lao động 2012, Điều 115(1)(b)"],
  ["2017-01-31", "off", "Tết Nguyên đán Đinh Dậu (nghỉ bù)", "Bộ luật Lao động 2012, Điều 115(3)"],
  ["2017-02-01", "off", "Tết Nguyên đán Đinh Dậu (nghỉ bù)", "Bộ luật Lao động 2012, Điều 115(3)"],
  ["2017-04-06", "off", "Giỗ Tổ Hùng Vương", "Bộ luật Lao động 2012, Điều 115(1)(g)"],
  ["2017-05-01", "off", "Quốc tế lao động", "Bộ luật Lao động 2012, Điều 115(1)(d)"],
  ["2017-05-02", "off", "Ngày Chiến thắng (nghỉ bù 30/4 Chủ nhật)", "Bộ luật Lao động 2012, Điều 115(1)(c) và (3)"],
  ["2017-09-04", "off", "Quốc khánh (nghỉ bù 2/9 thứ Bảy)", "Bộ luật Lao động 2012, Điều 115(1)(đ) và (3)"],
  ["2026-01-01", "off", "Tết Dương lịch", "Bộ luật Lao động 2019, Điều 112(1)(a)"],
  ["2026-01-02", "off", "Tết Dương lịch (hoán đổi)", "Công văn 12729/VPCP-KGVX"],
  ["2026-01-10", "worked", "Làm bù ngày 2/1", "Công văn 12729/VPCP-KGVX"],
  ["2026-02-16", "off", "Tết Nguyên đán Bính Ngọ", "Bộ luật Lao động 2019, Điều 112(1)(b)"],
  ["2026-02-17", "off", "Tết Nguyên đán Bính Ngọ", "Bộ luật Lao động 2019, Điều 112(1)(b)"],
  ["2026-02-18", "off", "Tết Nguyên đán Bính Ngọ", "Bộ luật Lao động 2019, Điều 112(1)(b)"],
  ["2026-02-19", "off", "Tết Nguyên đán Bính Ngọ", "Bộ luật Lao động 2019, Điều 112(1)(b)"],
  ["2026-02-20", "off", "Tết Nguyên đán Bính Ngọ", "Bộ luật Lao động 2019, Điều 112(1)(b)"],
  ["2026-04-27", "off", "Giỗ Tổ Hùng Vương (nghỉ bù 26/4 Chủ nhật)", "Bộ luật Lao động 2019, Điều 112(1)(e) và 111(3)"],
  ["2026-04-30", "off", "Ngày Chiến thắng", "Bộ luật Lao động 2019, Điều 112(1)(c)"],
  ["2026-05-01", "off", "Quốc tế lao động", "Bộ luật Lao động 2019, Điều 112(1)(d)"],
  ["2026-08-22", "worked", "Làm bù ngày 31/8", "Thông báo lịch nghỉ lễ năm 2026"],
  ["2026-08-31", "off", "Quốc khánh (hoán đổi)", "Thông báo lịch nghỉ lễ năm 2026"],
  ["2026-09-01", "off", "Quốc khánh", "Bộ luật Lao động 2019, Điều 112(1)(đ)"],
  ["2026-09-02", "off", "Quốc khánh", "Bộ luật Lao động 2019, Điều 112(1)(đ)"],
];

/** What is counted in where no office has set a year right: what ships, and the law. */
export const workingDaysOfVietNam = calendarOf(
  lines.map(([date, status, name, source]) => ({ date: LocalDateSchema.parse(date), status, name, source })),
);
