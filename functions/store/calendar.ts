import * as z from "zod/mini";

import { LocalDateSchema } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { workingDaysOfVietNam } from "../domain/working-days-vn.ts";
import { calendarWith } from "../domain/working-days.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { Table } from "./dynamo.ts";
import { absent, equals } from "./expressions.ts";
import { keys } from "./table.ts";

const LineSchema = z.object({
  date: LocalDateSchema,
  status: z.enum(["off", "worked"]),
  name: z.string(),
  source: z.string(),
});

/** A year as an office has made it final: by whom, when, and the how-manieth time. */
const KeptYearSchema = z.object({
  year: z.number(),
  lines: z.array(LineSchema),
  by: z.string(),
  at: z.number(),
  version: z.number(),
});
export type KeptYear = z.infer<typeof KeptYearSchema>;

/** How long a function goes on with the calendar that it has read. */
export const CALENDAR_KEPT_MS = 30_000;

/** The years that an office has made final. What ships stands until a year of it is set right. */
export function calendarIn(table: Table) {
  let kept: { readonly at: EpochMs; readonly calendar: WorkingCalendar } | undefined;
  let writes = 0;

  async function keptYears({ consistent }: { consistent: boolean }): Promise<KeptYear[]> {
    const years: KeptYear[] = [];
    for await (const item of table.queryAll(equals("pk", keys.calendar), { consistent }))
      years.push(KeptYearSchema.parse(item));
    return years;
  }

  return {
    /** The years made final by an office, each with who did it, as last written. */
    keptYears: (): Promise<KeptYear[]> => keptYears({ consistent: true }),

    /**
     * The calendar as it was at most half a minute before `now`: one query of a few items. What is still being read is shared
     * with nobody: whoever asked may have ended by then, and would leave others waiting for him.
     */
    async current(now: EpochMs): Promise<WorkingCalendar> {
      if (kept && Math.abs(now - kept.at) < CALENDAR_KEPT_MS) return kept.calendar;
      const writesBefore = writes;
      const calendar = calendarWith(workingDaysOfVietNam, await keptYears({ consistent: false }));
      if (writes === writesBefore) kept = { at: now, calendar };
      return calendar;
    },

    /** The calendar as last written: what is planned is planned by this one. */
    latest: async (): Promise<WorkingCalendar> =>
      calendarWith(workingDaysOfVietNam, await keptYears({ consistent: true })),

    /** Makes a year final, over the version before it; false when somebody else did so meanwhile. */
    async put(year: KeptYear): Promise<boolean> {
      kept = undefined;
      writes++;
      const before = year.version === 1 ? absent("pk") : equals("version", year.version - 1);
      return table.put({ ...keys.calendarYear(year.year), ...year }, before);
    },
  };
}
