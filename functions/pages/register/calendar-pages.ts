import { obligationOf } from "../../domain/directive.ts";
import type { Directive } from "../../domain/directive.ts";
import type { CalendarLine } from "../../domain/provisional-year.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { YearRead } from "../../use-cases/read-calendar.ts";
import type { Change } from "../../use-cases/set-year-final.ts";
import { formatMinute, formatNumber, formatWeekday } from "../../wording/dates.ts";
import { milestoneWords } from "../../wording/milestones.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons, textArea } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { asTyped } from "./calendar-typed.ts";
import { leave, registerPage } from "./register-page.ts";

/** The list of years, this one and the next among them. */
export function calendarPage(visit: Visit, years: readonly YearRead[]): Answer {
  const { say } = visit;
  const title = say("Lịch làm việc", "Working calendar");
  return registerPage(visit, {
    title,
    below: say(
      "Thời hạn và các mốc nhắc tính theo ngày làm việc. Năm chưa có thông báo nghỉ lễ của Chính phủ được tạm tính theo Bộ luật Lao động.",
      "Deadlines and reminders are counted in working days. A year without the government's notice is worked out from the Labour Code for now.",
    ),
    content: table({
      caption: title,
      captionHidden: true,
      columns: [
        { label: say("Năm", "Year") },
        { label: say("Tình trạng", "State") },
        { label: say("Ngày nghỉ, ngày làm bù", "Days off, days worked instead"), kind: "number" },
        { label: say("Cập nhật", "Set") },
      ],
      rows: years.map((year) => [
        html`<a href="/calendar/${year.year}">${year.year}</a>`,
        statusChip(visit, year),
        formatNumber(visit, year.lines.length),
        madeWords(visit, year),
      ]),
      empty: "",
    }),
  });
}

type Shown = Again & { readonly year: YearRead };

/** A year's lines, and the form to set them. */
export function yearPage(visit: Visit, p: Shown & { readonly field: FieldOf }): Answer {
  const { say, query } = visit;
  const { year, status } = p.year;
  const done = query["done"] === "final" && status === "final";
  return registerPage(visit, {
    ...p,
    title: say(`Lịch làm việc năm ${year}`, `Working calendar of ${year}`),
    of: "/calendar",
    content: html`
    ${done ? notice("good", say("Đã chốt lịch của năm; các mốc chưa đến đã được tính lại.", "The year is final; milestones to come were planned anew.")) : nothing}
    <p>${statusChip(visit, p.year)} ${madeWords(visit, p.year)}</p>
    ${linesTable(visit, p.year.lines)}
    ${card(
      status === "final"
        ? say("Sửa lịch của năm", "Set the year right")
        : say("Chốt lịch của năm", "Make the year final"),
      csrfForm(visit, {
        action: `/calendar/${year}`,
        content: html`
        ${textArea({
          ...p.field("lines"),
          hint: say(
            `Mỗi ngày một dòng: ngày; nghỉ hoặc làm; tên; nguồn. Ví dụ: 8/1/${year}; nghỉ; Hoán đổi; Công văn 1/VPCP-KGVX. Thứ Bảy, Chủ nhật vốn nghỉ thì không ghi; chỉ ghi “làm” cho ngày cuối tuần làm bù.`,
            `One line a day: day; nghỉ (off) or làm (worked); name; source. For example: 8/1/${year}; nghỉ; Hoán đổi; Công văn 1/VPCP-KGVX. Weekends are off anyway; name only those that are worked.`,
          ),
          rows: 16,
          required: true,
          lang: "vi",
        })}
        ${buttons({ label: say("Xem thay đổi trước khi chốt", "See what changes first"), do: "look" }, leave(visit, "/calendar"))}`,
      }),
      { id: "set" },
    )}`,
  });
}

const MOST_SHOWN = 200;

