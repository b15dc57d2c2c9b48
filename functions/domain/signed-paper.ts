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
export function contentFaults(report: Content, { outline, signedPaper }: Asked): Fault[] {
  const named = report.signedPaper;
  const faults = paperFaults(report, signedPaper);
  if (outline.length === 0) return faults;
  const ids = outline.map(({ id }) => id).join(", ");
  const figures = figuresOf({ outline }).map(({ id }) => id);
  const written = isWritten(report);
  const counted = Object.keys(report.figures).length > 0;
  if (signedPaper === "required" && !written)
    return [
      ...faults,
      {
        path: "sections",
        message: `the signed PDF does not stand for the sections of this report; write under at least one of ${ids}`,
        vi: "Yêu cầu này đòi cả nội dung lẫn bản PDF đã ký; đề nghị ghi ít nhất một phần của đề cương.",
      },
    ];
  if (written || counted) return faults;
  if (signedPaper !== "allowed" || named === undefined)
    return [
      ...faults,
      {
        path: "sections",
        message: `the report says nothing; write under at least one of ${ids}${signedPaper === "allowed" ? ", or attach the signed PDF and name it as signedPaper" : ""}`,
        vi: `Báo cáo chưa có nội dung; đề nghị ghi ít nhất một phần của đề cương hoặc một số liệu${signedPaper === "allowed" ? ", hoặc kèm bản PDF đã ký thay cho phần nội dung" : ""}.`,
      },
    ];
  if (figures.length === 0) return faults;
  return [
    ...faults,
    {
      path: `figures.${figures[0]}`,
      message: `the signed PDF stands for the sections, not for the figures; give at least one of ${figures.join(", ")}`,
      vi: "Bản PDF đã ký thay cho phần nội dung, không thay cho số liệu; đề nghị ghi ít nhất một số liệu (không phát sinh thì ghi 0).",
    },
  ];
}

function paperFaults({ attachments = [], signedPaper }: Content, asked: Asked["signedPaper"]): Fault[] {
  const path = "signedPaper";
  if (signedPaper === undefined) {
    if (asked !== "required") return [];
    return [
      {
        path,
        message: "the signed PDF must come with this report: attach it, and name the id of its attachment; got none",
        vi: "Yêu cầu này đòi kèm bản PDF đã ký; đề nghị thêm tệp và chọn tệp đó là bản đã ký.",
      },
    ];
  }
  if (asked === "none")
    return [
      {
        path,
        message: `this report takes no signed PDF in place of its sections; leave it out, and name the file among the attachments only; got ${quote(signedPaper)}`,
        vi: "Yêu cầu này không nhận bản PDF đã ký thay cho nội dung; tệp vẫn gửi kèm được như tài liệu khác.",
      },
    ];
  if (attachments.some(({ id }) => id === signedPaper)) return [];
  const ids = attachments.map(({ id }) => id).join(", ");
  return [
    {
      path,
      message: `must be the id of one of the report's attachments, which are ${ids || "none"}; got ${quote(signedPaper)}`,
      vi: "Bản đã ký phải là một trong các tệp gửi kèm báo cáo.",
    },
  ];
}
