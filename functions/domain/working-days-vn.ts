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

/**
 * Labour Code 10/2012/QH13 had the same days, in its Art. 115(1) and (3), but one National Day; nothing was swapped for offices
 * in 2017.
 */
const of2017 = provisionalYear(2017)
  .filter(({ date }) => date !== "2017-09-01")
  .map(({ source, ...rest }) => {
    const article = source.slice(source.indexOf("(1)")).replace("(e)", "(g)").replace("111(3)", "(3)");
    return { ...rest, source: `Bộ luật Lao động 2012, Điều 115${article}` };
  });

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
  ...of2017,
  ...[...provisionalYear(2026), ...swappedIn2026].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
]);
