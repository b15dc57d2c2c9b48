import { CONTACT_ROLES, UNIT_COLUMNS, addressOf, reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { csv } from "../../documents/formats/csv.ts";
import { text } from "../../http/exchange.ts";
import type { UnitList } from "../../store/unit-list.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { empty } from "../parts/card.ts";
import { selectField, textField } from "../parts/fields.ts";
import { filterBar } from "../parts/filter-bar.ts";
import { notice } from "../parts/notice.ts";
import { pageAskedFor, pagination } from "../parts/pagination.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { addressNote, roleWords } from "./address-note.ts";
import { fold, unitSearched } from "../../wording/fold.ts";
import { forKeepers } from "./for-keepers.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { registerPage } from "./register-page.ts";
import { unreachableUnits } from "./unreachable-units.ts";

const PER_PAGE = 50;

/** The units of the register, by kind, with what is known of their addresses; `format=csv` gives them as the file that the import reads. */
export const showUnits = forKeepers(async (visit, { register }) => {
  const { say, query } = visit;
  const units = await register.units.list();
  if (query["format"] === "csv") return unitsFile(await units.all());
  const title = say("Danh bạ đơn vị", "Register of units");
  return registerPage(visit, {
    title,
    below: units.total === 0 ? "" : summary(visit, units),
    content: html`
    ${doneNotice(visit)}
    ${query["state"] === "unreachable" ? nothing : unreachableUnits(visit, units.unreachable)}
    <p class="buttons">
      <a class="button plain" href="/units/new">${say("Thêm đơn vị", "Add a unit")}</a>
      <a class="button plain" href="/units/import">${say("Nhập từ tệp", "Import a file")}</a>
      ${units.total === 0 ? nothing : html`<a href="/units?format=csv">${say("Tải danh sách (CSV)", "Download the list (CSV)")}</a>`}
    </p>
    ${units.total === 0 ? noneYet(visit) : await listed(visit, units)}
  `,
  });
});

const FILTERS = {
  all: () => true,
  unreachable: (unit: Unit) => !reachableAddress(unit),
  bounced: (unit: Unit) => Object.keys(unit.bounced).length > 0,
} satisfies Record<string, (unit: Unit) => boolean>;

async function listed(visit: Visit, units: UnitList): Promise<Html> {
  const { say, query } = visit;
  const { q = "", kind = "", state = "" } = query;
  const stateFilter = Object.entries(FILTERS).find(([name]) => name === state)?.[1] ?? FILTERS.all;
  const kinds = inOrderOfKind(units.kinds.keys());
  const { total, some } = await unitsSought(units, {
    sought: fold(q),
    stateFilter,
    kinds: kind === "" ? kinds : kinds.filter((one) => one === kind),
  });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const at = pageAskedFor(visit, pages);
  const shown = await some({ skip: (at - 1) * PER_PAGE, limit: PER_PAGE });
  const href = (n: number): string => `/units?${new URLSearchParams({ q, kind, state, page: String(n) }).toString()}`;
  return html`
    ${filterBar(visit, {
      action: "/units",
      filtered: q !== "" || kind !== "" || stateFilter !== FILTERS.all,
      fields: [
        textField({ name: "q", label: say("Tìm theo tên, mã hoặc hộp thư", "Search name, id or mailbox"), value: q }),
        selectField({
          name: "kind",
          label: say("Loại đơn vị", "Kind"),
          value: kind,
          options: [
            { value: "", label: say("Tất cả", "All") },
            ...kinds.map((value) => ({ value, label: kindWords(visit, value) })),
          ],
        }),
        selectField({
          name: "state",
          label: say("Tình trạng hộp thư", "Mailboxes"),
          value: state,
          options: [
            { value: "", label: say("Tất cả", "All") },
            { value: "unreachable", label: say("Không còn hộp thư nào nhận được", "No mailbox takes mail") },
            { value: "bounced", label: say("Có hộp thư không dùng được", "A mailbox cannot be used") },
          ],
        }),
      ],
    })}
    ${unitTable(visit, shown, total)}
    ${pagination(visit, {
      first: at > 1 ? href(1) : undefined,
      next: at < pages ? href(at + 1) : undefined,
      shown: say(`Trang ${at} trên ${pages}`, `Page ${at} of ${pages}`),
    })}
  `;
}

type Sought = {
  readonly sought: string;
  readonly stateFilter: (unit: Unit) => boolean;
  readonly kinds: readonly string[];
};

/** Units that are looked for, by kind and name. Where it is by their kinds alone, no others are read than are shown. */
async function unitsSought(units: UnitList, { sought, stateFilter, kinds }: Sought) {
  if (sought === "" && stateFilter === FILTERS.all) {
    const total = kinds.reduce((sum, kind) => sum + (units.kinds.get(kind) ?? 0), 0);
    return { total, some: (range: Range) => units.some(kinds, range) };
  }
  const all = await units.some(kinds, { limit: units.total });
  const those = all.filter((unit) => stateFilter(unit) && (sought === "" || isFound(unit, sought)));
  return { total: those.length, some: async ({ skip, limit }: Range) => those.slice(skip, skip + limit) };
}

type Range = { readonly skip: number; readonly limit: number };

function unitTable(visit: Visit, units: readonly Unit[], found: number): Html {
  const { say } = visit;
  return table({
    caption: say(`Danh sách đơn vị (${formatNumber(visit, found)})`, `Units (${formatNumber(visit, found)})`),
    columns: [
      { label: say("Đơn vị", "Unit") },
      { label: say("Loại", "Kind") },
      { label: say("Người đứng đầu, điện thoại", "Head, telephone") },
      { label: say("Hộp thư công vụ", "Mailboxes") },
    ],
    rows: units.map((unit) => [
      html`<a href="/units/${unit.id}">${vi(unit.name)}</a>${
        reachableAddress(unit)
          ? nothing
          : html` <br />${chip("red", say("Không nhận được thư", "Not reached by mail"))}`
      }`,
      kindWords(visit, unit.kind),
      html`${vi(unit.headTitle)}${unit.phone === "" ? nothing : html`<br />${unit.phone}`}`,
      html`${CONTACT_ROLES.flatMap((role) => {
        const address = addressOf(unit, role);
        const bounced = address && unit.bounced[address];
        if (!address) return [];
        return html`<div>
          <small>${roleWords(visit, role)}:</small> ${address}${bounced ? html` ${chip("orange", addressNote(visit, bounced))}` : nothing}
        </div>`;
      })}`,
    ]),
    empty: say("Không có đơn vị nào phù hợp với điều kiện lọc.", "No unit fits the filters."),
  });
}

function summary({ say }: Visit, { total, kinds }: UnitList): string {
  return say(`${total} đơn vị thuộc ${kinds.size} loại`, `${total} units of ${kinds.size} kinds`);
}

function noneYet({ say }: Visit): Html {
  return empty(
    say(
      "Danh bạ chưa có đơn vị nào. Nhập tệp danh sách để bắt đầu, hoặc thêm từng đơn vị.",
      "There is no unit in the register yet. Begin by importing a file of units, or add them one by one.",
    ),
    html`<p><a class="button main" href="/units/import">${say("Nhập danh sách từ tệp", "Import a list")}</a></p>`,
  );
}

function doneNotice({ say, query }: Visit): Html {
  switch (query["done"]) {
    case "saved":
      return notice("good", say("Đã lưu đơn vị.", "The unit is saved."));
    case "imported":
      return notice("good", say("Đã ghi tệp vào danh bạ.", "The file has been entered into the register."));
    default:
      return nothing;
  }
}

function isFound(unit: Unit, sought: string): boolean {
  const { headTitle, clerkEmail = "", officeEmail = "", headEmail = "" } = unit;
  const others = [headTitle, clerkEmail, officeEmail, headEmail];
  return unitSearched(unit).includes(sought) || others.some((value) => fold(value).includes(sought));
}

function unitsFile(units: readonly Unit[]) {
  const rows = units.map((unit) => UNIT_COLUMNS.map((column) => unit[column] ?? ""));
  return text(csv([UNIT_COLUMNS, ...rows]), "text/csv; charset=utf-8", {
    "content-disposition": 'attachment; filename="don-vi.csv"',
  });
}