/** What would change by a year's lines, before it is done. */
export function yearPreviewPage(
  visit: Visit,
  p: Shown & {
    readonly lines: readonly CalendarLine[];
    readonly changes: readonly Change[];
    readonly directives: readonly Directive[];
    readonly basis: string;
  },
): Answer {
  const { say } = visit;
  const { year, lines: was } = p.year;
  const keyOf = ({ date, status }: CalendarLine) => `${date} ${status}`;
  const minus = (some: readonly CalendarLine[], others: readonly CalendarLine[]) => {
    const keys = new Set(others.map(keyOf));
    return some.filter((line) => !keys.has(keyOf(line)));
  };
  const days = (lines: readonly CalendarLine[]) =>
    lines.length === 0
      ? say("không", "none")
      : html`${lines.map(({ date, status }) => html`<div>${formatWeekday(visit, date)}: ${statusWords(visit, status)}</div>`)}`;
  return registerPage(visit, {
    ...p,
    title: say(`Xem lại lịch năm ${year} trước khi chốt`, `A look at ${year} before it is final`),
    of: "/calendar",
    content: html`
    ${facts([
      [say("Thêm so với hiện tại", "Added to what is counted by now"), days(minus(p.lines, was))],
      [say("Bớt so với hiện tại", "Taken from it"), days(minus(was, p.lines))],
      [say("Mốc chưa đến được tính lại", "Milestones to come that move"), formatNumber(visit, p.changes.length)],
    ])}
    ${changesTable(visit, p.changes, p.directives)}
    ${csrfForm(visit, {
      action: `/calendar/${year}`,
      basis: p.basis,
      content: html`
      <input type="hidden" name="lines" value="${asTyped(p.lines)}" />
      ${buttons(
        { label: say(`Chốt lịch năm ${year}`, `Make ${year} final`), do: "final" },
        { label: say("Sửa lại", "Change it"), do: "edit" },
        leave(visit, "/calendar"),
      )}`,
    })}`,
  });
}

function changesTable(visit: Visit, changes: readonly Change[], directives: readonly Directive[]): Html {
  const { say } = visit;
  return html`${table({
    caption: say("Các mốc được tính lại", "Milestones that move"),
    columns: [
      { label: say("Văn bản, yêu cầu báo cáo", "Directive, report") },
      { label: say("Mốc", "Milestone") },
      { label: say("Đang tính", "Now") },
      { label: say("Sẽ là", "Then") },
    ],
    rows: changes.slice(0, MOST_SHOWN).map(({ directiveId, obligationId, unitId, milestone, from, to }) => {
      const directive = directives.find(({ id }) => id === directiveId);
      const title = directive && obligationOf(directive, obligationId)?.title;
      return [
        html`${directive?.number ?? directiveId}: ${vi(title ?? obligationId)}${unitId === undefined ? nothing : html` (${unitId})`}`,
        milestoneWords(visit, milestone),
        formatMinute(visit, from),
        to === undefined ? say("không còn", "no more") : formatMinute(visit, to),
      ];
    }),
    empty: say("Không mốc nào thay đổi.", "No milestone moves."),
  })}${changes.length > MOST_SHOWN ? html`<p>${say("… và các mốc khác.", "… and others.")}</p>` : nothing}`;
}

function linesTable(visit: Visit, lines: readonly CalendarLine[]): Html {
  const { say } = visit;
  return table({
    caption: say("Ngày nghỉ và ngày làm bù", "Days off, and swapped days that are worked"),
    columns: [
      { label: say("Ngày", "Day") },
      { label: say("Nghỉ hay làm", "Off or worked") },
      { label: say("Tên", "Name") },
      { label: say("Nguồn", "Source") },
    ],
    rows: lines.map(({ date, status, name, source }) => [
      formatWeekday(visit, date),
      statusWords(visit, status),
      vi(name),
      vi(source),
    ]),
    empty: "",
  });
}

function statusChip({ say }: Visit, { status }: YearRead): Html {
  return status === "final"
    ? chip("blue", say("Đã chốt", "Final"), "done")
    : chip("grey", say("Tạm tính", "Provisional"));
}

const statusWords = ({ say }: Visit, status: CalendarLine["status"]): string =>
  status === "off" ? say("nghỉ", "off") : say("làm", "worked");

function madeWords(visit: Visit, { made, status }: YearRead): string {
  const { say } = visit;
  if (made) return say(`${made.by}, ${formatMinute(visit, made.at)}`, `${made.by}, ${formatMinute(visit, made.at)}`);
  return status === "final" ? say("có sẵn", "as shipped") : say("theo Bộ luật Lao động", "by the Labour Code");
}
