import { fileKinds } from "../../domain/file-kind.ts";
import type { Html } from "../../runtime/html.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { checkboxField, radioField } from "../parts/fields.ts";
import type { Visit } from "../visit.ts";
import { KIND_WORDS } from "./file-words.ts";

type Field = ReturnType<FieldOf>;

/** What the fields of a file that is announced are called. */
export function fileFieldWords({ say }: Visit, name: string): string {
  if (name === "kind") return say("Loại tệp", "Kind of file");
  return name === "noStateSecret" ? say("Xác nhận", "Declaration") : say("Tên tài liệu", "What it is called");
}

/** The field that a fault's path means. */
export function fileFieldOf(path: string): string {
  if (path === "contentType") return "kind";
  return path === "noStateSecret" ? path : "name";
}

/** Asks of which kind a file is: a PDF, until something else is said. */
export function kindField(visit: Visit, field: Field): Html {
  return radioField({
    ...field,
    label: fileFieldWords(visit, "kind"),
    options: fileKinds.map((value) => ({ value, label: visit.say(...KIND_WORDS[value]) })),
    value: field.value || "pdf",
    required: true,
  });
}

/** Asks for the word that a file is no state secret. */
export function declarationField(visit: Visit, field: Field): Html {
  return checkboxField({
    ...field,
    label: fileFieldWords(visit, "noStateSecret"),
    options: [
      {
        value: "yes",
        label: visit.say(
          "Tài liệu không thuộc danh mục bí mật nhà nước (Mật, Tối mật, Tuyệt mật)",
          "The paper is no state secret of any degree",
        ),
        checked: field.value === "yes",
      },
    ],
    required: true,
  });
}
