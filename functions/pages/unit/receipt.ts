import { isRefusal } from "../../domain/refusal.ts";
import { localDateOf } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { legalBasisOf } from "../../wording/sentences.ts";
import type { Submission } from "../../store/filings.ts";
import { formatSecond } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { facts } from "../parts/facts.ts";
import { page } from "../parts/frame.ts";
import { grouped } from "../parts/hash.ts";
import { letterhead, printButton } from "../parts/letterhead.ts";
import { notice } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { filedFiles } from "./filed-files.ts";
import { receiptNumber, standingOf } from "./filing-facts.ts";
import { crumbsOf, destination, linkToDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";
import { visitRevision } from "./visited-revision.ts";

/** The receipt of one filing: one sheet, to be printed and kept in the file. */
export const showReceipt: PageHandler = async (visit, effects) => {
  const visited = await visitRevision(visit, effects);
  if (isRefusal(visited)) return visited;
  const { found, filed } = visited;
  const { say } = visit;
  const number = receiptNumber(found.duty, filed);
  const main = html`
    ${
      visit.query["done"] === "filed"
        ? notice(
            "good",
            say(
              "Báo cáo đã được gửi và tiếp nhận. Thư biên nhận được gửi tới hộp thư của đơn vị.",
              "The report is filed and received. The receipt goes to the unit's mailbox, too.",
            ),
          )
        : nothing
    }
    <div class="sheet">
      ${letterhead({
        office: found.receiverName.toLocaleUpperCase("vi"),
        number: number === undefined ? undefined : `Số: ${number}`,
        placeAndDay: longDay(filed.receivedAt),
        title: "BIÊN NHẬN BÁO CÁO",
        about: found.obligation.title,
      })}
      ${receiptFacts(visit, found, filed)} ${filedFiles(visit, found.path, filed.report?.attachments)}
      ${number === undefined ? nothing : waysToCheck(visit, `${number}/${found.obligation.receiver}`, effects.siteUrl)}
      <p>${say(
        "Biên nhận xác nhận việc tiếp nhận báo cáo; nội dung được xem xét sau.",
        "This confirms that the report was received; what it says is looked at afterwards.",
      )}</p>
    </div>
    <p class="tools">
      ${printButton(say("In biên nhận", "Print the receipt"))}
      <a href="${found.path}/revisions/${filed.revision}">${say("Xem nội dung đã gửi", "See what was filed")}</a>
      ${linkToDuty(visit, found)}
    </p>
  `;
  const title = say(`Biên nhận số ${number ?? ""}`, `Receipt ${number ?? ""}`);
  return page(visit, { title, main, crumbs: crumbsOf(visit, found), print: "document" });
};

/** Where anybody can ask whether this receipt is one, on paper too. */
function waysToCheck({ say }: Visit, number: string, siteUrl: string): Html {
  const link = html`<a href="/receipts?receipt=${encodeURIComponent(number)}">${siteUrl}/receipts</a>`;
  return html`<p>${say("Kiểm tra biên nhận tại", "The receipt can be checked at")} ${link}, ${say(
    "số",
    "number",
  )} <b>${number}</b>.</p>`;
}

function receiptFacts(visit: Visit, found: VisitedDuty, filed: Submission): Html {
  const { say } = visit;
  const { duty, record, obligation } = found;
  const { report, channel } = filed;
  const document = filed.documentNumber ?? report?.documentNumber;
  const signer = report && html`${vi(report.signer.name)}, ${vi(report.signer.post)}`;
  return facts([
    [say("Đơn vị báo cáo", "Reporting unit"), html`<b>${vi(duty.unitName)}</b>`],
    [say("Nơi nhận", "Receiver"), destination(found)],
    [say("Yêu cầu báo cáo", "Asked for by"), vi(legalBasisOf(record.directive, obligation))],
    [say("Số tiếp nhận", "Receipt number"), html`<b>${receiptNumber(duty, filed) ?? "–"}</b>`],
    [
      channel === "paper" ? say("Thời điểm nhận bản giấy", "Paper received at") : say("Thời điểm nhận", "Received at"),
      html`<b>${formatSecond(visit, filed.receivedAt)}</b>`,
    ],
    [say("Kết quả ghi nhận", "Recorded as"), standingOf(visit, duty, filed)],
    [say("Lần gửi", "Revision"), String(filed.revision)],
    ...(document === undefined ? [] : [[say("Số, ký hiệu văn bản", "Document number"), vi(document)] as const]),
    ...(signer === undefined ? [] : [[say("Người ký", "Signer"), signer] as const]),
    [channel === "paper" ? say("Người ghi nhận", "Recorded by") : say("Người gửi", "Filed by"), filed.by],
    [
      say("Mã kiểm tra nội dung (SHA-256)", "Hash of the content (SHA-256)"),
      html`<code>${grouped(filed.sha256)}</code>`,
    ],
  ]);
}

/** `Ngày 27 tháng 10 năm 2017`, as a document is dated: days and months below 10 and 3 with a nought. */
function longDay(instant: number): string {
  const [year = "", month = "", day = ""] = localDateOf(instant).split("-");
  return `Ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}
