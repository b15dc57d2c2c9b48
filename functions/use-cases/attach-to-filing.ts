import { asFiled } from "../domain/attachment.ts";
import type { NamedAttachment, ReadyAttachment } from "../domain/attachment.ts";
import { FILE_KINDS } from "../domain/file-kind.ts";
import type { DutyRef } from "../domain/ids.ts";
import { quote } from "../domain/parsing.ts";
import { invalid } from "../domain/refusal.ts";
import type { Fault, Refusal } from "../domain/refusal.ts";
import type { FiledReport, Report } from "../domain/submission.ts";
import type { WebEffects } from "./effects.ts";

/**
 * The report with what its attachments are, or what is wrong with those it names. From here on nobody takes them away,
 * before the duty turns: a filing must never name what is not there. One that nothing comes of leaves them named, and
 * kept. A report without any costs nothing (D59).
 */
export async function attachTo(
  { attachments = [], ...report }: Report,
  ref: DutyRef,
  { register }: Pick<WebEffects, "register">,
): Promise<FiledReport | Refusal> {
  if (attachments.length === 0) return report;
  const twice = attachments.flatMap(({ id }, i) =>
    attachments.findIndex((other) => other.id === id) < i ? [namedTwice(i, id)] : [],
  );
  if (twice.length > 0) return unfitting(twice);
  const found = await Promise.all(attachments.map((named) => register.attachments.name(ref, named)));
  const ready = found.filter((one) => one !== undefined);
  const signed = ready.find(({ id }) => id === report.signedPaper);
  if (signed && signed.kind !== "pdf") return unfitting([noPdf(signed)]);
  if (ready.length === found.length) return { ...report, attachments: ready.map(asFiled) };
  return unfitting(found.flatMap((one, i) => (one === undefined ? [notThere(i, attachments[i])] : [])));
}

function unfitting(faults: readonly Fault[]): Refusal {
  return invalid(
    "The report names attachments that cannot be filed with it.",
    "Báo cáo kèm theo tài liệu không gửi được.",
    faults,
  );
}

const namedTwice = (at: number, id: string): Fault => ({
  path: `attachments[${at}].id`,
  message: `must be named once; ${quote(id)} stands above already`,
  vi: "Tài liệu này đã được kèm theo ở trên.",
});

const noPdf = ({ name, kind }: ReadyAttachment): Fault => ({
  path: "signedPaper",
  message: `must be a PDF (${FILE_KINDS.pdf.contentType}); got ${quote(name)}, ${FILE_KINDS[kind].contentType}`,
  vi: `Bản đã ký phải là tệp PDF; “${name}” là tệp loại khác.`,
});

const notThere = (at: number, named: NamedAttachment | undefined): Fault => ({
  path: `attachments[${at}]`,
  message: `must be an attachment of this duty whose state is ready, with the sha256 that it has; got ${quote(named)}`,
  vi: "Không có tài liệu này, hoặc tài liệu chưa kiểm tra xong hay đã thay đổi; đề nghị xem lại danh sách tài liệu đính kèm.",
});
