import { deadlineIn } from "../../domain/deadline.ts";
import type { Punctuality } from "../../domain/punctuality.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import { formatDue, formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card, empty } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { printButton } from "../parts/letterhead.ts";
import { pageAskedFor, pagination } from "../parts/pagination.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import type { Column } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { obligationPath } from "../paths.ts";
import { nothingHere } from "../refusal-pages.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { punctualityChart, rateWords } from "./punctuality-chart.ts";
import { readYears } from "./read-years.ts";
import type { Year, YearsObligation } from "./read-years.ts";

/** More bars would be no drawing, and the page would grow long. */
const PER_PAGE = 40;

/** How the units kept the dates of each year's directives, the latest year first. */
export const showYears: PageHandler<ReportsEffects> = async (visit, effects) => {
  const years = await readYears(visit, effects);
  const { say } = visit;
  const title = say("Tỷ lệ đúng hạn qua các năm", "On-time rates over the years");
  const asked = ({ obligations }: Year) => formatNumber(visit, obligations.length);
  const due = ({ obligations }: Year) => formatNumber(visit, obligations.filter(({ isDue }) => isDue).length);
  const bars = years.map(({ year, inAll }) => ({ name: String(year), punctuality: inAll, isDue: true }));
  const main = html`
    ${heading({ title })}
    ${
      years.length === 0
        ? none(visit)
        : card(
            say("Các năm", "The years"),
            html`${punctualityChart(visit, title, bars)}
              ${table({
                caption: title,
                captionHidden: true,
                columns: [
                  { label: say("Năm", "Year") },
                  { label: say("Yêu cầu báo cáo", "Reports demanded"), kind: "number" },
                  { label: say("Đã đến hạn", "Due"), kind: "number" },
                  ...countColumns(visit),
                ],
                rows: years.map((year) => [
                  html`<a href="/years/${year.year}">${say(`Năm ${year.year}`, `${year.year}`)}</a>`,
                  asked(year),
                  due(year),
                  ...countCells(visit, { punctuality: year.inAll, isDue: true }),
                ]),
                empty: "",
              })}
              ${howItIsCounted(visit)}`,
            { id: "rates", tools: printButton(say("In trang này", "Print this page")) },
          )
    }
  `;
  return page(visit, { title, main, crumbs: [directives(visit)] });
};

/** The obligations of a year's directives, one by one and in all. */
export const showYear: PageHandler<ReportsEffects> = async (visit, effects) => {
  const asked = visit.params["year"] ?? "";
  if (!/^[12]\d{3}$/.test(asked)) return nothingHere(visit);
  const years = await readYears(visit, effects);
  const year = years.find((one) => String(one.year) === asked);
  const { say } = visit;
  const title = say(`Tỷ lệ đúng hạn năm ${asked}`, `On-time rates of ${asked}`);
  const main = html`
    ${heading({ title, below: year ? inWords(visit, year) : nothing })}
    ${year ? rates(visit, year, title) : none(visit)} ${otherYears(visit, years, asked)}
  `;
  return page(visit, { title, main, crumbs: [directives(visit), over(visit)] });
};

function rates(visit: Visit, { year, obligations }: Year, title: string): Html {
  const { say } = visit;
  const pages = Math.ceil(obligations.length / PER_PAGE);
  const at = pageAskedFor(visit, pages);
  const first = (at - 1) * PER_PAGE;
  const shown = obligations.slice(first, first + PER_PAGE);
  const name = (i: number) => `${first + i + 1}.`;
  return card(
    say("Từng yêu cầu báo cáo, theo thời hạn", "Each report demanded, by its date"),
    html`${punctualityChart(
      visit,
      title,
      shown.map((one, i) => ({ name: name(i), ...one })),
    )}
      ${table({
        caption: title,
        captionHidden: true,
        columns: [
          { label: say("Yêu cầu báo cáo", "Report demanded") },
          { label: say("Thời hạn", "Due"), kind: "date" },
          ...countColumns(visit),
        ],
        rows: shown.map((one, i) => [
          html`${name(i)} <a href="${obligationPath(one.ref)}">${vi(one.obligation.title)}</a>
            <p class="quiet">${vi(one.record.directive.number)}</p>
            ${one.record.withdrawal ? chip("grey", say("Văn bản đã thu hồi", "Withdrawn"), "dash") : nothing}`,
          formatDue(visit, deadlineIn(one.obligation)),
          ...countCells(visit, one),
        ]),
        empty: "",
      })}
      ${pagination(visit, {
        first: at > 1 ? `/years/${year}` : undefined,
        next: at < pages ? `/years/${year}?page=${at + 1}` : undefined,
        shown: say(`Trang ${at} trên ${pages}`, `Page ${at} of ${pages}`),
      })}
      ${howItIsCounted(visit)}`,
    { id: "rates", tools: printButton(say("In trang này", "Print this page")) },
  );
}

