import { NEEDS } from "../../domain/needs.ts";
import { byName } from "../../domain/name-order.ts";
import { UnitIdSchema } from "../../domain/ids.ts";
import type { Answer } from "../../http/exchange.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { OfficeEffects } from "../../use-cases/effects.ts";
import { formatNumber } from "../../wording/dates.ts";
import { ahead } from "../ahead.ts";
import { readObligations } from "../all-directives.ts";
import type { ReadObligation } from "../all-directives.ts";
import { empty } from "../parts/card.ts";
import { selectField, textField } from "../parts/fields.ts";
import { filterBar } from "../parts/filter-bar.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { pageAskedFor, pagination } from "../parts/pagination.ts";
import { legend } from "../parts/tone-bar.ts";
import { addressOf } from "../paths.ts";
import type { PageReadAhead, Visit } from "../visit.ts";
import { needWords } from "./need-words.ts";
import {
  filteredObligations,
  isWatched,
  obligationQuery,
  readObligationFilter,
  yearOfDate,
} from "./obligation-filter.ts";
import type { ObligationFilter } from "./obligation-filter.ts";
import { obligationTable } from "./obligation-table.ts";
import { readDesk, readForDesk, watchedOf } from "./watched.ts";
import type { DeskReads, Watched } from "./watched.ts";

export const OBLIGATIONS = "/obligations";

/** As many as keep a page under 60 KB, here and at the start. */
export const PER_PAGE = 20;

/** Every obligation that the visitor reads, what needs somebody first, with filters that stand in the address. */
export const showObligations: PageReadAhead<OfficeEffects> = {
  begin(_session, effects) {
    const reads = ahead(readForDesk(effects));
    return async (visit) => showThem(visit, await reads, effects);
  },
};

async function showThem(visit: Visit, reads: DeskReads, effects: OfficeEffects): Promise<Answer> {
  const { say } = visit;
  const followed = readObligations(visit, reads.records);
  const [{ waiting, done }, receivers] = await Promise.all([
    readDesk(visit, reads, effects),
    receiverNames(followed, effects),
  ]);
  const filter = readObligationFilter(visit.query);
  const found = filteredObligations([...waiting, ...done], filter, receivers);
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const at = pageAskedFor(visit, pages);
  const shown = found.slice((at - 1) * PER_PAGE, at * PER_PAGE);
  // What is done with is counted only where it is shown.
  const counted = await watchedOf(
    visit,
    shown.filter((one) => !isWatched(one)),
    reads,
    effects,
  );
  const rows = [...shown.filter(isWatched), ...counted];
  const title = say("Yêu cầu báo cáo", "Reports asked for");
  const main = html`${heading({ title })}
  ${followed.length === 0 ? noneYet(visit) : list(visit, { followed, filter, found: found.length, pages, at, rows, receivers })}`;
  return page(visit, { title, main });
}

/** A page of the list: its rows, of how many that were found. */
type Listed = {
  readonly followed: readonly ReadObligation[];
  readonly filter: ObligationFilter;
  readonly found: number;
  readonly pages: number;
  readonly at: number;
  readonly rows: readonly Watched[];
  readonly receivers: ReadonlyMap<string, string>;
};

function list(visit: Visit, { followed, filter, found, pages, at, rows, receivers }: Listed): Html {
  const { say } = visit;
  const number = (n: number) => formatNumber(visit, n);
  const pageAt = (n: number) =>
    addressOf(OBLIGATIONS, { ...obligationQuery(filter), ...(n === 1 ? {} : { page: String(n) }) });
  return html`${filters(visit, filter, followed, receivers)}
    <p role="status">
      ${say(
        `Tìm thấy ${number(found)} trong ${number(followed.length)} yêu cầu báo cáo.`,
        `${number(found)} of ${number(followed.length)} reports asked for.`,
      )}
    </p>
    ${legend(visit)}
    ${obligationTable(visit, {
      caption: say("Các yêu cầu báo cáo", "Reports asked for"),
      captionHidden: true,
      watched: rows,
      receivers: receivers.size > 1 ? receivers : undefined,
      empty: say("Không có yêu cầu báo cáo nào phù hợp với điều kiện lọc.", "Nothing fits the filters."),
    })}
    ${pagination(visit, {
      first: at > 1 ? pageAt(1) : undefined,
      next: at < pages ? pageAt(at + 1) : undefined,
      shown: say(`Trang ${number(at)} trên ${number(pages)}`, `Page ${number(at)} of ${number(pages)}`),
    })}`;
}

function filters(
  visit: Visit,
  filter: ObligationFilter,
  followed: readonly ReadObligation[],
  receivers: ReadonlyMap<string, string>,
): Html {
  const { say } = visit;
  const all = { value: "", label: say("Tất cả", "All") };
  const years = [...new Set(followed.map(yearOfDate))].toSorted((a, b) => b - a).map(String);
  return filterBar(visit, {
    action: OBLIGATIONS,
    filtered: Object.keys(obligationQuery(filter)).length > 0,
    fields: [
      textField({
        name: "q",
        label: say("Tên báo cáo, số văn bản, nơi nhận", "Title, directive, receiver"),
        value: filter.text,
        width: "medium",
        maxLength: 200,
      }),
      selectField({
        name: "state",
        label: say("Tình trạng", "State"),
        value: filter.state ?? "",
        options: [
          all,
          { value: "to-do", label: say("Chưa xong", "Not done with") },
          ...NEEDS.map((need) => ({ value: need, label: needWords(visit, need) })),
          { value: "closed", label: say("Đã xong hoặc đã thu hồi", "Done with, or withdrawn") },
        ],
      }),
      selectField({
        name: "year",
        label: say("Năm của thời hạn", "Year of the date"),
        value: filter.year,
        options: [all, ...years.map((year) => ({ value: year, label: year }))],
      }),
      ...(receivers.size > 1
        ? [
            selectField({
              name: "receiver",
              label: say("Nơi nhận", "Goes to"),
              value: filter.receiver,
              options: [all, ...[...receivers].map(([value, label]) => ({ value, label }))],
            }),
          ]
        : []),
    ],
  });
}

/** Who receives what is followed, by name. */
async function receiverNames(
  followed: readonly ReadObligation[],
  { register }: OfficeEffects,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(followed.map(({ obligation }) => obligation.receiver))];
  const units = await register.units.unitsNamed(ids.map((id) => UnitIdSchema.parse(id)));
  const names = new Map(units.map(({ id, name }) => [String(id), name]));
  return new Map(ids.map((id) => [String(id), names.get(id) ?? id] as const).toSorted(([, a], [, b]) => byName(a, b)));
}

function noneYet({ say }: Visit): Html {
  return empty(
    say(
      "Chưa có yêu cầu báo cáo nào để theo dõi: trang này liệt kê báo cáo của các đơn vị gửi về cơ quan của người xem.",
      "There is nothing to follow yet: here stand the reports that others send to the visitor's office.",
    ),
  );
}
