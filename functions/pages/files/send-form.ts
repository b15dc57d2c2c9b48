import type { UploadForm } from "../../objects/archive.ts";
import { sendableUntil } from "../../domain/attachment.ts";
import type { Attachment } from "../../domain/attachment.ts";
import { FILE_KINDS } from "../../domain/file-kind.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { card } from "../parts/card.ts";
import { buttons, fileField } from "../parts/fields.ts";
import type { Visit } from "../visit.ts";
import { KIND_WORDS, formatSize } from "./file-words.ts";

/**
 * The form that sends a file from the browser straight to the archive. All that it may send is signed: where to, of
 * which type, how much, until when. The file comes last; behind it the archive reads nothing.
 */
export function sendForm(visit: Visit, attachment: Attachment, { url, fields }: UploadForm): Html {
  const { say } = visit;
  const { kind, mostBytes } = attachment;
  const { contentType, endings } = FILE_KINDS[kind];
  const send = say("Tải tệp lên", "Send the file");
  const until = formatMinute(visit, sendableUntil(attachment));
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const form = html`<form method="post" action="${url}" enctype="multipart/form-data" data-upload data-most="${mostBytes}">
    ${hidden}
    <p>${say(
      `Chưa nhận được tệp. Nếu lần tải lên trước bị đứt giữa chừng thì không có gì được lưu lại: chọn tệp và tải lên lại, trước ${until}.`,
      `The file has not come yet. If sending it broke off before, nothing of it is kept: choose the file and send it again, before ${until}.`,
    )}</p>
    ${fileField({
      name: "file",
      label: say("Tệp", "File"),
      hint: `${say(...KIND_WORDS[kind])}, ${say("không quá", "at most")} ${formatSize(visit, mostBytes)}`,
      accept: [contentType, ...endings.map((ending) => `.${ending}`)].join(","),
      required: true,
    })}
    ${buttons({ label: send })}
  </form>`;
  return card(send, form, { id: "send" });
}
