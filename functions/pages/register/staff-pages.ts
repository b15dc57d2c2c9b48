import type { Staff } from "../../domain/access.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { facts } from "../parts/facts.ts";
import { buttons, radioField, textField } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { registerPage } from "./register-page.ts";
import { unitField } from "./unit-field.ts";
import { unitName } from "./unit-names.ts";

const ACTION = "/staff";

type Units = Again & { readonly units: readonly Unit[] };
type Entry = Units & { readonly field: FieldOf; readonly areMany: boolean };

/** The list, and the form of one entry. */
export function staffPage(visit: Visit, p: Entry & { readonly members: readonly Staff[] }): Answer {
  const { say } = visit;
  const title = say("Cán bộ theo dõi", "Supervisors and leaders");
  const about = say(
    "Người theo dõi, tổng hợp và lãnh đạo đăng nhập bằng địa chỉ riêng, không phải hộp thư của đơn vị trong danh bạ.",
    "Supervisors and leaders sign in by addresses of their own, not by a unit's mailbox in the register.",
  );
  return registerPage(visit, {
    ...p,
    title,
    below: about,
    labelOf: (field) => label(visit, field),
    content: html`${doneNotice(visit)}
    ${table({
      caption: title,
      captionHidden: true,
      columns: [...FIELDS.map((field) => ({ label: label(visit, field) })), { label: say("Thao tác", "Do") }],
      rows: p.members.map((member) => {
        const of = encodeURIComponent(member.email);
        const whom = html`<span class="unseen"> ${vi(member.name)}</span>`;
        return [
          ...shown(visit, member, p.units),
          html`<a href="/staff?edit=${of}#entry">${say("Sửa", "Change")}${whom}</a> ·
            <a href="/staff?remove=${of}">${say("Gỡ", "Remove")}${whom}</a> ·
            <a href="/sessions?of=${of}">${say("Phiên", "Sessions")}${whom}</a>`,
        ];
      }),
      empty: say("Chưa có ai trong danh sách.", "There is nobody on the list yet."),
    })}
    ${card(say("Thêm hoặc sửa", "Add or change"), entryForm(visit, p), { id: "entry" })}
  `,
  });
}

/** What an entry, or its removal, means for somebody, before it is done. */
export function memberPreviewPage(
  visit: Visit,
  p: Units & {
    readonly typed: URLSearchParams;
    readonly member: Staff | undefined;
    readonly removes: boolean;
    readonly basis: string;
  },
): Answer {
  const { say } = visit;
  const { member, removes, units } = p;
  const field = (name: string): string => p.typed.get(name) ?? "";
  const given = {
    email: field("email"),
    name: field("name"),
    role: field("role") === "leader" ? "leader" : "supervisor",
    unitId: field("unitId") || visit.homeUnit,
  } as const;
  const values = shown(visit, given, units);
  const title = removes
    ? say("Gỡ khỏi danh sách cán bộ", "Remove from the staff list")
    : say("Xem lại trước khi lưu", "A look before it is saved");
  const replaced =
    member && !removes
      ? [
          [
            say("Thay cho", "In place of"),
            html`${shown(visit, member, units).map((value) => html`<div>${value}</div>`)}`,
          ] as const,
        ]
      : [];
  return registerPage(visit, {
    ...p,
    title,
    of: ACTION,
    content: html`
    ${facts([...FIELDS.map((name, i) => [label(visit, name), values[i] ?? ""] as const), ...replaced])}
    ${removes ? notice("warning", say("Người này mất ngay các quyền trên. Việc đã làm vẫn lưu trong lịch sử.", "This person loses these rights at once. What was done stays on record.")) : notice("info", mayDo(visit, given, units))}
    ${csrfForm(visit, {
      action: ACTION,
      basis: p.basis,
      content: html`
      ${FIELDS.map((name) => html`<input type="hidden" name="${name}" value="${field(name)}" />`)}
      ${buttons(
        ...(removes
          ? [{ label: say("Gỡ khỏi danh sách", "Remove"), do: "remove", kind: "danger" } as const]
          : [
              { label: say("Lưu", "Save"), do: "put" },
              { label: say("Sửa lại", "Change it"), do: "edit" },
            ]),
        { label: say("Hủy", "Cancel"), href: ACTION },
      )}`,
    })}
  `,
  });
}

function entryForm(visit: Visit, { field, units, areMany }: Entry): Html {
  const { say } = visit;
  const at = (name: Field) => ({ ...field(name), required: true });
  return csrfForm(visit, {
    action: ACTION,
    content: html`
    ${textField({ ...at("name"), lang: "vi" })}${textField({ ...at("email"), inputMode: "email" })}
    ${radioField({
      ...at("role"),
      options: [
        {
          value: "supervisor",
          label: roleWords(visit, "supervisor"),
          hint: say("Đối với báo cáo gửi đến đơn vị dưới đây.", "Of the reports that the unit below receives."),
        },
        { value: "leader", label: roleWords(visit, "leader") },
      ],
    })}
    ${unitField(visit, { ...at("unitId"), units, areMany, none: say("Đơn vị quản lý danh bạ", "The unit that keeps the register") })}
    ${buttons({ label: say("Xem lại trước khi lưu", "Look before saving"), do: "look" })}`,
  });
}

const FIELDS = ["name", "email", "role", "unitId"] as const;
type Field = (typeof FIELDS)[number];

const LABELS: Readonly<Record<Field, readonly [vi: string, en: string]>> = {
  name: ["Họ tên, chức vụ", "Name and post"],
  email: ["Địa chỉ thư công vụ", "Office e-mail address"],
  role: ["Vai trò", "Role"],
  unitId: ["Đơn vị", "Unit"],
};

/** What a field of an entry is called. */
export function label({ say }: Visit, field: string): string {
  const words = Object.entries(LABELS).find(([name]) => name === field)?.[1];
  return words ? say(...words) : field;
}

/** An entry's values, in the order of the fields. */
function shown(visit: Visit, { name, email, role, unitId }: Shown, units: readonly Unit[]): (Html | string)[] {
  return [vi(name), email, roleWords(visit, role), vi(unitName(units, unitId))];
}

type Shown = { readonly [Name in keyof Staff]: Name extends "role" ? Staff["role"] : string };

function mayDo({ say, homeUnit }: Visit, { role, unitId }: Shown, units: readonly Unit[]): string {
  if (role === "leader")
    return say(
      "Người này sẽ xem được mọi bảng tổng hợp và báo cáo; không thay đổi được gì.",
      "This person will read every summary and report, and change nothing.",
    );
  const unit = unitName(units, unitId);
  const register = say(", và được sửa đơn vị, cán bộ, văn bản chỉ đạo", ", and may change units, staff and directives");
  return `${say(
    `Người này sẽ theo dõi, chấp nhận, trả lại, gia hạn các báo cáo gửi đến ${unit}`,
    `This person will supervise the reports that ${unit} receives: accept them, return them, give more time`,
  )}${unitId === homeUnit ? register : ""}.`;
}

function doneNotice({ say, query }: Visit): Html {
  const { done } = query;
  if (done === undefined) return nothing;
  return notice("good", done === "removed" ? say("Đã gỡ khỏi danh sách.", "Removed.") : say("Đã lưu.", "Saved."));
}

function roleWords({ say }: Visit, role: Staff["role"]): string {
  return role === "leader" ? say("Lãnh đạo (chỉ xem)", "Leader (reads)") : say("Theo dõi, tổng hợp", "Supervisor");
}
