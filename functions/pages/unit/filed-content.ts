import { signedPaperOf } from "../../domain/signed-paper.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Submission } from "../../store/filings.ts";
import { formatMinute } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { facts } from "../parts/facts.ts";
import { vi } from "../parts/vi.ts";
import { dutyPath } from "../paths.ts";
import type { Visit } from "../visit.ts";
import { filedFiles } from "./filed-files.ts";
import { reportContent } from "./report-content.ts";
import type { Shown } from "./report-content.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** What a filing says, and its files; of one that came on paper, what the receiver wrote down of it. */
export function filedContent(visit: Visit, found: VisitedDuty, filed: Submission, level: 2 | 3): Html {
  return html`${filedText(visit, found, filed, { level })}${filedFiles(visit, found.path, filed.report?.attachments)}`;
}

/** The same without its files, and without its figures where they stand elsewhere. */
export function filedText(
  visit: Visit,
  { obligation, duty }: Pick<VisitedDuty, "obligation" | "duty">,
  filed: Submission,
  look: Pick<Shown, "level" | "figures">,
): Html {
  const { say } = visit;
  const { report, channel, note, documentNumber, by, writtenAt } = filed;
  const paper =
    channel === "paper"
      ? html`<p><b>${say("Báo cáo giấy", "On paper")}</b>: ${say(
          `${by} ghi nhận lúc ${formatMinute(visit, writtenAt)}.`,
          `recorded by ${by} at ${formatMinute(visit, writtenAt)}.`,
        )}</p>
        ${facts([
          ...(documentNumber === undefined
            ? []
            : [[say("Số, ký hiệu", "Document number"), vi(documentNumber)] as const]),
          ...(note === undefined || note === "" ? [] : [[say("Ghi chú", "Note"), vi(note)] as const]),
        ])}`
      : nothing;
  const signed = report && signedPaperOf(report);
  const signedPaper = signed && { name: signed.name, href: `${dutyPath(duty)}/attachments/${signed.id}` };
  const content = report
    ? reportContent(visit, { report, obligation, unitName: duty.unitName, signedPaper, ...look })
    : html`<p>${say("Nội dung không được nhập vào hệ thống.", "What it says was not typed in.")}</p>`;
  return html`${paper}${content}`;
}
