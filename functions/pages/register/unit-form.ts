import { CONTACT_ROLES, UNIT_COLUMNS, reachableAddress } from "../../domain/unit.ts";
import type { ContactRole, Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { buttons, checkboxField, selectField, textArea, textField } from "../parts/fields.ts";
import type { FieldBase } from "../parts/fields.ts";
import { fieldset } from "../parts/form.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { addressNote } from "./address-note.ts";
import { slugOf } from "../../wording/fold.ts";
import { kindWords, kindsToChoose } from "../../wording/kinds.ts";
import { leave, registerPage } from "./register-page.ts";
import { columnWords } from "./unit-changes.ts";
import { unreachableUnits } from "./unreachable-units.ts";

export type UnitForm = {
  readonly again: Again;
  readonly field: FieldOf;
  readonly unit: Unit | undefined;
  /** Addresses that are said to take mail again. */
  readonly mended: readonly string[];
  readonly kinds: readonly string[];
  readonly basis: string;
};

/** The form's fields as a unit fills them. */
export function typedOf(unit: Unit | undefined): URLSearchParams {
  if (!unit) return new URLSearchParams();
  const clients = (unit.clients ?? []).join("\n");
  return new URLSearchParams({ ...Object.fromEntries(UNIT_COLUMNS.map((name) => [name, unit[name] ?? ""])), clients });
}

/** The unit that a form gives, as the API takes it; its id stands in the path. */
export function unitGiven(form: URLSearchParams): Record<string, string | string[]> {
  const field = (name: string): string => (form.get(name) ?? "").trim();
  const { id: _id, ...unit } = Object.fromEntries(UNIT_COLUMNS.map((name) => [name, field(name)]));
  const clients = field("clients").split(/[\s,;]+/);
  const kind = slugOf(field("otherKind")) || field("kind");
  return { ...unit, kind, ...(clients[0] === "" ? {} : { clients }) };
}

export function unitFormPage(visit: Visit, form: UnitForm): Answer {
  const { say } = visit;
  const { unit } = form;
  const title = unit ? say(`Đơn vị: ${unit.name}`, `Unit: ${unit.name}`) : say("Thêm đơn vị", "Add a unit");
  const action = `/units/${unit?.id ?? "new"}`;
  return registerPage(visit, {
    ...form.again,
    title,
    heading: unit && vi(unit.name),
    of: "/units",
    labelOf: (field) => columnWords(visit, field),
    content: html`${unit && !reachableAddress(unit) ? unreachableUnits(visit, { count: 1, first: [unit] }) : nothing}
    ${unit?.id === visit.homeUnit ? keepersNotice(visit) : nothing}
    ${csrfForm(visit, {
      action,
      basis: form.basis,
      keep: `${visit.caller.principal} ${action}`,
      content: html`${fields(visit, form)}
      ${buttons({ label: say("Lưu đơn vị", "Save the unit"), do: "save" }, leave(visit, "/units"))}`,
    })}`,
  });
}

function fields(visit: Visit, form: UnitForm): Html {
  const { say } = visit;
  const { unit, field: at } = form;
  const kinds = kindsToChoose(form.kinds).map((value) => ({ value, label: kindWords(visit, value) }));
  const clients = at("clients");
  return html`
    ${fieldset(
      say("Đơn vị", "The unit"),
      html`${textField({ ...at("name"), required: true, lang: "vi" })}
      ${
        unit
          ? html`<p>${columnWords(visit, "id")}: <b>${unit.id}</b></p>`
          : textField({
              ...at("id"),
              hint: say(
                "Ví dụ: stc. Để trống thì đặt theo tên. Không đổi được về sau.",
                "For example: stc. Left empty, it is made of the name. It cannot be changed later.",
              ),
              width: "medium",
            })
      }
      ${selectField({ ...at("kind"), required: true, options: [{ value: "", label: say("Chọn loại", "Choose") }, ...kinds] })}
      ${textField({ ...at("otherKind"), hint: say("Nếu không có ở trên.", "If it is not in the list above."), width: "medium" })}
      ${textField({ ...at("headTitle"), hint: say("Ví dụ: Giám đốc Sở Tài chính", "For example: Giám đốc Sở Tài chính"), lang: "vi" })}`,
    )}
    ${fieldset(
      say("Liên hệ", "Contacts"),
      html`<p class="hint">
          ${say(
            "Cần ít nhất một. Thư nhắc đến hộp thư đầu tiên nhận được, khi quá hạn thêm thủ trưởng. Ai đăng nhập bằng các hộp thư này thì gửi được báo cáo của đơn vị.",
            "At least one. Reminders go to the first that takes mail, once overdue to the head too. Whoever signs in by one of them may file the unit's reports.",
          )}
        </p>
        ${CONTACT_ROLES.map((role) => mailbox(visit, form, at(ADDRESSES[role])))}
        ${textField({ ...at("phone"), width: "medium", inputMode: "tel" })}`,
    )}
    <details${clients.value === "" && clients.fault === undefined ? "" : html` open`}>
      <summary>${say("Hệ thống riêng của đơn vị", "The unit's own systems")}</summary>
      ${textArea({ ...clients, hint: say("Mỗi dòng một mã đã khai báo cho đơn vị khi triển khai; hệ thống đó gửi được báo cáo qua API.", "One a line, of those that the deployment names for the unit; that system may file reports by the API."), rows: 3 })}
    </details>
  `;
}

const ADDRESSES = {
  clerk: "clerkEmail",
  office: "officeEmail",
  head: "headEmail",
} as const satisfies Record<ContactRole, string>;

/** A mailbox; of one whose mail came back what happened, and the way to write to it again. */
function mailbox(visit: Visit, { unit, mended }: UnitForm, at: FieldBase & { value: string }): Html {
  const { name, value } = at;
  const bounced = unit?.bounced[value];
  const field = textField({ ...at, inputMode: "email" });
  if (!bounced) return field;
  const label = visit.say("Hộp thư đã hoạt động trở lại, tiếp tục gửi thư", "It takes mail again: go on writing to it");
  return html`${field}${checkboxField({
    name: "mended",
    id: `${name}-mended`,
    label: `${value}: ${addressNote(visit, bounced)}`,
    options: [{ value, label, checked: mended.includes(value) }],
  })}`;
}

function keepersNotice({ say }: Visit): Html {
  return notice(
    "info",
    say(
      "Đơn vị này quản lý danh bạ: các hộp thư dưới đây sửa được đơn vị, cán bộ và văn bản chỉ đạo.",
      "This unit keeps the register: its mailboxes may change units, staff and directives.",
    ),
  );
}
