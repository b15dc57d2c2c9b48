import { isPast, overdueDays, targetDayOf } from "../../../domain/deadline.ts";
import { isOpen } from "../../../domain/duty.ts";
import type { Duty } from "../../../domain/duty.ts";
import type { EpochMs } from "../../../domain/instant.ts";
import type { WorkingCalendar } from "../../../domain/working-days.ts";
import { kindWords } from "../../../wording/kinds.ts";
import type { Column } from "../sheet.ts";
import { stateAndDate, whomToAsk, whose } from "./unit-columns.ts";
import { IN_VIETNAMESE, standingInWords } from "./words.ts";

/** Every duty of an obligation as it stands at a moment. */
export function dutyColumns({ calendar, now }: { calendar: WorkingCalendar; now: EpochMs }): readonly Column<Duty>[] {
  const isLate = (duty: Duty): boolean => isOpen(duty) && isPast(duty.deadline, now);
  return [
    ...whose,
    {
      name: "kind",
      title: "Loại đơn vị",
      width: 18,
      kind: "text",
      of: ({ kind }) => kind,
      shown: ({ kind }) => kindWords(IN_VIETNAMESE, kind),
    },
    ...stateAndDate,
    {
      name: "targetDay",
      title: "Ngày làm việc cuối cùng",
      width: 14,
      kind: "day",
      of: ({ deadline }) => targetDayOf(calendar, deadline),
    },
    {
      name: "standing",
      title: "Kết quả",
      width: 18,
      kind: "text",
      of: ({ standing }) => standing,
      shown: ({ standing }) => standingInWords(standing),
    },
    { name: "submittedAt", title: "Gửi lần đầu", width: 20, kind: "instant", of: ({ submittedAt }) => submittedAt },
    { name: "revision", title: "Số lần gửi", width: 10, kind: "number", of: ({ revision }) => revision },
    {
      name: "receipt",
      title: "Số tiếp nhận",
      width: 12,
      kind: "number",
      of: ({ receipts, revision }) => receipts[String(revision)],
    },
    {
      name: "overdueDays",
      title: "Số ngày quá hạn",
      width: 10,
      kind: "number",
      of: (duty) => (isLate(duty) ? overdueDays(duty.deadline, now) : undefined),
    },
    {
      name: "extendedTo",
      title: "Gia hạn: trước ngày",
      width: 14,
      kind: "deadline",
      of: ({ extension }) => extension?.deadline,
    },
    {
      name: "extendedFrom",
      title: "Thời hạn trước gia hạn",
      width: 14,
      kind: "deadline",
      of: ({ extension }) => extension?.previousDeadline,
    },
    {
      name: "extensionDocument",
      title: "Văn bản gia hạn",
      width: 20,
      kind: "text",
      of: ({ extension }) => extension?.documentNumber,
    },
    {
      name: "supplementBefore",
      title: "Bổ sung: trước ngày",
      width: 14,
      kind: "deadline",
      of: ({ supplement }) => supplement?.deadline,
    },
    ...whomToAsk,
  ];
}
