import type { Duty } from "../../domain/duty.ts";
import { follow } from "../../domain/obligation-date.ts";
import { askToBeCounted } from "../../use-cases/ask-to-be-counted.ts";
import { summarize } from "../../domain/counts.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { findObligation, obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { CursorSchema, cannotGoOn, cursorText, readPaging } from "../../http/read-request.ts";
import { formatNumber } from "../../wording/dates.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { pagination } from "../parts/pagination.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { actsOnList, choosing, mayChoose } from "./choosing.ts";
import { dutyFilters } from "./duty-filters.ts";
import { filterQuery, filtered, readFilter, sorted } from "./duty-filter.ts";
import type { DutyFilter } from "./duty-filter.ts";
import { dutyTable } from "./duty-table.ts";
import { everyDuty } from "./every-duty.ts";
import { crumbsBelowObligation } from "./crumbs.ts";
import { addressOf, obligationPath } from "../paths.ts";

/** As many as keep the page under 60 KB, and its reading at half of what a list over all units may cost. */
const PAGE = 40;

/** Up to here the duties themselves are read, exact to the moment; beyond it the roll is, and of the duties those of a page. */
const MOST_READ_WHOLE = 150;

/** Every unit of an obligation, with filters and an order that stand in the address. */
export const showDutyList: PageHandler = (visit, effects) => dutyList(visit, effects, MOST_READ_WHOLE);

/** The list, from the duties themselves up to so many units, and from the roll beyond. */
export async function dutyList(visit: Visit, effects: WebEffects, most: number): ReturnType<PageHandler> {
  const found = await findObligation(visit, effects);
  if (isRefusal(found)) return found;
  const { say } = visit;
  const ref = obligationRefOf(found);
  const [counts, roll] = await Promise.all([effects.register.counts.read(ref), effects.register.roll.all(ref)]);
  const summary = summarize(counts, visit.receivedAt, found.place);
  const filter = readFilter(visit.query);
  const duties =
    summary.units <= most
      ? await everyDuty(found, effects, most)
      : roll.length >= summary.units
        ? roll.map((duty) => follow(duty, found.place))
        : undefined;
  const list = duties
    ? await wholeList(visit, found, { filter, duties, isRoll: summary.units > most }, effects)
    : await partOfList(visit, found, filter, effects);
  if (isRefusal(list)) return list;
  const kinds = Object.keys(summary.byKind);
  const title = say("Danh sách các đơn vị", "List of units");
  const main = html`
    ${heading({ above: vi(found.obligation.title), title })} ${files(visit, found)}
    ${dutyFilters(visit, { action: listPath(found), filter, kinds, orderable: duties !== undefined })} ${list}
  `;
  return page(visit, { title, main, crumbs: crumbsBelowObligation(visit, found) });
}

/** The whole list, whatever is filtered here, as files. */
function files({ say }: Visit, found: FoundObligation): Html {
  const path = `${obligationPath(obligationRefOf(found))}/papers`;
  return html`<div class="buttons screen-only">
    <a class="away" href="${path}/duties.xlsx">${say("Tải cả danh sách (XLSX)", "Download the whole list (XLSX)")}</a>
    <a class="away" href="${path}/duties.csv">${say("Tải cả danh sách (CSV)", "Download the whole list (CSV)")}</a>
    <a class="away" href="${path}">${say("Văn bản và tệp khác", "Other papers and files")}</a>
  </div> `;
}

type Whole = {
  readonly filter: DutyFilter;
  readonly duties: readonly Duty[];
  /** Whether they are lines of the roll: then those of the page are read as they are now. */
  readonly isRoll: boolean;
};

async function wholeList(
  visit: Visit,
  found: FoundObligation,
  { filter, duties, isRoll }: Whole,
  { register }: WebEffects,
): Promise<Html> {
  const { say } = visit;
  const number = (n: number) => formatNumber(visit, n);
  const action = listPath(found);
  const all = sorted(filtered(duties, filter, visit.receivedAt), filter, visit.receivedAt);
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const asked = Number(visit.query["page"]);
  const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const lines = all.slice((at - 1) * PAGE, at * PAGE);
  const shown = isRoll ? await asTheyAre(lines, found, register) : lines;
  const pageAt = (n: number) => addressOf(action, { ...filterQuery(filter), ...(n === 1 ? {} : { page: String(n) }) });
  return html`<p role="status">
      ${say(
        `Tìm thấy ${number(all.length)} trong ${number(duties.length)} đơn vị.`,
        `${number(all.length)} of ${number(duties.length)} units.`,
      )}
    </p>
    ${choosableTable(visit, found, shown, { order: { action, filter } })}
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
  more: Pick<Parameters<typeof dutyTable>[1], "order"> = {},
): Html {
  const ref = obligationRefOf(found);
  const list = dutyTable(visit, { duties, ref, choose: mayChoose(visit, found), ...more });
  return choosing(visit, found, { rows: duties.length, acts: actsOnList(found), list });
}

/** The duties of a page, in its order, as they are now. */
async function asTheyAre(
  lines: readonly Duty[],
  found: FoundObligation,
  { duties }: WebEffects["register"],
): Promise<Duty[]> {
  const where = { ...obligationRefOf(found), place: found.place };
  const ids = lines.map(({ unitId }) => unitId);
  const read = await duties.dutiesNamed(where, ids, { consistent: false });
  const now = new Map(read.map((duty) => [duty.unitId, duty]));
  return lines.map((line) => now.get(line.unitId) ?? line);
}

/** One page of a list whose roll is not laid out yet, after a release that keeps one: filtered as it is read, while the roll is asked for. */
async function partOfList(visit: Visit, found: FoundObligation, filter: DutyFilter, effects: WebEffects) {
  const { say } = visit;
  const { register } = effects;
  const paging = readPaging({ ...visit, query: { ...visit.query, limit: String(PAGE) } }, CursorSchema);
  if (isRefusal(paging)) return paging;
  const where = { ...obligationRefOf(found), place: found.place };
  await askToBeCounted(obligationRefOf(found), effects);
  const part = await register.duties.dutiesOf(where, paging).catch(unlessMadeUp(visit));
  if (isRefusal(part)) return part;
  const shown = filtered(part.items, filter, visit.receivedAt);
  const action = listPath(found);
  const query = filterQuery(filter);
  const next = cursorText(part.next);
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
    ${choosableTable(visit, found, shown)}
    ${pagination(visit, {
      first: visit.query["cursor"] === undefined ? undefined : addressOf(action, query),
      next: next === null ? undefined : addressOf(action, { ...query, cursor: next }),
    })}`;
}

/** The table refuses a place in a list that was made up; that is the visitor's fault. */
const unlessMadeUp =
  ({ query }: Visit) =>
  (error: unknown): Refusal => {
    if (!(error instanceof Error) || error.name !== "ValidationException" || !query["cursor"]) throw error;
    return cannotGoOn();
  };

const listPath = (found: FoundObligation): string => `${obligationPath(obligationRefOf(found))}/duties`;
