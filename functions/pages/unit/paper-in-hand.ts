import { isReady } from "../../domain/attachment.ts";
import type { ReadyAttachment } from "../../domain/attachment.ts";
import type { DutyRef } from "../../domain/ids.ts";
import { likelyPaper } from "../../domain/signed-paper.ts";
import type { Draft, Report } from "../../domain/submission.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatDay } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { icon } from "../parts/icon.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { SIGNED_PDF } from "./report-fields.ts";
import type { Typed } from "./report-fields.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** The files of a duty that may be filed, by one query. */
export async function readyFiles(ref: DutyRef, { register }: WebEffects): Promise<ReadyAttachment[]> {
  return (await register.attachments.attachments(ref)).filter(isReady);
}

/** The signed PDF that a report would be filed with; asked for only where the report takes one. */
export async function paperInHand(
  { ref, obligation }: VisitedDuty,
  draft: Draft,
  effects: WebEffects,
  files?: readonly ReadyAttachment[],
): Promise<ReadyAttachment | undefined> {
  if (obligation.signedPaper === "none") return undefined;
  return likelyPaper(files ?? (await readyFiles(ref, effects)), draft, obligation.signedPaper);
}

/** What the signed PDF proposes for the fields of the report's form. */
export function proposedBy({ paper }: ReadyAttachment): Typed {
  const { documentNumber = "", signedOn, signer } = paper ?? {};
  return {
    documentNumber,
    signedOn: signedOn === undefined ? "" : formatDay(signedOn),
    "signer.name": signer?.name ?? "",
    "signer.post": signer?.post ?? "",
  };
}

/** Which file the report would be filed with as its signed PDF, and what that means for the form. */
export function paperCard(
  visit: Visit,
  { path, obligation }: VisitedDuty,
  { paper, fault }: { readonly paper: ReadyAttachment | undefined; readonly fault: string | undefined },
): Html {
  const { say } = visit;
  if (obligation.signedPaper === "none") return nothing;
  const words = paper
    ? html`<p><a href="${path}/attachments/${paper.id}">${vi(paper.name)}</a></p><p class="hint">${readWords(visit, paper)}</p>`
    : html`<p class="hint">${
        obligation.signedPaper === "required"
          ? say("Yêu cầu này đòi kèm bản PDF đã ký.", "This report has to come with its signed PDF.")
          : say(
              "Có thể gửi bản PDF đã ký thay cho phần nội dung; khi đó chỉ ghi số liệu.",
              "The signed PDF may stand for the text; then only figures are typed.",
            )
      }</p>`;
  return card(
    say(...SIGNED_PDF),
    html`${fault === undefined ? nothing : html`<p class="fault">${icon("alert")} ${fault}</p>`}${words}
    <p><a href="${path}/attachments">${paper ? say("Đổi hoặc thêm tệp", "Change or add files") : say("Thêm bản PDF đã ký", "Add the signed PDF")}</a></p>`,
    { id: "signedPaper" },
  );
}

function readWords({ say }: Visit, { paper }: ReadyAttachment): string {
  if (paper?.hasText === false)
    return say(
      "Tệp là bản quét, không đọc được chữ: đề nghị nhập số, ngày ký và người ký.",
      "The file is a scan without text: type number, day and signer.",
    );
  return say(
    "Số, ngày ký và người ký dưới đây đề xuất theo tệp; đề nghị kiểm tra.",
    "Number, day and signer below are proposed from the file; check them.",
  );
}

/** The files of a report that is filed with its signed PDF. */
export const filesWith = (paper: ReadyAttachment | undefined): Pick<Report, "attachments" | "signedPaper"> =>
  paper ? { attachments: [paper], signedPaper: paper.id } : {};
