import * as z from "zod/mini";

import { FinalYearSchema, YearSchema } from "../domain/calendar-year.ts";
import { formatInstant } from "../domain/instant.ts";
import { said } from "../domain/message.ts";
import { read } from "../domain/parsing.ts";
import { isRefusal } from "../domain/refusal.ts";
import { CalendarYearAnswer, FinalYearAnswer, listOf } from "../http/answers.ts";
import * as examples from "../http/examples.ts";
import { restOf } from "../http/as-much-as-fits.ts";
import { json } from "../http/exchange.ts";
import type { Request } from "../http/exchange.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import { refuseUnlessKnown } from "../use-cases/find-duty.ts";
import { readCalendar, readYear } from "../use-cases/read-calendar.ts";
import type { YearRead } from "../use-cases/read-calendar.ts";
import { setYearFinal } from "../use-cases/set-year-final.ts";
import type { FinalYear } from "../use-cases/set-year-final.ts";
import { acting, forKeepers } from "./acting.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";

const byOfficeSite = answeredBy("office-site");

const WHICH_YEAR = { en: "The year asked for", vi: "Năm được hỏi" };

const AskedSchema = z.object({
  year: YearSchema,
  preview: z.optional(z.literal("yes", { error: said('must be "yes"', "Phải là “yes”") })),
});

/** The working calendar: which years are final, and by which lines each is counted. */
export const operations = {
  readCalendar: byOfficeSite("GET", "/api/calendar", async (request, effects: WebEffects) => {
    const refused = refuseUnlessKnown(request);
    return refused ?? restOf(request, (await readCalendar(request.receivedAt, effects)).map(yearView));
  }),
  readCalendarYear: byOfficeSite("GET", "/api/calendar/{year}", async (request, effects) => {
    const asked = refuseUnlessKnown(request) ?? yearAsked(request);
    return isRefusal(asked) ? asked : json(yearView(await readYear(asked.year, effects)));
  }),
  setYearFinal: byOfficeSite(
    "PUT",
    "/api/calendar/{year}",
    acting({
      find: async (request, effects) => (await forKeepers(request, effects)) ?? yearAsked(request),
      schema: FinalYearSchema,
      what: { en: "The year", vi: "Lịch của năm" },
      act: ({ year, preview }, given, asking, effects) =>
        setYearFinal({ year, preview: preview === "yes" }, given, asking, effects),
      view: finalYearView,
    }),
  ),
} satisfies Operations<WebEffects>;

function yearAsked({ params, query }: Request) {
  return read(AskedSchema, { year: params["year"], preview: query["preview"] }, WHICH_YEAR);
}

function yearView({ year, status, lines, made }: YearRead) {
  return { year, status, lines, ...(made && { by: made.by, at: formatInstant(made.at) }) };
}

/** As many as one answer holds, some 200 KB. */
const MOST_CHANGES = 1_000;

function finalYearView({ year, changes, state }: FinalYear) {
  return {
    ...yearView({ ...year, status: "final", made: year }),
    changes: changes.slice(0, MOST_CHANGES).map(({ from, to, ...change }) => ({
      ...change,
      from: formatInstant(from),
      to: to === undefined ? null : formatInstant(to),
    })),
    state,
    ...(changes.length > MOST_CHANGES && { furtherChanges: changes.length - MOST_CHANGES }),
  };
}

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  readCalendar: {
    summary: "The years that are final, this one and the next, each by the lines that it is counted by",
    query: { cursor: paging.cursor },
    answer: listOf(CalendarYearAnswer),
  },
  readCalendarYear: { summary: "A year of the working calendar, final or provisional", answer: CalendarYearAnswer },
  setYearFinal: {
    summary: "Make a year final; what was planned by it and has not run is planned anew",
    query: { preview: "yes: the same answer, and nothing done" },
    body: { schema: FinalYearSchema, example: examples.finalYear },
    answer: FinalYearAnswer,
  },
});
