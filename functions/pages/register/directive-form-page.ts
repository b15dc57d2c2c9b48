import { ACTION } from "./directive-form.ts";
import type { DirectiveForm } from "./directive-form.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { faultAt } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { nothing } from "../parts/attributes.ts";
import { empty } from "../parts/card.ts";
import { buttons, fileField, textArea } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { steps } from "../parts/steps.ts";
import type { Visit } from "../visit.ts";
import { directiveFields, fieldsOf, labelOf } from "./directive-fields.ts";
import { directiveSteps } from "./directive-preview-page.ts";
import { contentShown } from "./given-content.ts";
import { leave, registerPage } from "./register-page.ts";

/** Where a directive is entered or changed: by its fields, or by a file. */
export function directiveFormPage(visit: Visit, given: DirectiveForm): Answer {
  const { say } = visit;
  const { editing, content } = given;
  const form = { ...given, faults: given.faults && inFormOrder(given.faults, given.typed) };
  const title = editing
    ? say("Sửa văn bản đang chuẩn bị", "Change a directive")
    : say("Nhập văn bản chỉ đạo", "Enter a directive");
  const asFile = content !== undefined;
  return registerPage(visit, {
    ...form,
    title,
    above: editing ?? "",
    of: "/directives",
    steps: steps(visit, 0, directiveSteps(visit)),
    labelOf: (field) => (field === "file" ? say("Tệp", "File") : labelOf(visit, field)),
    content: html`
    ${asFile ? moreThanFields(visit) : nothing}
    ${asFile ? byFile(visit, form) : html`<div class="card"><details><summary>${say("Có sẵn tệp văn bản (JSON)? Nhập từ tệp", "Is there a file (JSON) of it? Enter it by file")}</summary>${byFile(visit, form)}</details></div>`}
    ${asFile ? nothing : given.units.total === 0 ? noUnits(visit) : byFields(visit, form)}
    ${asFile && editing === undefined ? html`<p><a href="${ACTION}">${say("Nhập bằng biểu mẫu", "Enter it by its fields")}</a></p>` : nothing}
  `,
  });
}

function byFields(visit: Visit, form: DirectiveForm): Html {
  const { say } = visit;
  return csrfForm(visit, {
    action: ACTION,
    basis: form.basis,
    keep: `${visit.caller.principal} ${ACTION} ${form.editing ?? ""}`,
    id: "entering",
    holdsAll: visit.form.has("seal"),
    autosave: { url: ACTION },
    content: html`<button type="submit" name="do" value="enter" class="unseen" tabindex="-1" aria-hidden="true"></button>
    <input type="hidden" name="draft" value="${form.draft}" />
    <input type="hidden" name="basedOn" value="${form.typed.get("basedOn") ?? "0"}" autocomplete="off" />
    ${directiveFields(visit, form)}
    ${buttons(
      { label: say("Xem lại trước khi lưu", "Look before saving"), do: "look" },
      { label: say("Lưu bản đang soạn", "Keep it for later"), do: "keep", kind: "plain" },
      leave(visit, "/directives"),
    )}`,
  });
}

function byFile(visit: Visit, form: DirectiveForm): Html {
  const { say } = visit;
  const shown = contentShown(visit, form.content ?? "");
  return csrfForm(visit, {
    action: ACTION,
    basis: form.basis,
    files: true,
    content: html`<input type="hidden" name="from" value="file" />
    ${fileField({
      name: "file",
      label: say("Tệp văn bản (JSON)", "The directive's file (JSON)"),
      hint: say(
        "Mẫu: “Tải tệp văn bản (JSON)” ở trang của một văn bản.",
        "For a pattern: “Download as a file (JSON)” on a directive's page.",
      ),
      accept: ".json,application/json",
      fault: faultAt(form, "file"),
    })}
    ${textArea({
      name: "content",
      label: say("Hoặc dán nội dung tệp", "Or paste what the file holds"),
      value: shown,
      rows: shown === "" ? 3 : 20,
      lang: "vi",
    })}
    ${buttons({ label: say("Kiểm tra và xem lại", "Check and look"), do: "file" })}`,
  });
}

/** Why a directive is shown as a file: its fields would lose some of it. */
function moreThanFields({ say, form }: Visit): Html {
  if (form.has("from")) return nothing;
  return notice(
    "info",
    say(
      "Biểu mẫu không thể hiện hết văn bản này, nên văn bản được sửa dưới dạng tệp.",
      "The fields cannot show all of this directive, so it is changed as a file.",
    ),
  );
}

function noUnits({ say }: Visit): Html {
  return empty(
    say(
      "Danh bạ chưa có đơn vị nào. Đề nghị nhập danh sách đơn vị trước.",
      "There is no unit in the register. Enter the units first.",
    ),
    html`<p><a class="button main" href="/units/import">${say("Nhập danh sách đơn vị", "Import units")}</a></p>`,
  );
}

/** Faults in the order of the form, which is not that of the checks. */
function inFormOrder(faults: NonNullable<Again["faults"]>, typed: URLSearchParams): NonNullable<Again["faults"]> {
  const fields = fieldsOf(typed);
  const place = (field: string): number => {
    const at = fields.indexOf(field);
    return at < 0 ? fields.length : at;
  };
  return faults.toSorted((a, b) => place(a.field) - place(b.field));
}
