import type { KeptYear } from "../store/calendar.ts";
import { localDateOf, yearOf } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { workingDaysOfVietNam } from "../domain/working-days-vn.ts";
import { calendarWith } from "../domain/working-days.ts";
import type { CalendarYear } from "../domain/working-days.ts";
import type { WebEffects } from "./effects.ts";

/** A year as it is counted by, and who made it final when; nobody has of one that ships or is provisional. */
export type YearRead = CalendarYear & { readonly made?: Pick<KeptYear, "by" | "at" | "version"> | undefined };

/** The years that are final, and this year and the next, which reports are asked for in. */
export async function readCalendar(now: EpochMs, effects: Pick<WebEffects, "register">): Promise<YearRead[]> {
  const calendar = await readYears(effects);
  const current = yearOf(localDateOf(now));
  const years = new Set([...calendar.finalYears.map((one) => one.year), current, current + 1]);
  return [...years].toSorted((a, b) => a - b).map((year) => calendar.year(year));
}

export async function readYear(year: number, effects: Pick<WebEffects, "register">): Promise<YearRead> {
  return (await readYears(effects)).year(year);
}

async function readYears({ register }: Pick<WebEffects, "register">) {
  const kept = await register.calendar.keptYears();
  const calendar = calendarWith(workingDaysOfVietNam, kept);
  return {
    finalYears: calendar.finalYears,
    year: (of: number): YearRead => {
      const { year, status, lines } = calendar.year(of);
      return { year, status, lines, made: kept.find((one) => one.year === of) };
    },
  };
}
