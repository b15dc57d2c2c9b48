import { dateMeaning, daysToConsolidate } from "../../domain/date-meaning.ts";
import type { Dated } from "../../domain/date-meaning.ts";
import { DeadlineSchema, dayNamedIn, deadlineIn, dueAt } from "../../domain/deadline.ts";
import { obligationOf } from "../../domain/directive.ts";
import type { Directive, Obligation } from "../../domain/directive.ts";
import { instantOf } from "../../domain/instant.ts";
import type { LocalDate } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay, formatNumber, formatWeekday, parseDay, parseDeadline } from "../../wording/dates.ts";
import type { Visit } from "../visit.ts";
import { SECOND, consolidatedBy, prefixesIn } from "./directive-places.ts";

type Speaks = Pick<Visit, "say" | "calendar">;

/** What is said of a date, and what to beware of in it. */
export type DateSaid = { readonly says: readonly string[]; readonly beware: readonly string[] };

type Asked = Dated & {
  readonly issuedOn: LocalDate | undefined;
  /** The reports that this one is made of. */
  readonly source?: Dated | undefined;
};

/** What each date of the form means as it is typed, by the name of its field; of one that is empty, nothing. */
export function datesSaid(visit: Speaks, form: URLSearchParams): Record<string, DateSaid> {
  const issuedOn = parseDay(form.get("issuedOn") ?? "");
  const typed = (prefix: string): string => (form.get(`${prefix}before`) ?? "").trim();
  const dated = (prefix: string): Dated | undefined => readDate(typed(prefix));
  const of = (prefix: string): DateSaid => {
    if (typed(prefix) === "") return { says: [], beware: [] };
    const date = dated(prefix);
    if (!date) return { says: [], beware: [unreadable(visit)] };
    return dateSaid(visit, { ...date, issuedOn, source: prefix === SECOND ? dated(consolidatedBy(form)) : undefined });
  };
  return Object.fromEntries([...prefixesIn(form), SECOND].map((prefix) => [`${prefix}before`, of(prefix)]));
}

/** The same of an obligation that was read. */
export function obligationsDateSaid(visit: Speaks, directive: Directive, obligation: Obligation): Html {
  const { consolidates, ladder } = obligation;
  const source = consolidates === undefined ? undefined : obligationOf(directive, consolidates);
  return saidOf(
    dateSaid(visit, {
      deadline: deadlineIn(obligation),
      at: ladder.at,
      issuedOn: directive.issuedOn,
      source: source && { deadline: deadlineIn(source), at: source.ladder.at },
    }),
  );
}

/** As it stands on a page, a line each. */
export function saidOf({ says, beware }: DateSaid): Html {
  return html`${says.map((text) => html`<p>${text}</p>`)}${beware.map((text) => html`<p class="beware">${text}</p>`)}`;
}

function dateSaid(visit: Speaks, { deadline, at, issuedOn, source }: Asked): DateSaid {
  const { say, calendar } = visit;
  if (issuedOn !== undefined && dueAt(deadline) <= instantOf(issuedOn)) {
    const day = formatDay(issuedOn);
    return { says: [], beware: [say(`Không sau ngày ban hành, ${day}.`, `Not after the day of issue, ${day}.`)] };
  }
  const { lastDay, fromIssue, onDayOff, provisionalYears } = dateMeaning(calendar, { deadline, at }, { issuedOn });
  const day = formatWeekday(visit, lastDay);
  const count = fromIssue === undefined ? "" : formatNumber(visit, fromIssue);
  const left = source && daysToConsolidate(calendar, source, { deadline, at });
  const named = formatDay(dayNamedIn(deadline));
  const years = provisionalYears.join(", ");
  return {
    says: [
      say(`Ngày làm việc cuối cùng để báo cáo đúng hạn: ${day}.`, `The last working day to report in time: ${day}.`),
      ...(issuedOn === undefined
        ? []
        : [
            say(
              `${count} ngày làm việc kể từ ngày ban hành ${formatDay(issuedOn)}.`,
              `${count} working days from the day of issue, ${formatDay(issuedOn)}.`,
            ),
          ]),
      ...(left === undefined || left === 0 ? [] : [consolidation(visit, left)]),
    ],
    beware: [
      ...(left === 0 ? [consolidation(visit, left)] : []),
      ...(onDayOff ? [say(`${named} là ngày nghỉ.`, `${named} is a day off.`)] : []),
      ...(years === ""
        ? []
        : [
            say(
              `Lịch làm việc năm ${years} mới là tạm tính: số ngày có thể thay đổi.`,
              `The working calendar of ${years} is provisional: the days may change.`,
            ),
          ]),
    ],
  };
}

function consolidation(visit: Speaks, left: number): string {
  const days = formatNumber(visit, left);
  return left === 0
    ? visit.say("Không còn ngày làm việc nào để tổng hợp.", "No working day is left for consolidating.")
    : visit.say(`Còn ${days} ngày làm việc để tổng hợp.`, `${days} working days are left for consolidating.`);
}

function unreadable({ say }: Speaks): string {
  return say(
    "Chưa đọc được thời hạn này; ghi như 30/10/2017, 16:00 30/10/2017 hoặc chậm nhất 25/12/2026.",
    "This date cannot be read; write it like 30/10/2017, 16:00 30/10/2017 or by 25/12/2026.",
  );
}

function readDate(text: string): Dated | undefined {
  const written = parseDeadline(text);
  const read =
    "by" in written ? DeadlineSchema.safeParse(`by ${written.by}`) : DeadlineSchema.safeParse(written.before);
  return read.data && { deadline: read.data };
}
