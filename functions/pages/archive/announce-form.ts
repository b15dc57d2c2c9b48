import { ATTACHING } from "../../domain/attachment.ts";
import { fileKinds } from "../../domain/file-kind.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import { sealed } from "../confirmation.ts";
import { faultAt } from "../form-state.ts";
import type { Again } from "../form-state.ts";
import { card } from "../parts/card.ts";
import { buttons, checkboxField, radioField, textField } from "../parts/fields.ts";
import { postForm } from "../parts/form.ts";
import { backToDuty } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { Visit } from "../visit.ts";
import { KIND_WORDS, mostSize } from "./file-words.ts";

/** Asks what the file is, before it is sent: what it is called, of which kind, and that it is no secret. */
export function announceForm(visit: Visit, found: VisitedDuty, again: Again): Html {
  const { say, form } = visit;
  const action = `${found.path}/attachments`;
  const title = say("Thêm tệp đính kèm", "Add a file");
  const content = html`
    ${sealed(visit, { action })}
    <p>${say(
      `Mỗi lần gửi báo cáo kèm được ${ATTACHING.mostFiles} tệp, mỗi tệp không quá ${mostSize(visit)}. Tệp được kiểm tra trước khi gửi kèm được.`,
      `A filing takes ${ATTACHING.mostFiles} files, each of ${mostSize(visit)} at most. A file is looked at before it can be filed.`,
    )}</p>
    ${textField({
      name: "name",
      label: say("Tên tài liệu", "What it is called"),
      hint: say(
        "Ví dụ: Báo cáo số 215/BC-STP có chữ ký số. Không cần ghi phần mở rộng.",
        "For example: Report 215/BC-STP, signed. Leave the ending of the name out.",
      ),
      value: form.get("name") ?? "",
      fault: faultAt(again, "name"),
      maxLength: 140,
      required: true,
      lang: "vi",
    })}
    ${radioField({
      name: "kind",
      label: say("Loại tệp", "Kind of file"),
      options: fileKinds.map((kind) => ({ value: kind, label: say(...KIND_WORDS[kind]) })),
      value: form.get("kind") ?? "pdf",
      fault: faultAt(again, "kind"),
      required: true,
    })}
    ${checkboxField({
      name: "noStateSecret",
      label: say("Xác nhận", "Declaration"),
      options: [
        {
          value: "yes",
          label: say(
            "Tài liệu không thuộc danh mục bí mật nhà nước (Mật, Tối mật, Tuyệt mật)",
            "The paper is no state secret of any degree",
          ),
          checked: form.get("noStateSecret") === "yes",
        },
      ],
      fault: faultAt(again, "noStateSecret"),
      required: true,
    })}
    ${buttons({ label: say("Tiếp tục chọn tệp", "Go on to choose the file"), do: "announce" }, backToDuty(visit, found))}
  `;
  return card(title, postForm({ action, content }), { id: "add" });
}
