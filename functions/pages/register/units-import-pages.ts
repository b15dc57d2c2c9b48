import type { Fault } from "../../domain/refusal.ts";
import { UNIT_COLUMNS, addressesOf, lacksItsZero, nameKey } from "../../domain/unit.ts";
import type { Unit, UnitRecord } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatNumber } from "../../wording/dates.ts";
import { faultAt } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons, fileField, textArea } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { steps } from "../parts/steps.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { contentShown } from "./given-content.ts";
import { kindWords } from "../../wording/kinds.ts";
import { leave, registerPage } from "./register-page.ts";
import { columnWords, valueWords } from "./unit-changes.ts";
import type { Comparison } from "./unit-changes.ts";

const ACTION = "/units/import";
const MOST_LISTED = 100;

type Import = Again & { readonly content: string };

/** Where the file is given, with what is wrong with the one that was. */
export function importPage(visit: Visit, given: Import): Answer {
  const { say } = visit;
  const { content } = given;
  const title = say("Nhập danh sách đơn vị", "Import units");
  const shown = contentShown(visit, content);
  return registerPage(visit, {
    ...given,
    title,
    of: "/units",
    steps: importSteps(visit, 0),
    content: html`
    ${csrfForm(visit, {
      action: ACTION,
      files: true,
      content: html`
      ${fileField({
        name: "file",
        label: say("Tệp danh sách (Excel hoặc CSV)", "The file (Excel or CSV)"),
        hint: say(
          "Tệp .xlsx (trang đầu tiên), hoặc “CSV UTF-8”. Tối đa 5.000 dòng.",
          "An .xlsx file (its first sheet), or “CSV UTF-8”. At most 5,000 rows.",
        ),
        accept: ".xlsx,.csv,text/csv",
        fault: faultAt(given, "file"),
      })}
      ${textArea({
        name: "content",
        label: say(
          "Hoặc dán các ô từ bảng tính, cả dòng tên cột",
          "Or paste the cells from a spreadsheet, with the column names",
        ),
        value: shown,
        rows: shown === "" ? 4 : 12,
        lang: "vi",
      })}
      ${buttons({ label: say("Kiểm tra và xem trước", "Check and look"), do: "look" }, leave(visit, "/units"))}`,
    })}
    ${columns(visit)}
  `,
  });
}

/** What the file would do, before it is done. */
export function importPreviewPage(
  visit: Visit,
  p: Again & {
    readonly content: string;
    readonly comparison: Comparison;
    readonly known: readonly Unit[];
    readonly basis: string;
  },
): Answer {
  const { say } = visit;
  const { created, changed, same, untouched } = p.comparison;
  const title = say("Xem trước khi ghi vào danh bạ", "A look before it is entered");
  const n = (count: number): string => formatNumber(visit, count);
  const something = created.length + changed.length > 0;
  return registerPage(visit, {
    ...p,
    title,
    of: "/units",
    steps: importSteps(visit, 1),
    content: html`
    ${something ? nothing : notice("info", say("Tệp giống hệt danh bạ: không có gì để ghi.", "The file is just what the register has: there is nothing to enter."))}
    ${facts([
      [say("Thêm mới", "To be added"), n(created.length)],
      [say("Sửa", "To be changed"), n(changed.length)],
      [say("Giữ nguyên", "To stay as they are"), n(same)],
      [say("Không có trong tệp, giữ nguyên", "Not in the file, to stay"), n(untouched)],
    ])}
    ${sameNames(visit, created, p.known)} ${oddPhones(visit, [...created, ...changed.flatMap(withNewPhone)])}
    ${changed.length === 0 ? nothing : changedTable(visit, changed)}
    ${created.length === 0 ? nothing : createdTable(visit, created)}
    ${csrfForm(visit, {
      action: ACTION,
      basis: p.basis,
      files: true,
      content: html`
        <textarea name="content" hidden>${"\n"}${p.content}</textarea>
        <p>
          ${say(
            "Ghi theo thứ tự trong tệp; nếu bị ngắt, nhập lại tệp để ghi tiếp. Hộp thư mới có quyền ngay, hộp thư bị thay mất quyền. Đơn vị mới không thuộc diện báo cáo của văn bản đã giao nhiệm vụ.",
            "Entered in order; broken off, the same file goes on. New mailboxes have their rights at once, replaced ones lose them. New units do not join directives already issued.",
          )}
        </p>
        ${buttons(
          ...(something ? [{ label: say("Ghi vào danh bạ", "Enter it"), do: "confirm" }] : []),
          {
            label: say("Sửa nội dung hoặc chọn tệp khác", "Change it, or choose another file"),
            do: "edit",
            kind: "plain",
          },
          leave(visit, "/units"),
        )}`,
    })}
  `,
  });
}

function importSteps(visit: Visit, at: number): Html {
  const { say } = visit;
  return steps(visit, at, [say("Chọn tệp", "File"), say("Xem trước", "Look"), say("Ghi vào danh bạ", "Enter")]);
}

