import { LocalDateSchema } from "./instant.ts";
import { provisionalYear } from "./provisional-year.ts";
import type { CalendarLine } from "./provisional-year.ts";
import { calendarOf } from "./working-days.ts";

const line = (date: string, status: CalendarLine["status"], name: string, source: string): CalendarLine => ({
  date: LocalDateSchema.parse(date),
  status,
  name,
  source,
});

/** Labour Code 10/2012/QH13, Art. 115, which knew of one National Day. */
const of2017: readonly (readonly [date: string, name: string, clause: string])[] = [
  ["2017-01-02", "Tết Dương lịch (nghỉ bù 1/1 Chủ nhật)", "(1)(a) và (3)"],
  ["2017-01-26", "Tết Nguyên đán Đinh Dậu", "(1)(b)"],
  ["2017-01-27", "Tết Nguyên đán Đinh Dậu", "(1)(b)"],
  ["2017-01-30", "Tết Nguyên đán Đinh Dậu", "(1)(b)"],
  ["2017-01-31", "Tết Nguyên đán Đinh Dậu (nghỉ bù)", "(3)"],
  ["2017-02-01", "Tết Nguyên đán Đinh Dậu (nghỉ bù)", "(3)"],
  ["2017-04-06", "Giỗ Tổ Hùng Vương", "(1)(g)"],
  ["2017-05-01", "Quốc tế lao động", "(1)(d)"],
  ["2017-05-02", "Ngày Chiến thắng (nghỉ bù 30/4 Chủ nhật)", "(1)(c) và (3)"],
  ["2017-09-04", "Quốc khánh (nghỉ bù 2/9 thứ Bảy)", "(1)(đ) và (3)"],
];

/** What the notices for 2026 add to the law: the days that are swapped. */
const swappedIn2026 = [
  line("2026-01-02", "off", "Tết Dương lịch (hoán đổi)", "Công văn 12729/VPCP-KGVX"),
  line("2026-01-10", "worked", "Làm bù ngày 2/1", "Công văn 12729/VPCP-KGVX"),
  line("2026-08-22", "worked", "Làm bù ngày 31/8", "Thông báo lịch nghỉ lễ năm 2026"),
  line("2026-08-31", "off", "Quốc khánh (hoán đổi)", "Thông báo lịch nghỉ lễ năm 2026"),
];

/**
 * What is counted in where no office has set a year right: the years that are final from the first day, 2017 and 2026, and by
 * the law every other, which is provisional until the home unit makes it final from the official notice.
 */
export const workingDaysOfVietNam = calendarOf([
  ...of2017.map(([date, name, clause]) => line(date, "off", name, `Bộ luật Lao động 2012, Điều 115${clause}`)),
  ...[...provisionalYear(2026), ...swappedIn2026].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
]);
