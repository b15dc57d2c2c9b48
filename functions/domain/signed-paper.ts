import type { Attachment, PaperText } from "./attachment.ts";
import { figuresOf } from "./directive.ts";
import type { Obligation } from "./directive.ts";
import { quote } from "./parsing.ts";
import type { Fault } from "./refusal.ts";

type Content = {
  readonly sections: Readonly<Record<string, string>>;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly { readonly id: string }[] | undefined;
  readonly signedPaper?: string | undefined;
};
type Asked = Pick<Obligation, "outline" | "signedPaper">;

/** Whether anything is written under a section. */
export const isWritten = ({ sections }: Pick<Content, "sections">): boolean =>
  Object.values(sections).some((text) => text.trim() !== "");

/** The attachment that is the report as it was signed, if one was named. */
export function signedPaperOf<A extends { readonly id: string }>({
  attachments = [],
  signedPaper,
}: {
  readonly attachments?: readonly A[] | undefined;
  readonly signedPaper?: string | undefined;
}): A | undefined {
  return attachments.find(({ id }) => id === signedPaper);
}

/**
 * Which of the files seems to be the report as it was signed: that of the report's number, or one that bears a number at
 * all. Where a report says nothing without it, or has to come with it, a PDF is taken for it that says nothing of itself.
 */
export function likelyPaper<A extends Pick<Attachment, "kind"> & { readonly paper?: PaperText | undefined }>(
  files: readonly A[],
  draft: Pick<Content, "sections"> & { readonly documentNumber?: string | undefined },
  asked: Asked["signedPaper"],
): A | undefined {
  if (asked === "none") return undefined;
  const pdfs = files.filter(({ kind }) => kind === "pdf");
  const numbered = pdfs.filter(({ paper }) => paper?.documentNumber !== undefined);
  const named = numbered.find(({ paper }) => paper?.documentNumber === draft.documentNumber?.trim()) ?? numbered[0];
  return named ?? (asked === "required" || !isWritten(draft) ? pdfs[0] : undefined);
}

/**
 * What is missing of a report's content. A signed PDF that is allowed stands for the sections, and not for the figures,
 * which have to be added up; one that is required comes with the sections.
 */
export function contentFaults(report: Content, asked: Asked): Fault[] {
  return [paperFault(report, asked), asked.outline.length === 0 ? undefined : missingFault(report, asked)].filter(
    (fault) => fault !== undefined,
  );
}

function missingFault(report: Content, { outline, signedPaper }: Asked): Fault | undefined {
  const ids = `write under at least one of ${outline.map(({ id }) => id).join(", ")}`;
  const written = isWritten(report);
  if (signedPaper === "required" && !written)
    return fault(
      "sections",
      `the signed PDF does not stand for the sections of this report; ${ids}`,
      "Bản PDF đã ký không thay cho nội dung; đề nghị ghi ít nhất một phần của đề cương.",
    );
  if (written || Object.keys(report.figures).length > 0) return undefined;
  const allowed = signedPaper === "allowed";
  if (!allowed || report.signedPaper === undefined)
    return fault(
      "sections",
      `the report says nothing; ${ids}${allowed ? ", or attach the signed PDF and name it as signedPaper" : ""}`,
      `Báo cáo chưa có nội dung; đề nghị ghi ít nhất một phần của đề cương hoặc một số liệu${allowed ? ", hoặc kèm bản PDF đã ký thay cho phần nội dung" : ""}.`,
    );
  const figures = figuresOf({ outline }).map(({ id }) => id);
  return figures.length === 0
    ? undefined
    : fault(
        `figures.${figures[0]}`,
        `the signed PDF stands for the sections, not for the figures; give at least one of ${figures.join(", ")}`,
        "Bản PDF đã ký không thay cho số liệu; đề nghị ghi ít nhất một số liệu (không phát sinh thì ghi 0).",
      );
}

function paperFault({ attachments = [], signedPaper }: Content, asked: Asked): Fault | undefined {
  const wrong = (must: string, vi: string) => fault("signedPaper", `${must}; got ${quote(signedPaper)}`, vi);
  if (signedPaper === undefined)
    return asked.signedPaper === "required"
      ? wrong("must be the id of the attachment that is the signed PDF", "Phải kèm bản PDF đã ký; đề nghị thêm tệp.")
      : undefined;
  if (asked.signedPaper === "none")
    return wrong(
      "must be left out: this report takes no signed PDF for its sections; the file may be one of its attachments",
      "Báo cáo này không nhận bản PDF đã ký thay cho nội dung; tệp vẫn gửi kèm được.",
    );
  if (attachments.some(({ id }) => id === signedPaper)) return undefined;
  const ids = attachments.map(({ id }) => id).join(", ");
  return wrong(
    `must be the id of one of the report's attachments, which are ${ids || "none"}`,
    "Bản đã ký phải là một trong các tệp gửi kèm báo cáo.",
  );
}

const fault = (path: string, message: string, vi: string): Fault => ({ path, message, vi });
