import { SIGNED_PAPER } from "../../domain/directive.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { checkboxField, dateField, selectField, textArea, textField } from "../parts/fields.ts";
import type { FieldBase } from "../parts/fields.ts";
import { fieldset } from "../parts/form.ts";
import type { Visit } from "../visit.ts";
import type { DirectiveForm } from "./directive-form.ts";
import { USUAL_DAYS } from "./directive-given.ts";
import { SECOND } from "./directive-places.ts";
import { SIGNED_PAPER_WORDS, directiveWords } from "./directive-words.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { unitField } from "./unit-field.ts";

const ABOUT =
  "number issuedOn issuer subject signer.name signer.post contact.name contact.post contact.phone contact.email grounds addressees copies id".split(
    " ",
  );
const OBLIGATION =
  "title item kinds units except receiver onBehalfOf forwardTo before outline signedPaper remindWorkingDaysBefore followUpWorkingDaysAfter".split(
    " ",
  );

/** The form's fields in their order. */
export const FIELDS: readonly string[] = [...ABOUT, ...OBLIGATION, ...OBLIGATION.map((name) => `${SECOND}${name}`)];

/** What a field is called where it does not stand in its place: of the second obligation, that it is. */
export function labelOf(visit: Visit, field: string): string {
  const { say } = visit;
  if (field.startsWith(SECOND))
    return `${say("Báo cáo tổng hợp", "Consolidated report")}, ${labelOf(visit, field.slice(SECOND.length))}`;
  if (field === "title") return say("Tên báo cáo", "Title of the report");
  const [whose = "", what] = field.split(".");
  if (what !== undefined) return `${directiveWords(visit, whose)}: ${directiveWords(visit, what)}`;
  return directiveWords(visit, field === "grounds" ? "basis" : field);
}

type At = (name: string) => FieldBase & { readonly value: string };

/** A directive, its obligation, and the consolidated report that may follow from it. */
export function directiveFields(visit: Visit, form: DirectiveForm): Html {
  const { say } = visit;
  const at: At = (name) => ({
    ...form.field(name),
    label: labelOf(visit, name.replace(SECOND, "")),
    value: form.typed.get(name) ?? USUAL_DAYS[name] ?? "",
    lang: "vi",
  });
  return html`
    ${["id1", "id2"].map((name) => html`<input type="hidden" name="${name}" value="${form.typed.get(name) ?? ""}" />`)}
    ${fieldset(say("Văn bản", "The directive"), aboutFields(visit, form, at))}
    ${fieldset(
      directiveWords(visit, "obligations"),
      html`${titleAndItem(at, "")}${reporterFields(visit, form, at)}${receiverAndRest(visit, form, { at, prefix: "" })}`,
    )}
    ${fieldset(
      say("Báo cáo tổng hợp (nếu có)", "Consolidated report (if any)"),
      html`<p class="hint">
          ${say(
            "Ghi nếu đơn vị nhận báo cáo ở trên phải tổng hợp và báo cáo tiếp.",
            "If the unit that receives the reports has to consolidate them.",
          )}
        </p>
        ${titleAndItem(at, SECOND)}${receiverAndRest(visit, form, { at, prefix: SECOND })}`,
    )}
  `;
}

function aboutFields(visit: Visit, form: DirectiveForm, at: At): Html {
  const { say } = visit;
  const further = ["grounds", "addressees", "copies"];
  const open = [...further, "id"].some((name) => at(name).fault !== undefined || at(name).value !== "");
  return html`
    ${textField({ ...at("number"), hint: say("Ví dụ: 5500/UBND-KGVX", "For example: 5500/UBND-KGVX"), width: "medium", required: true })}
    ${dateField(visit, { ...at("issuedOn"), required: true })}${textField({ ...at("issuer"), required: true })}
    ${textArea({ ...at("subject"), rows: 2, required: true })}
    ${textField({ ...at("signer.name"), width: "medium" })}${textField({ ...at("signer.post"), width: "medium" })}
    ${textField({
      ...at("contact.name"),
      hint: say(
        "Cán bộ mà đơn vị liên hệ khi vướng mắc: có tên trong mọi thư, và nhận thư trả lời.",
        "Whom units ask: stands in every letter, and reads what they answer.",
      ),
      width: "medium",
    })}${textField({ ...at("contact.post"), width: "medium" })}
    ${textField({ ...at("contact.phone"), width: "medium" })}${textField({ ...at("contact.email"), width: "medium" })}
    <details${open ? html` open` : ""}>
      <summary>${say("Căn cứ, kính gửi, nơi nhận, mã trong hệ thống", "Basis, addressees, copies, id")}</summary>
      ${further.map((name) => linesField(visit, at(name)))}
      ${
        form.editing
          ? nothing
          : textField({
              ...at("id"),
              hint: say(
                "Để trống thì đặt theo số và năm, ví dụ: 5500-ubnd-kgvx-2017.",
                "Left empty, it is made of number and year, like 5500-ubnd-kgvx-2017.",
              ),
              width: "medium",
            })
      }
    </details>
  `;
}

