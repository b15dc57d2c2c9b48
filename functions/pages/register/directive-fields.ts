import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { dateField, textArea, textField } from "../parts/fields.ts";
import { fieldset } from "../parts/form.ts";
import type { Visit } from "../visit.ts";
import type { DirectiveForm, FieldAt } from "./directive-form.ts";
import { usualDays } from "./directive-given.ts";
import { OF_AN_OBLIGATION, SECOND, apart, prefixesIn } from "./directive-places.ts";
import { directiveWords } from "./directive-words.ts";
import { linesField, obligationFields, reportTitle } from "./obligation-fields.ts";

const ABOUT =
  "number issuedOn issuer subject signer.name signer.post contact.name contact.post contact.phone contact.email grounds addressees copies id".split(
    " ",
  );

/** The form's fields in their order. */
export function fieldsOf(form: URLSearchParams): string[] {
  const prefixes = [...prefixesIn(form), SECOND];
  return [...ABOUT, ...prefixes.flatMap((prefix) => OF_AN_OBLIGATION.map((name) => `${prefix}${name}`))];
}

/** What a field is called where it does not stand in its place: of an obligation beside others, of which. */
export function labelOf(visit: Visit, field: string): string {
  const { say, form } = visit;
  const [prefix, name] = apart(field);
  const prefixes = prefixesIn(form);
  if (prefix === SECOND) return `${say("Báo cáo tổng hợp", "Consolidated report")}, ${labelWithin(visit, name)}`;
  if (prefixes.length === 1 || !OF_AN_OBLIGATION.includes(name)) return labelWithin(visit, name);
  return `${reportTitle(visit, prefixes.indexOf(prefix), prefixes.length)}, ${labelWithin(visit, name)}`;
}

function labelWithin(visit: Visit, field: string): string {
  const { say } = visit;
  if (field === "title") return say("Tên báo cáo", "Title of the report");
  if (field === "q") return say("Tìm đơn vị để chọn", "Search for units to choose");
  if (field === "of") return directiveWords(visit, "consolidates");
  const [whose = "", what] = field.split(".");
  if (what !== undefined) return `${directiveWords(visit, whose)}: ${directiveWords(visit, what)}`;
  return directiveWords(visit, field === "grounds" ? "basis" : field);
}

/** A directive, what it demands, and the consolidated report that may follow from it. */
export function directiveFields(visit: Visit, form: DirectiveForm): Html {
  const { say } = visit;
  const at =
    (prefix: string): FieldAt =>
    (name) => ({
      ...form.field(`${prefix}${name}`),
      label: labelWithin(visit, name),
      value: form.typed.get(`${prefix}${name}`) ?? usualDays(`${prefix}${name}`) ?? "",
      lang: "vi",
    });
  return html`
    ${fieldset(say("Văn bản", "The directive"), aboutFields(visit, form, at("")))}
    ${obligationFields(visit, { at, form })}
  `;
}

function aboutFields(visit: Visit, form: DirectiveForm, at: FieldAt): Html {
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
