import { SIGNED_PAPER } from "../../domain/directive.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { dateField, selectField, textArea, textField } from "../parts/fields.ts";
import type { FieldBase } from "../parts/fields.ts";
import { fieldset } from "../parts/form.ts";
import type { Visit } from "../visit.ts";
import { datesSaid, saidOf } from "./dates-said.ts";
import { ACTION } from "./directive-form.ts";
import type { DirectiveForm, FieldAt } from "./directive-form.ts";
import { MOST_REPORTS, SECOND, prefixesIn } from "./directive-places.ts";
import { SIGNED_PAPER_WORDS, directiveWords } from "./directive-words.ts";
import { reporterFields } from "./reporter-fields.ts";
import { unitField } from "./unit-field.ts";

type Asked = { readonly at: (prefix: string) => FieldAt; readonly form: DirectiveForm };

/** Each report that the directive demands, and the one that may be made of them. */
export function obligationFields(visit: Visit, { at, form }: Asked): Html {
  const { say } = visit;
  const prefixes = prefixesIn(form.typed);
  const said = datesSaid(visit, form.typed);
  const rest = (prefix: string) => receiverAndRest(visit, form, { at: at(prefix), prefix, said });
  return html`
    ${prefixes.map(
      (prefix, n) =>
        html`<div id="${prefix}report">${fieldset(
          reportTitle(visit, n, prefixes.length),
          html`${prefix === "" ? nothing : html`<input type="hidden" name="more" value="${prefix.slice(0, -1)}" />`}
        ${hidden(form, `${prefix}id1`)}${titleAndItem(at(prefix), true)}${reporterFields(visit, form, { at: at(prefix), prefix })}${rest(prefix)}
        ${
          prefixes.length === 1
            ? nothing
            : arrange(say("Bỏ yêu cầu báo cáo này", "Take this report out"), `remove ${prefix}`, "report")
        }`,
        )}</div>`,
    )}
    ${
      prefixes.length < MOST_REPORTS
        ? arrange(say("Thêm một yêu cầu báo cáo", "Add a report"), "add", `${nextOf(prefixes)}report`)
        : nothing
    }
    ${fieldset(
      say("Báo cáo tổng hợp (nếu có)", "Consolidated report (if any)"),
      html`<p class="hint">
          ${say(
            "Ghi nếu đơn vị nhận báo cáo ở trên phải tổng hợp và báo cáo tiếp.",
            "If the unit that receives the reports has to consolidate them.",
          )}
        </p>
        ${hidden(form, "id2")}${prefixes.length === 1 ? nothing : sourceField(visit, form, { at, prefixes })}
        ${titleAndItem(at(SECOND), false)}${rest(SECOND)}`,
    )}
  `;
}

/** What the fields of the report that would be added next begin with. */
export function nextOf(prefixes: readonly string[]): string {
  return `${Math.max(1, ...prefixes.map((prefix) => Number(prefix.slice(0, -1)))) + 1}.`;
}

/** A report by its place on the form, as long as there are others. */
export function reportTitle(visit: Visit, n: number, all: number): string {
  const title = directiveWords(visit, "obligations");
  return all === 1 ? title : `${title} ${n + 1}`;
}

/** A button that changes what the form asks for, and leads to what it changed; all that was typed stays. */
function arrange(label: string, deed: string, to: string): Html {
  return html`<p><button class="button plain" type="submit" name="do" value="${deed}" formaction="${ACTION}#${to}">${label}</button></p>`;
}

function hidden({ typed }: DirectiveForm, name: string): Html {
  return html`<input type="hidden" name="${name}" value="${typed.get(name) ?? ""}" />`;
}

/** Which of several reports the consolidated one is made of. */
function sourceField(
  { say }: Visit,
  { typed }: DirectiveForm,
  { at, prefixes }: Pick<Asked, "at"> & { prefixes: readonly string[] },
): Html {
  return selectField({
    ...at(SECOND)("of"),
    options: prefixes.map((prefix, n) => ({
      value: prefix === "" ? "1" : prefix.slice(0, -1),
      label: `${n + 1}. ${typed.get(`${prefix}title`) || say("(chưa có tên)", "(no title yet)")}`,
    })),
  });
}

function titleAndItem(at: FieldAt, required: boolean): Html {
  return html`${textField({ ...at("title"), required })}
  ${textField({ ...at("item"), width: "short", inputMode: "numeric" })}`;
}

function receiverAndRest(
  visit: Visit,
  { units }: DirectiveForm,
  { at, prefix, said }: { at: FieldAt; prefix: string; said: ReturnType<typeof datesSaid> },
): Html {
  const required = prefix !== SECOND;
  // How a field is filled in is said once, and not beside every further report.
  const hint = (vi: string, en: string) => (prefix === "" || prefix === SECOND ? visit.say(vi, en) : undefined);
  const date = said[`${prefix}before`];
  return html`
    ${unitField(visit, { ...at("receiver"), units: units.atHand, areMany: units.areMany, required })}
    ${textField({ ...at("onBehalfOf"), hint: hint("Nếu có, ví dụ: Ủy ban nhân dân tỉnh", "If so, for example: Ủy ban nhân dân tỉnh") })}
    ${linesField(visit, at("forwardTo"))}
    ${dateField(visit, {
      ...at("before"),
      hint: hint(
        "Ngày nêu sau chữ “trước ngày”: ghi 30/10/2017 thì báo cáo đến hết 29/10 là đúng hạn.",
        "The day named after “before”: with 30/10/2017 a report is in time until the end of 29/10.",
      ),
      required,
    })}
    <div class="said" data-said="${prefix}before" aria-live="polite">${date ? saidOf(date) : nothing}</div>
    ${textField({ ...at("acceptWithin"), hint: hint("Nếu có: nơi nhận xem xét, chấp nhận hoặc trả lại trong thời gian này.", "If so: the receiver means to accept or return a report within them."), width: "short", inputMode: "numeric" })}
    ${textArea({
      ...at("outline"),
      hint: hint(
        "Mỗi phần một dòng; số liệu ghi ở dòng dưới, bắt đầu bằng dấu trừ.",
        "One section a line; figures on the lines below, each behind a hyphen.",
      ),
      rows: required ? 12 : 5,
    })}
    ${prefix === "" ? outlineHelp(visit) : nothing}
    ${selectField({
      ...at("signedPaper"),
      options: SIGNED_PAPER.map((value) => ({ value, label: visit.say(...SIGNED_PAPER_WORDS[value]) })),
    })}
    ${textField({ ...at("remindWorkingDaysBefore"), hint: hint("Tính đến ngày làm việc cuối cùng; 0 là chính ngày đó.", "Before the last working day; 0 is that day itself."), width: "medium" })}
    ${textField({ ...at("followUpWorkingDaysAfter"), hint: hint("Sau lần thông báo chậm báo cáo.", "After the escalation."), width: "medium" })}
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

/** A field whose lines are a list. */
export function linesField({ say }: Visit, field: FieldBase): Html {
  return textArea({ ...field, hint: say("Mỗi dòng một mục.", "One a line."), rows: 2 });
}
