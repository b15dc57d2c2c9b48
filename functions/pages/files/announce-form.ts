import { ATTACHING } from "../../domain/attachment.ts";
import { FILE_KINDS, fileKinds } from "../../domain/file-kind.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import type { FieldOf } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons, fileField, textField } from "../parts/fields.ts";
import { SIGNED_PDF } from "../unit/report-fields.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { Visit } from "../visit.ts";
import { declarationField, fileFieldWords, kindField } from "./file-fields.ts";
import { mostSize } from "./file-words.ts";

/**
 * Asks for files, and the word that none is a state secret. With the script they are chosen or dropped, several at once, and
 * sent from here; without it each is named first, and chosen on the page that this one leads to.
 */
export function announceForm(visit: Visit, found: VisitedDuty, field: FieldOf): Html {
  const { say } = visit;
  const signed = found.obligation.signedPaper === "none" ? "" : SIGNED_PDF[0];
  const content = html`
    ${
      signed === ""
        ? nothing
        : html`<p>${say(
            "Gửi bản PDF đã ký, có chữ ký số hoặc bản quét có dấu. Số, ngày ký và người ký được đọc từ tệp, nếu tệp có chữ.",
            "Send the signed PDF, digitally signed or scanned. Number, day and signer are read from its text, if it has any.",
          )}</p>`
    }
    <p>${say(
      `Mỗi lần gửi báo cáo kèm được ${ATTACHING.mostFiles} tệp, mỗi tệp không quá ${mostSize(visit)}. Tệp được kiểm tra trước khi gửi kèm được.`,
      `A filing takes ${ATTACHING.mostFiles} files, each of ${mostSize(visit)} at most. A file is looked at before it can be filed.`,
    )}</p>
    <div data-by-hand>${textField({
      ...field("name"),
      value: field("name").value || signed,
      label: fileFieldWords(visit, "name"),
      hint: say(
        "Ví dụ: Báo cáo số 215/BC-STP có chữ ký số. Không cần ghi phần mở rộng.",
        "For example: Report 215/BC-STP, signed. Leave the ending of the name out.",
      ),
      maxLength: 140,
      required: true,
      lang: "vi",
    })}
    ${kindField(visit, field("kind"))}</div>
    ${declarationField(visit, field("noStateSecret"))}
    <div class="drop" data-by-script data-most="${ATTACHING.mostBytes}" data-files="${ATTACHING.mostFiles}" hidden>${fileField(
      {
        name: "files",
        label: say("Chọn các tệp, hoặc kéo thả vào đây", "Choose files, or drop them here"),
        hint: fileKinds.map((one) => `.${FILE_KINDS[one].endings[0]}`).join(", "),
        accept: fileKinds.flatMap((one) => FILE_KINDS[one].endings.map((ending) => `.${ending}`)).join(","),
        multiple: true,
      },
    )}</div>
    ${buttons({ label: say("Tiếp tục chọn tệp", "Go on to choose the file"), do: "announce" })}
    <p class="saved" data-autosave-status aria-live="polite"></p>
  `;
  const form = csrfForm(visit, { action: `${found.path}/attachments`, id: "send-files", content });
  return card(say("Thêm tệp", "Add files"), form, { id: "add" });
}