function reporterFields(visit: Visit, { typed, units }: DirectiveForm, at: At): Html {
  const { say } = visit;
  const chosen = typed.getAll("kinds");
  const options = inOrderOfKind([...units.map(({ kind }) => kind), ...chosen]).map((value) => {
    const count = formatNumber(visit, units.filter(({ kind }) => kind === value).length);
    return { value, label: `${kindWords(visit, value)} (${count})`, checked: chosen.includes(value) };
  });
  const byName = say(
    "Mỗi dòng một đơn vị, ghi tên hoặc mã trong danh bạ.",
    "One a line, by its name or id in the register.",
  );
  const often = say(
    "Thường là chính đơn vị nhận báo cáo, ví dụ: Sở Nội vụ.",
    "Most often the receiver itself, for example: Sở Nội vụ.",
  );
  return html`
    ${checkboxField({ ...at("kinds"), options })}
    ${textArea({ ...at("units"), hint: byName, rows: 2 })}
    ${textArea({ ...at("except"), hint: `${byName} ${often}`, rows: 2 })}
  `;
}

function titleAndItem(at: At, prefix: string): Html {
  return html`${textField({ ...at(`${prefix}title`), required: prefix === "" })}
  ${textField({ ...at(`${prefix}item`), width: "short", inputMode: "numeric" })}`;
}

function receiverAndRest(visit: Visit, { units }: DirectiveForm, { at, prefix }: { at: At; prefix: string }): Html {
  const { say } = visit;
  const required = prefix === "";
  return html`
    ${unitField(visit, { ...at(`${prefix}receiver`), units, required })}
    ${textField({ ...at(`${prefix}onBehalfOf`), hint: say("Nếu có, ví dụ: Ủy ban nhân dân tỉnh", "If so, for example: Ủy ban nhân dân tỉnh") })}
    ${linesField(visit, at(`${prefix}forwardTo`))}
    ${dateField(visit, {
      ...at(`${prefix}before`),
      hint: say(
        "Ngày nêu sau chữ “trước ngày”: ghi 30/10/2017 thì báo cáo đến hết 29/10 là đúng hạn.",
        "The day named after “before”: with 30/10/2017 a report is in time until the end of 29/10.",
      ),
      required,
    })}
    ${textArea({
      ...at(`${prefix}outline`),
      hint: say(
        "Mỗi phần một dòng; số liệu ghi ở dòng dưới, bắt đầu bằng dấu trừ.",
        "One section a line; figures on the lines below, each behind a hyphen.",
      ),
      rows: required ? 12 : 5,
    })}
    ${required ? outlineHelp(visit) : nothing}
    ${selectField({
      ...at(`${prefix}signedPaper`),
      options: SIGNED_PAPER.map((value) => ({ value, label: say(...SIGNED_PAPER_WORDS[value]) })),
    })}
    ${textField({ ...at(`${prefix}remindWorkingDaysBefore`), hint: say("Tính đến ngày làm việc cuối cùng; 0 là chính ngày đó.", "Before the last working day; 0 is that day itself."), width: "medium" })}
    ${textField({ ...at(`${prefix}followUpWorkingDaysAfter`), hint: say("Sau lần thông báo chậm báo cáo.", "After the escalation."), width: "medium" })}
  `;
}

/** How an outline is typed, with an example. */
function outlineHelp({ say }: Visit): Html {
  return html`<details>
    <summary>${say("Cách ghi đề cương, có ví dụ", "How to write the outline, with an example")}</summary>
    <ul>
      <li>${say("Phần: tên, rồi nhiệm vụ (nếu có) sau dấu |. Số đầu dòng (nếu có) là mục của văn bản.", "A section: its title, then its task, if any, behind |. A number in front is the item of the directive.")}</li>
      <li>${say("Số liệu: dấu trừ, tên, đơn vị tính trong ngoặc; không được vượt số liệu khác thì thêm <= và tên số liệu đó.", "A figure: a hyphen, its name, its unit in brackets; if it may not exceed another, <= and the other's name.")}</li>
    </ul>
    <pre lang="vi">${EXAMPLE}</pre>
  </details>`;
}

const EXAMPLE = `1. Công tác tuyên truyền
2. Thực hiện phong trào thi đua | Tổ chức đăng ký và nhân rộng mô hình
- Mô hình đăng ký (mô hình)
- Mô hình hiệu quả (mô hình) <= Mô hình đăng ký`;

function linesField({ say }: Visit, field: FieldBase): Html {
  return textArea({ ...field, hint: say("Mỗi dòng một mục.", "One a line."), rows: 2 });
}
