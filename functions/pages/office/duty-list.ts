import * as z from "zod/mini";

import { summarize } from "../../domain/counts.ts";
import type { Summary } from "../../domain/counts.ts";
import type { Duty } from "../../domain/duty.ts";
import { UnitIdSchema } from "../../domain/ids.ts";
import { follow } from "../../domain/obligation-date.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { askToBeCounted } from "../../use-cases/ask-to-be-counted.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { readRoll } from "../../use-cases/read-roll.ts";
import type { OfficeEffects } from "../../use-cases/effects.ts";
import { cannotGoOn } from "../../http/read-request.ts";
import { formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { pagination } from "../parts/pagination.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { actsOnList, choosing, mayChoose } from "./choosing.ts";
import { dutyFilters } from "./duty-filters.ts";
import { filterQuery, filtered, isWhole, readFilter, sorted } from "./duty-filter.ts";
import type { DutyFilter } from "./duty-filter.ts";
import { dutyTable } from "./duty-table.ts";
import type { TableOrder } from "./duty-table.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { addressOf, obligationPath } from "../paths.ts";

/** As many as keep the page under 60 KB, with a long name, a letter and a reason in every row. */
const PAGE = 35;

type Asked = { readonly visit: Visit; readonly found: FoundObligation; readonly filter: DutyFilter };

/** What of the list an address shows, with the way through it, and whether it can be ordered. */
type Shown = { readonly list: Html; readonly orderable: boolean; readonly summary: Summary };

/**
 * Every unit of an obligation, with filters and an order that stand in the address. The whole list goes by the units' ids, of
 * the duties themselves; what is cut or ordered over all units is found in the roll.
 */
export const showDutyList: PageHandler<OfficeEffects> = async (visit, effects) => {
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const filter = readFilter(visit.query);
  const asked = { visit, found, filter };
  const shown = isWhole(filter) ? await wholeList(asked, effects) : await cutList(asked, effects);
  if (isRefusal(shown)) return shown;
  const { list, orderable, summary } = shown;
  const kinds = Object.keys(summary.byKind);
  const title = visit.say("Danh sách các đơn vị", "List of units");
  const main = html`
    ${heading({ above: vi(found.obligation.title), title })} ${files(visit, found)}
    ${dutyFilters(visit, { action: listPath(found), filter, kinds, orderable })} ${list}
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
};

/** The whole list, whatever is filtered here, as files. */
function files({ say }: Visit, found: FoundObligation): Html {
  const path = `${obligationPath(obligationRefOf(found))}/papers`;
  return html`<div class="buttons screen-only">
    <a class="away" href="${path}/duties.xlsx">${say("Tải cả danh sách (XLSX)", "Download the whole list (XLSX)")}</a>
    <a class="away" href="${path}/duties.csv">${say("Tải cả danh sách (CSV)", "Download the whole list (CSV)")}</a>
    <a class="away" href="${path}">${say("Văn bản và tệp khác", "Other papers and files")}</a>
  </div> `;
}

/** All units, by their ids. How many they are the counts know, once all duties are laid out. */
async function wholeList({ visit, found, filter }: Asked, effects: OfficeEffects): Promise<Shown | Refusal> {
  const { say } = visit;
  const [summary, part] = await Promise.all([summaryOf(visit, found, effects), partByUnit(visit, found, effects)]);
  if (isRefusal(part)) return part;
  const isAll = visit.query["after"] === undefined && part.next === undefined;
  const units = formatNumber(visit, isAll ? part.items.length : summary.units);
  const told = html`<p role="status">
    ${say(`Tất cả ${units} đơn vị, theo thứ tự mã đơn vị.`, `All ${units} units, in order of their ids.`)}
  </p>`;
  const order = { action: listPath(found), filter, by: undefined };
  const list = html`${isAll || summary.units > 0 ? told : nothing} ${choosableTable(visit, found, part.items, { order })}
  ${waysThrough({ visit, found, filter }, part)}`;
  return { list, orderable: true, summary };
}

/** What a filter lets through, in the order that was asked for; of a roll that does not have every unit yet, page by page. */
async function cutList(asked: Asked, effects: OfficeEffects): Promise<Shown | Refusal> {
  const { visit, found } = asked;
  const { counts, roll } = await readRoll(found, effects);
  const list = roll ? await listInRoll(asked, roll, effects) : await listPageByPage(asked, effects);
  if (isRefusal(list)) return list;
  return { list, orderable: roll !== undefined, summary: summarize(counts, visit.receivedAt, found.place) };
}

async function listInRoll(
  { visit, found, filter }: Asked,
  roll: readonly Duty[],
  { register }: OfficeEffects,
): Promise<Html> {
  const { say } = visit;
  const number = (n: number) => formatNumber(visit, n);
  const action = listPath(found);
  const duties = roll.map((duty) => follow(duty, found.place));
  const all = sorted(filtered(duties, filter, visit.receivedAt), filter, visit.receivedAt);
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const asked = Number(visit.query["page"]);
  const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const shown = await asTheyAre(all.slice((at - 1) * PAGE, at * PAGE), found, register);
  const pageAt = (n: number) => addressOf(action, { ...filterQuery(filter), ...(n === 1 ? {} : { page: String(n) }) });
  return html`<p role="status">
      ${say(
        `Tìm thấy ${number(all.length)} trong ${number(duties.length)} đơn vị.`,
        `${number(all.length)} of ${number(duties.length)} units.`,
      )}
    </p>
    ${choosableTable(visit, found, shown, { order: { action, filter, by: filter.sort ?? "name" } })}
    ${pagination(visit, {
      first: at > 1 ? pageAt(1) : undefined,
      next: at < pages ? pageAt(at + 1) : undefined,
      shown: say(`Trang ${number(at)} trên ${number(pages)}`, `Page ${number(at)} of ${number(pages)}`),
    })}`;
}

/** The rows that are shown, which the supervisor can choose among. */
function choosableTable(
  visit: Visit,
  found: FoundObligation,
  duties: readonly Duty[],
  more: { readonly order?: TableOrder } = {},
): Html {
  const ref = obligationRefOf(found);
  const list = dutyTable(visit, { duties, ref, choose: mayChoose(visit, found), ...more });
  return choosing(visit, found, { rows: duties.length, acts: actsOnList(found), list });
}

/** The duties of a page, in its order, as they are now. */
async function asTheyAre(
  lines: readonly Duty[],
  found: FoundObligation,
  { duties }: OfficeEffects["register"],
): Promise<Duty[]> {
  const where = { ...obligationRefOf(found), place: found.place };
  const ids = lines.map(({ unitId }) => unitId);
  const read = await duties.dutiesNamed(where, ids, { consistent: false });
  const now = new Map(read.map((duty) => [duty.unitId, duty]));
  return lines.map((line) => now.get(line.unitId) ?? line);
}

/** A list whose roll does not have every unit, after a release that keeps one: filtered as it is read, while the roll is asked for. */
async function listPageByPage({ visit, found, filter }: Asked, effects: OfficeEffects): Promise<Html | Refusal> {
  const { say } = visit;
  const part = await partByUnit(visit, found, effects);
  if (isRefusal(part)) return part;
  await askToBeCounted(obligationRefOf(found), effects);
  const shown = filtered(part.items, filter, visit.receivedAt);
  return html`${notice(
    "info",
    say(
      "Danh sách đang được lập lại; trong ít phút, bộ lọc chỉ áp dụng cho từng trang, theo thứ tự mã đơn vị.",
      "The list is being made anew: for some minutes the filters are applied page by page, in order of the units' ids.",
    ),
  )}
    <p role="status">
      ${say(
        `Trang này có ${shown.length} đơn vị phù hợp trong ${part.items.length} đơn vị đã xem.`,
        `${shown.length} of the ${part.items.length} units looked at here.`,
      )}
    </p>
    ${choosableTable(visit, found, shown)} ${waysThrough({ visit, found, filter }, part)}`;
}

type Part = Awaited<ReturnType<OfficeEffects["register"]["desk"]["dutiesByUnit"]>>;

/** A page of the duties, behind the unit that the address names. */
async function partByUnit(
  { query }: Visit,
  found: FoundObligation,
  { register }: OfficeEffects,
): Promise<Part | Refusal> {
  const after = z.safeParse(z.optional(UnitIdSchema), query["after"]);
  if (!after.success) return cannotGoOn();
  const where = { ...obligationRefOf(found), place: found.place };
  return register.desk.dutiesByUnit(where, { after: after.data, limit: PAGE });
}

function waysThrough({ visit, found, filter }: Asked, { next }: Part): Html {
  const action = listPath(found);
  const query = filterQuery(filter);
  return pagination(visit, {
    first: visit.query["after"] === undefined ? undefined : addressOf(action, query),
    next: next === undefined ? undefined : addressOf(action, { ...query, after: next }),
  });
}

async function summaryOf({ receivedAt }: Visit, found: FoundObligation, { register }: OfficeEffects): Promise<Summary> {
  return summarize(await register.counts.read(obligationRefOf(found)), receivedAt, found.place);
}

const listPath = (found: FoundObligation): string => `${obligationPath(obligationRefOf(found))}/duties`;
