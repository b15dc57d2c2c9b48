import type { MissingNumber } from "../../../store/receipts.ts";
import type { Column } from "../sheet.ts";

const WHY = {
  refused: "Báo cáo không được tiếp nhận, trong khi số sau đã cấp",
  unknown: "Không rõ: hệ thống dừng, hoặc mất kết nối, giữa chừng",
} as const;

const whyOf = ({ refused }: MissingNumber): keyof typeof WHY => (refused ? "refused" : "unknown");

/** Numbers of the register that no filing has, each with its reason (Decree 30/2020/NĐ-CP: numbers run without a gap). */
export const missingNumberColumns: readonly Column<MissingNumber>[] = [
  { name: "year", title: "Năm", width: 8, kind: "number", of: ({ year }) => year },
  { name: "number", title: "Số tiếp nhận", width: 12, kind: "number", of: ({ number }) => number },
  { name: "why", title: "Lý do", width: 50, kind: "text", of: whyOf, shown: (row) => WHY[whyOf(row)] },
  { name: "directiveId", title: "Mã văn bản", width: 26, kind: "text", of: ({ refused }) => refused?.directiveId },
  { name: "obligationId", title: "Mã yêu cầu", width: 20, kind: "text", of: ({ refused }) => refused?.obligationId },
  { name: "unitId", title: "Mã đơn vị", width: 16, kind: "text", of: ({ refused }) => refused?.unitId },
  { name: "at", title: "Từ chối lúc", width: 20, kind: "instant", of: ({ refused }) => refused?.at },
];