/** Every fault by its row, as a spreadsheet numbers them; nothing of the file has been entered. */
export function faultTable(visit: Visit, faults: readonly Fault[]): Html {
  const { say } = visit;
  const count = formatNumber(visit, faults.length);
  return html`${notice(
    "bad",
    say(
      `Tệp có ${count} chỗ cần sửa; chưa có gì được ghi. Sửa trong bảng tính rồi chọn lại tệp, hoặc sửa ở ô dưới.`,
      `The file has ${count} fault(s); nothing has been entered. Correct it in the spreadsheet and choose it again, or in the box below.`,
    ),
  )}${firstOf(visit, faults, {
    caption: say("Chỗ cần sửa, theo dòng của bảng tính", "What to correct, by row of the spreadsheet"),
    columns: [say("Dòng", "Row"), say("Cột", "Column"), say("Nội dung cần sửa", "What is wrong")],
    row: ({ path, vi: told, message }) => {
      const [, row, column = ""] = /^row (\d+)(?:, (.+))?$/.exec(path) ?? [];
      const where = row === undefined ? say("Cả tệp", "The file") : say(`Dòng ${row}`, `Row ${row}`);
      return [where, columnWords(visit, column), say(told, message)];
    },
  })}`;
}

function changedTable(visit: Visit, changed: Comparison["changed"]): Html {
  const { say } = visit;
  return firstOf(visit, changed, {
    caption: say("Sẽ sửa", "To be changed"),
    columns: [say("Đơn vị", "Unit"), say("Cũ → mới", "Old → new")],
    row: ({ unit, changes }) => [
      vi(unit.name),
      html`${changes.map(
        ({ column, from, to }) => html`<div>
          ${columnWords(visit, column)}: <del>${valueWords(visit, column, from)}</del> →
          <ins>${valueWords(visit, column, to)}</ins>
        </div>`,
      )}`,
    ],
  });
}

function createdTable(visit: Visit, created: readonly UnitRecord[]): Html {
  const { say } = visit;
  return firstOf(visit, created, {
    caption: say("Sẽ thêm", "To be added"),
    columns: [say("Đơn vị", "Unit"), say("Loại", "Kind"), say("Hộp thư công vụ", "Mailboxes")],
    row: (unit) => [
      html`${vi(unit.name)} (${unit.id})`,
      kindWords(visit, unit.kind),
      html`${addressesOf(unit).map((address) => html`<div>${address}</div>`)}`,
    ],
  });
}

type Listed<Item> = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly row: (item: Item) => (Html | string)[];
};

/** The first of many, and how many more there are. */
function firstOf<Item>(visit: Visit, items: readonly Item[], { caption, columns: labels, row }: Listed<Item>): Html {
  const rest = items.length - MOST_LISTED;
  const more = formatNumber(visit, rest);
  return html`${table({
    caption: `${caption} (${formatNumber(visit, items.length)})`,
    columns: labels.map((label) => ({ label })),
    rows: items.slice(0, MOST_LISTED).map(row),
    empty: "",
  })}${rest > 0 ? html`<p>${visit.say(`… và ${more} mục khác.`, `… and ${more} more.`)}</p>` : nothing}`;
}

const withNewPhone = ({ unit: { name }, changes }: Comparison["changed"][number]) =>
  changes.flatMap(({ column, to }) => (column === "phone" ? { name, phone: to } : []));

/** Numbers that a spreadsheet has taken the first 0 from, most likely. */
function oddPhones({ say }: Visit, units: readonly Pick<UnitRecord, "name" | "phone">[]): Html {
  const odd = units.filter(({ phone }) => lacksItsZero(phone)).map(({ name, phone }) => `${name} (${phone})`);
  if (odd.length === 0) return nothing;
  const some = `${odd.slice(0, 5).join("; ")}${odd.length > 5 ? "; …" : ""}`;
  return notice(
    "warning",
    say(
      `Số điện thoại không bắt đầu bằng 0 hoặc +; có thể bảng tính đã bỏ số 0 ở đầu: ${some}.`,
      `Telephone numbers that begin with neither 0 nor +; perhaps a spreadsheet took the first 0 away: ${some}.`,
    ),
  );
}

/** A unit under a new id is most likely one that the register has already. */
function sameNames({ say }: Visit, created: readonly UnitRecord[], known: readonly Unit[]): Html {
  const ids = new Map(known.map((unit) => [nameKey(unit.name), unit.id]));
  const twice = created.filter(({ name }) => ids.has(nameKey(name)));
  if (twice.length === 0) return nothing;
  const names = twice.slice(0, MOST_LISTED).map(({ id, name }) => `${name} (${id}; ${ids.get(nameKey(name)) ?? ""})`);
  return notice(
    "warning",
    html`${say("Mã mới nhưng trùng tên đơn vị đã có; nếu là một, đề nghị dùng mã cũ: ", "New ids, but names that are there already; if it is the same unit, use its old id: ")}${vi(names.join("; "))}`,
  );
}

function columns(visit: Visit): Html {
  const { say } = visit;
  const about: Readonly<Record<string, string>> = {
    id: say(": không dấu, không đổi về sau; ví dụ: stc", ": small letters a–z, never changed later, like stc"),
    kind: ": so-ban-nganh, huyen, thi-xa, thanh-pho…",
    clerkEmail: say(": cần ít nhất một trong ba hộp thư", ": at least one of the three mailboxes"),
  };
  return card(
    say("Các cột của tệp", "The columns of the file"),
    html`<p><a href="/units?format=csv">${say("Tải danh sách hiện có làm mẫu (CSV)", "Download the present list as a pattern (CSV)")}</a></p>
      ${facts(UNIT_COLUMNS.map((column) => [column, `${columnWords(visit, column)}${about[column] ?? ""}`]))}`,
  );
}
