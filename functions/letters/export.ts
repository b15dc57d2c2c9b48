import type { ExportLetterInput, LetterText } from "../domain/letter-text.ts";
import { formatMinute, uncapitalize } from "../domain/vietnamese.ts";
import { fileTitle } from "../wording/exports.ts";
import { aboutOf, legalBasisOf } from "../wording/sentences.ts";
import { paragraph } from "./layout.ts";
import { letterTo } from "./letter-to.ts";
import { exportLink } from "./links.ts";
import { threadOf } from "./thread.ts";

/** To whoever asked for a file that took longer to make than a page waits for: it is there, where, and until when. */
export function composeExportLetter(input: ExportLetterInput): LetterText {
  const { directive, obligation, file, until, siteUrl, receiverName } = input;
  const ref = { directiveId: directive.id, obligationId: obligation.id };
  const [title] = fileTitle(file);
  return letterTo(input, threadOf(ref), {
    tag: "Tệp đã lập xong",
    lead: uncapitalize(title),
    mood: "done",
    heading: `Đã lập xong: ${title}`,
    to: receiverName,
    blocks: [
      paragraph(
        `Theo yêu cầu, hệ thống đã lập xong tệp sau của các báo cáo theo ${legalBasisOf(directive, obligation)} ${aboutOf(directive)}:`,
      ),
      {
        block: "facts",
        rows: [
          { label: "Tệp", value: `${title} (${file})`, strong: true },
          { label: "Nội dung", value: obligation.title },
          { label: "Tải được đến", value: formatMinute(until) },
        ],
      },
      {
        block: "link",
        label: "Mở trang tải tệp",
        url: exportLink(siteUrl, ref, file),
        note: "Đường dẫn này mở trang đăng nhập, không tự đăng nhập thay người dùng. Sau thời gian trên, có thể yêu cầu lập lại trên cùng trang.",
      },
      paragraph("Số liệu trong tệp là tại thời điểm lập; báo cáo gửi sau đó không có trong tệp."),
    ],
  });
}
