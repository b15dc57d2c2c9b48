import { DAY_MS, addDays, dateOfDay, isWeekend, weekdayOf } from "./instant.ts";
import type { LocalDate } from "./instant.ts";
import { solarDateOf } from "./lunar-calendar.ts";

/** One day of a calendar that is not as its weekday says, and by which document. */
export type CalendarLine = {
  readonly date: LocalDate;
  readonly status: "off" | "worked";
  readonly name: string;
  readonly source: string;
};

/**
 * The days off of a year as the law alone has them, before the government's notice: Labour Code 45/2019/QH14, Art. 112(1)
 * with Art. 111(3), by which a holiday on a day of the weekly rest is made up on the next working day; where that is taken
 * already, on the one after. One line for each day that would be worked else, in order. That Tết takes the last two days of the
 * old year, and 2/9 takes 1/9 with it, is how the notices choose; days that are swapped are in no law, and so not here.
 */
export function provisionalYear(year: number): CalendarLine[] {
  const holidays = holidaysOf(year);
  const lines = new Map<LocalDate, CalendarLine>();
  for (const { date, name, article } of holidays) if (!isWeekend(date)) lines.set(date, off(date, name, article));
  for (const { date, name, article } of holidays) {
    if (!isWeekend(date)) continue;
    let day = addDays(date, 1);
    while (isWeekend(day) || lines.has(day)) day = addDays(day, 1);
    lines.set(day, off(day, `${name} (nghỉ bù ${dayAndWeekday(date)})`, `${article} và 111(3)`));
  }
  return [...lines.values()].toSorted(byDate);
}

type Holiday = { readonly date: LocalDate; readonly name: string; readonly article: string };

/** The eleven days of Art. 112(1), in order of time. */
function holidaysOf(year: number): Holiday[] {
  const solar = (month: number, day: number) => dateOfDay(Date.UTC(year, month - 1, day) / DAY_MS);
  const newYear = solarDateOf(year, { month: 1, day: 1 });
  return [
    { date: solar(1, 1), name: "Tết Dương lịch", article: "112(1)(a)" },
    ...[-2, -1, 0, 1, 2].map((days) => ({
      date: addDays(newYear, days),
      name: `Tết Nguyên đán ${lunarYearName(year)}`,
      article: "112(1)(b)",
    })),
    { date: solarDateOf(year, { month: 3, day: 10 }), name: "Giỗ Tổ Hùng Vương", article: "112(1)(e)" },
    { date: solar(4, 30), name: "Ngày Chiến thắng", article: "112(1)(c)" },
    { date: solar(5, 1), name: "Quốc tế lao động", article: "112(1)(d)" },
    { date: solar(9, 1), name: "Quốc khánh", article: "112(1)(đ)" },
    { date: solar(9, 2), name: "Quốc khánh", article: "112(1)(đ)" },
  ].toSorted(byDate);
}

const off = (date: LocalDate, name: string, article: string): CalendarLine => ({
  date,
  status: "off",
  name,
  source: `Bộ luật Lao động 2019, Điều ${article}`,
});

const byDate = (a: { date: LocalDate }, b: { date: LocalDate }): number => (a.date < b.date ? -1 : 1);

/** `26/4 Chủ nhật`. */
const dayAndWeekday = (date: LocalDate): string =>
  `${Number(date.slice(8))}/${Number(date.slice(5, 7))} ${weekdayOf(date) === 0 ? "Chủ nhật" : "thứ Bảy"}`;

const STEMS = "Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý".split(" ");
const BRANCHES = "Tý Sửu Dần Mão Thìn Tỵ Ngọ Mùi Thân Dậu Tuất Hợi".split(" ");

/** `Bính Ngọ`, of the lunar year that begins in 2026: the names go round in sixty years; 4 was a Giáp Tý. */
const lunarYearName = (year: number): string => `${STEMS[(year - 4) % 10]} ${BRANCHES[(year - 4) % 12]}`;
