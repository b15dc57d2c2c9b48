import type { LetterKind } from "../../domain/urging.ts";

type Words = readonly [vi: string, en: string];

/** What the page of each letter says. */
export const LETTER_WORDS: Record<
  LetterKind,
  {
    readonly title: Words;
    readonly about: Words;
    readonly labels: Readonly<Record<string, Words>>;
    readonly danger: boolean;
  }
> = {
  urging: {
    title: ["Công văn đôn đốc", "Urging letter"],
    about: [
      "Dự thảo công văn đôn đốc các đơn vị đã hết ngày làm việc cuối cùng mà chưa gửi báo cáo, nêu căn cứ, lý do các đơn vị đã trình bày và thời hạn mới.",
      "A draft of the letter to the units whose last working day is over and that have not filed: with its ground, the reasons they gave, and the new date.",
    ],
    labels: { before: ["Gửi báo cáo trước ngày", "To be filed before"] },
    danger: false,
  },
  criticism: {
    title: ["Văn bản phê bình", "Written criticism"],
    about: [
      "Dự thảo văn bản phê bình các đơn vị đã quá thời hạn mà chưa gửi báo cáo. Chỉ soạn khi cơ quan tổng hợp xác nhận; thẩm quyền phê bình thuộc người ký.",
      "A draft of a written criticism of the units that are past their date and have not filed. It is made only when the supervisor confirms it; whether to censure is for whoever signs.",
    ],
    labels: { before: ["Gửi báo cáo trước ngày", "To be filed before"], confirm: ["Xác nhận", "Confirmation"] },
    danger: true,
  },
};