function inWords(visit: Visit, { obligations, inAll }: Year): Html {
  const number = (n: number) => formatNumber(visit, n);
  const due = obligations.filter(({ isDue }) => isDue).length;
  const inTime = number(inAll.onTime + inAll.withinExtension);
  const all = number(inAll.onTime + inAll.withinExtension + inAll.late + inAll.never);
  const [asked, came] = [number(obligations.length), number(due)];
  const rate = rateWords(visit, { punctuality: inAll, isDue: true });
  return html`<p>
    ${visit.say(
      `${asked} yêu cầu báo cáo, ${came} đã đến hạn: ${inTime} trên ${all} báo cáo đúng hạn, tỷ lệ `,
      `${asked} reports demanded, ${came} of them due: ${inTime} of ${all} were in time, `,
    )}<b>${rate}</b>.
  </p>`;
}

function countColumns({ say }: Visit): Column[] {
  return [
    say("Đơn vị", "Units"),
    say("Đúng hạn", "On time"),
    say("Trong hạn gia hạn", "Within extension"),
    say("Muộn", "Late"),
    say("Chưa gửi", "Never filed"),
    say("Được miễn, thu hồi", "Exempt, withdrawn"),
    say("Tỷ lệ đúng hạn", "On-time rate"),
  ].map((label) => ({ label, kind: "number" }));
}

function countCells(visit: Visit, one: Pick<YearsObligation, "punctuality" | "isDue">): (Html | string)[] {
  const { units, onTime, withinExtension, late, never, freed }: Punctuality = one.punctuality;
  const counts = [units, onTime, withinExtension, late, never, freed].map((n) => formatNumber(visit, n));
  return [...counts, html`<b>${rateWords(visit, one)}</b>`];
}

const howItIsCounted = ({ say }: Visit): Html =>
  html`<p class="quiet">
    ${say(
      "Tỷ lệ đúng hạn: số báo cáo gửi lần đầu đúng hạn hoặc trong hạn gia hạn, trên số đơn vị đã gửi hoặc còn phải gửi. Đơn vị đang được gia hạn mà chưa gửi tính là chưa gửi; đơn vị được miễn không tính. Yêu cầu chưa đến hạn hoặc đã thu hồi không tính vào năm.",
      "The on-time rate: first filings in time or within an extension, of the units that have filed or still owe it. A unit with a later date that has not filed counts as not filed; exempt units do not count. What is not due yet, or was withdrawn, does not count for the year.",
    )}
  </p>`;

function otherYears(visit: Visit, years: readonly Year[], asked: string): Html {
  const others = years.filter(({ year }) => String(year) !== asked);
  if (others.length === 0) return nothing;
  const links = others.map(
    ({ year }) => html`<li><a href="/years/${year}">${visit.say(`Năm ${year}`, `${year}`)}</a></li> `,
  );
  return card(visit.say("Các năm khác", "Other years"), html`<ul>${links}</ul>`, { id: "other-years" });
}

const none = ({ say }: Visit): Html =>
  empty(say("Không có yêu cầu báo cáo nào đã giao mà bạn được xem.", "Nothing was issued here that you may see."));

const directives = ({ say }: Visit) => ({ href: "/directives", label: say("Văn bản chỉ đạo", "Directives") });
const over = ({ say }: Visit) => ({ href: "/years", label: say("Qua các năm", "Over the years") });
