import { ATTACHING, sendableUntil } from "../../domain/attachment.ts";
import type { Attachment } from "../../domain/attachment.ts";
import type { FileKind } from "../../domain/file-kind.ts";
import { UNFIT_WORDS } from "../../domain/unfit-words.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { icon } from "../parts/icon.ts";
import type { Visit } from "../visit.ts";

/** The files that go with one report. */
export const ATTACHMENTS = ["Tài liệu đính kèm", "Attachments"] as const;

/** What a kind of file is called where one is chosen. */
export const KIND_WORDS: Readonly<Record<FileKind, readonly [vi: string, en: string]>> = {
  pdf: ["PDF, kể cả bản có chữ ký số (.pdf)", "PDF, digitally signed or not (.pdf)"],
  docx: ["Văn bản Word (.docx)", "Word document (.docx)"],
  xlsx: ["Bảng tính Excel (.xlsx)", "Excel sheet (.xlsx)"],
  jpeg: ["Ảnh JPEG (.jpg)", "JPEG picture (.jpg)"],
  png: ["Ảnh PNG (.png)", "PNG picture (.png)"],
};

/** `482 KB`, `3,1 MB`: as a folder shows it. */
export function formatSize({ language }: Pick<Visit, "language">, bytes: number): string {
  const format = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 1 });
  if (bytes >= 1024 * 1024) return `${format.format(bytes / 1024 / 1024)} MB`;
  return `${format.format(Math.max(1, Math.round(bytes / 1024)))} KB`;
}

/** How large a file may be, in a folder's words. */
export const mostSize = (visit: Pick<Visit, "language">): string => formatSize(visit, ATTACHING.mostBytes);

/** How an attachment stands, with its sign. */
export function attachmentState(visit: Visit, attachment: Attachment): Html {
  const { say, receivedAt } = visit;
  const signed = (sign: Parameters<typeof icon>[0], vi: string, en: string) => html`${icon(sign)} ${say(vi, en)}`;
  switch (attachment.state) {
    case "ready":
      return attachment.named
        ? signed("done", "Đã gửi kèm báo cáo", "Filed with a report")
        : signed("half", "Đã kiểm tra, chưa gửi", "Looked at, not filed yet");
    case "refused":
      return html`${signed("alert", "Không tiếp nhận", "Not taken")}: ${unfitWords(visit, attachment.unfit)}`;
    case "awaited":
      return receivedAt < sendableUntil(attachment)
        ? signed("clock", "Chờ nhận hoặc kiểm tra tệp", "The file is waited for, or being looked at")
        : signed("dash", "Không nhận được tệp; không có gì được lưu", "The file never came; nothing is kept");
    default:
      return attachment satisfies never;
  }
}

export function unfitWords({ say }: Visit, unfit: keyof typeof UNFIT_WORDS): string {
  const { vi, en } = UNFIT_WORDS[unfit];
  return say(vi, en);
}
