import { ATTACHING } from "../../domain/attachment.ts";
import { FILE_KINDS, fileKinds } from "../../domain/file-kind.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { card } from "../parts/card.ts";
import { buttons, checkboxField, fileField, radioField, textField } from "../parts/fields.ts";
import { SIGNED_PDF } from "../unit/report-fields.ts";
import { backToDuty } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { Visit } from "../visit.ts";
import { KIND_WORDS, mostSize } from "./file-words.ts";

/**
 * Asks for files, and the word that none is a state secret. With the script they are chosen or dropped, several at once, and
 * sent from here; without it each is named first, and chosen on the page that this one leads to.
 */
export function announceForm(visit: Visit, found: VisitedDuty, field: FieldOf): Html {
  const { say } = visit;
  const [kind, secret] = [field("kind"), field("noStateSecret")];
  const signed = found.obligation.signedPaper === "none" ? "" : SIGNED_PDF[0];
  const content = html`
    <p>${say(
      `Mỗi lần gửi báo cáo kèm được ${ATTACHING.mostFiles} tệp, mỗi tệp không quá ${mostSize(visit)}. Tệp được kiểm tra trước khi gửi kèm được.`,
      `A filing takes ${ATTACHING.mostFiles} files, each of ${mostSize(visit)} at most. A file is looked at before it can be filed.`,
    )}</p>
    <div data-by-hand>${textField({
      ...field("name"),
      value: field("name").value || signed,
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
    })}</div>
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
    <div class="drop" data-by-script data-most="${ATTACHING.mostBytes}" data-files="${ATTACHING.mostFiles}" hidden>${fileField(
      {
        name: "files",
        label: say("Chọn các tệp, hoặc kéo thả vào đây", "Choose files, or drop them here"),
        hint: fileKinds.map((one) => `.${FILE_KINDS[one].endings[0]}`).join(", "),
        accept: fileKinds.flatMap((one) => FILE_KINDS[one].endings.map((ending) => `.${ending}`)).join(","),
        multiple: true,
      },
    )}</div>
    ${buttons({ label: say("Tiếp tục chọn tệp", "Go on to choose the file"), do: "announce" }, backToDuty(visit, found))}
    <p class="saved" data-autosave-status aria-live="polite"></p>
  `;
  const form = csrfForm(visit, { action: `${found.path}/attachments`, id: "send-files", content });
  return card(say("Thêm tệp", "Add files"), form, { id: "add" });
}
