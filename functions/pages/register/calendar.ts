import { YearSchema } from "../../domain/calendar-year.ts";
import type { CalendarLine } from "../../domain/provisional-year.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { readCalendar, readYear } from "../../use-cases/read-calendar.ts";
import type { YearRead } from "../../use-cases/read-calendar.ts";
import { setYearFinal } from "../../use-cases/set-year-final.ts";
import { changedMeanwhile, expired, faulty } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import { stateOf } from "../form-kit/version.ts";
import { calendarPage, yearPage, yearPreviewPage } from "./calendar-pages.ts";
import { asTyped, readTyped } from "./calendar-typed.ts";
import { forKeepers } from "./for-keepers.ts";

/** The years of the working calendar, each with its state. */
export const showCalendar = forKeepers(async (visit, effects) =>
  calendarPage(visit, await readCalendar(visit.receivedAt, effects)),
);

const basisOf = ({ lines, made }: YearRead): string => stateOf([lines, made?.version]);

/** One year: its lines, and the form that makes it final after a look at what would follow. */
const pages = formPages<YearRead, readonly CalendarLine[]>({
  async find({ params }, effects) {
    const year = read(YearSchema, params["year"], { en: "The year in the path", vi: "Năm trong địa chỉ" });
    return isRefusal(year) ? year : readYear(year, effects);
  },
  label: ({ say }) => say("Ngày nghỉ và ngày làm bù", "Days off, and swapped days that are worked"),
  page: ({ visit, found }, again, field) => yearPage(visit, { ...again, field, year: found }),
  begin: ({ lines }) => new URLSearchParams({ lines: asTyped(lines) }),
  expired,
  version: {
    of: ({ found }) => basisOf(found),
    changed: ({ visit }) => changedMeanwhile(visit),
    previewed: true,
  },
  judge({ visit, found }) {
    const typed = readTyped(visit, found.year, visit.form.get("lines") ?? "");
    return "lines" in typed ? typed.lines : { again: faulty(typed.faults) };
  },
  async preview({ visit, effects, found }, given, again) {
    const lines = [...given];
    const looked = await setYearFinal({ year: found.year, preview: true }, { lines }, visit, effects);
    if (isRefusal(looked)) return looked;
    const { changes } = looked;
    const records = await Promise.all(
      [...new Set(changes.map(({ directiveId }) => directiveId))].map((id) =>
        effects.register.directives.directive(id),
      ),
    );
    const directives = records.flatMap((record) => record?.directive ?? []);
    return yearPreviewPage(visit, { ...again, year: found, lines, changes, directives, basis: basisOf(found) });
  },
  acts: ["final"],
  async act(given, { visit, effects, found: { year } }) {
    const made = await setYearFinal({ year, preview: false }, { lines: [...given] }, visit, effects);
    return isRefusal(made) ? made : `/calendar/${year}?done=final`;
  },
});

export const askYear = forKeepers(pages.ask);
export const giveYear = forKeepers(pages.give);
