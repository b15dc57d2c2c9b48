import { ATTACHING } from "../../domain/attachment.ts";
import { fileKinds } from "../../domain/file-kind.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { card } from "../parts/card.ts";
import { buttons, checkboxField, radioField, textField } from "../parts/fields.ts";
import { backToDuty } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { Visit } from "../visit.ts";
import { KIND_WORDS, mostSize } from "./file-words.ts";

/** Asks what the file is, before it is sent: what it is called, of which kind, and that it is no secret. */
export function announceForm(visit: Visit, found: VisitedDuty, field: FieldOf): Html {
  const { say } = visit;
  const [kind, secret] = [field("kind"), field("noStateSecret")];
  const content = html`
    <p>${say(
      `Mỗi lần gửi báo cáo kèm được ${ATTACHING.mostFiles} tệp, mỗi tệp không quá ${mostSize(visit)}. Tệp được kiểm tra trước khi gửi kèm được.`,
      `A filing takes ${ATTACHING.mostFiles} files, each of ${mostSize(visit)} at most. A file is looked at before it can be filed.`,
    )}</p>
    ${textField({
      ...field("name"),
      label: say("Tên tài liệu", "What it is called"),
      hint: say(
        "Ví dụ: Báo cáo số 215/BC-STP có chữ ký số. Không cần ghi phần mở rộng.",
        "For example: Report 215/BC-STP, signed. Leave the ending of the name out.",
      ),
      maxLength: 140,
      required: true,
      lang: "vi",
    })}
    ${radioField({
      ...kind,
      label: say("Loại tệp", "Kind of file"),
      options: fileKinds.map((value) => ({ value, label: say(...KIND_WORDS[value]) })),
      value: kind.value || "pdf",
      required: true,
    })}
    ${checkboxField({
      ...secret,
      label: say("Xác nhận", "Declaration"),
      options: [
        {
          value: "yes",
          label: say(
            "Tài liệu không thuộc danh mục bí mật nhà nước (Mật, Tối mật, Tuyệt mật)",
            "The paper is no state secret of any degree",
          ),
          checked: secret.value === "yes",
        },
      ],
      required: true,
    })}
    ${buttons({ label: say("Tiếp tục chọn tệp", "Go on to choose the file"), do: "announce" }, backToDuty(visit, found))}
  `;
  const form = csrfForm(visit, { action: `${found.path}/attachments`, content });
  return card(say("Thêm tệp đính kèm", "Add a file"), form, { id: "add" });
}
