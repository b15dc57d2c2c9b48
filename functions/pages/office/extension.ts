import type * as z from "zod/mini";

import { deadlineIn, dueAt, isPast } from "../../domain/deadline.ts";
import { consolidatorOf } from "../../domain/directive.ts";
import { OPEN_STATES, dateWithoutExtension } from "../../domain/duty.ts";
import { move } from "../../domain/moves.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { formatDue as formatDueInVietnamese } from "../../domain/vietnamese.ts";
import { ExtensionSchema, extendDuty, extending } from "../../use-cases/act-on-duty.ts";
import { ladderOn } from "../../use-cases/apply-transition.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDeadline, formatDue } from "../../wording/dates.ts";
import { dateField, textArea, textField } from "../parts/fields.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { fewerDays } from "./fewer-days.ts";
import { letterNow } from "./letter-now.ts";
import { remindersToCome } from "./reminders-to-come.ts";
import { rulingPages } from "./ruling-pages.ts";
import type { Asking, Preview, Previewing, Ruling } from "./ruling.ts";
import { deadlineTyped, textIn } from "./typed.ts";

type Extension = z.infer<typeof ExtensionSchema>;

/** One duty is given a later date; both dates are kept, and it gets reminders of its own. */
export const extension: Ruling<typeof ExtensionSchema> = {
  title: ["Gia hạn", "Extend"],
  about: [
    "Đặt thời hạn mới cho riêng đơn vị này. Cả hai thời hạn được lưu và hiển thị.",
    "Gives this unit alone a later date. Both dates are kept and shown.",
  ],
  confirm: ["Xác nhận gia hạn", "Extend"],
  done: "extended",
  from: OPEN_STATES,
  labels: {
    before: ["Thời hạn mới (trước ngày)", "New date (before)"],
    reason: ["Lý do", "Reason"],
    approvedBy: ["Người duyệt", "Approved by"],
    documentNumber: ["Số văn bản", "Document number"],
  },
  fields,
  body: (form) => ({
    ...deadlineTyped(form, "before"),
    reason: textIn(form, "reason"),
    approvedBy: textIn(form, "approvedBy"),
    documentNumber: textIn(form, "documentNumber"),
  }),
  schema: ExtensionSchema,
  decide: (body, { duty }, { receivedAt }) => move(duty, extending(body), receivedAt),
  preview,
  act: extendDuty,
  typedFor: ({ extension: given }) =>
    given
      ? {
          before: formatDueInVietnamese(given.deadline),
          reason: given.reason,
          approvedBy: given.approvedBy,
          documentNumber: given.documentNumber,
        }
      : {},
};

export const { ask: askExtension, give: giveExtension } = rulingPages(extension);

function fields({ visit, found, field }: Asking): Html {
  const { say } = visit;
  const now = formatDue(visit, found.duty.deadline);
  return html`${dateField(visit, {
    ...field("before"),
    hint: say(
      `Phải sau thời hạn đang áp dụng (${now}). Báo cáo phải đến trước ngày ghi ở ô này. Ví dụ: 6/11/2017; 16:00 6/11/2017; chậm nhất 6/11/2017`,
      `Later than the date in force (${now}). The report must come before the day typed here. For example 6/11/2017; 16:00 6/11/2017; by 6/11/2017`,
    ),
    required: true,
  })}
  ${textArea({ ...field("reason"), rows: 3, maxLength: 500, required: true, lang: "vi" })}
  ${textField({
    ...field("approvedBy"),
    hint: say("Chức vụ, họ và tên", "Post and name"),
    required: true,
    lang: "vi",
  })}
  ${textField({
    ...field("documentNumber"),
    hint: say("Văn bản cho phép gia hạn, ví dụ: 123/SNV-VP", "The document that allows it, for example 123/SNV-VP"),
    width: "medium",
    required: true,
    lang: "vi",
  })}`;
}

function preview({ visit, found, body, after, unit }: Previewing<Extension>): Preview | Refusal {
  const { say } = visit;
  const ladder = ladderOn(visit.calendar, found, deadlineIn(body));
  return {
    facts: [
      [say("Thời hạn hiện tại", "Date in force"), formatDeadline(visit, found.duty.deadline)],
      [say("Thời hạn mới", "New date"), html`<b>${formatDeadline(visit, deadlineIn(body))}</b>`],
      [say("Lý do", "Reason"), vi(body.reason)],
      [say("Người duyệt", "Approved by"), vi(body.approvedBy)],
      [say("Số văn bản", "Document number"), vi(body.documentNumber)],
    ],
    follows: [
      letterNow(visit, unit, ["Thư thông báo gia hạn", "The letter of the extension"]),
      fromWhere(visit, found),
      ...standings(visit, found),
      ...fewerDays(visit, found, after),
      ...tooLateToConsolidate(visit, found, body),
    ],
    more: remindersToCome(visit, ladder, deadlineIn(body)),
  };
}

/** What the unit is taken off: the list of the late, or the common milestones. */
function fromWhere({ say, receivedAt }: Visit, { duty }: FoundDuty): string {
  return isPast(duty.deadline, receivedAt)
    ? say(
        "Đơn vị ra khỏi danh sách chậm báo cáo cho đến hết thời hạn mới.",
        "The unit leaves the list of the late until the new date has passed.",
      )
    : say(
        "Đơn vị không còn theo các mốc của thời hạn hiện tại mà có lịch nhắc riêng dưới đây.",
        "The unit leaves the milestones of the date in force, and gets the letters below instead.",
      );
}

/** How a first filing will stand; of a report that was filed before, its standing is fixed already. */
function standings(visit: Visit, { duty }: FoundDuty): string[] {
  if (duty.standing !== undefined) return [];
  const { say, receivedAt } = visit;
  const first = dateWithoutExtension(duty);
  const due = formatDue(visit, first);
  return [
    isPast(first, receivedAt)
      ? say(
          "Báo cáo gửi trong thời hạn mới được ghi nhận “trong hạn gia hạn”.",
          "A report filed by the new date stands as “within the extension”.",
        )
      : say(
          `Báo cáo gửi ${due} vẫn được ghi nhận “đúng hạn”; sau đó, trong thời hạn mới, là “trong hạn gia hạn”.`,
          `A report filed ${due} still stands as “on time”; after that, by the new date, as “within the extension”.`,
        ),
  ];
}

/** The report that is made of these has a date too. */
function tooLateToConsolidate(visit: Visit, { record, obligation }: FoundDuty, body: Extension): Html[] {
  const consolidator = consolidatorOf(record.directive, obligation);
  if (!consolidator || dueAt(deadlineIn(body)) <= dueAt(deadlineIn(consolidator))) return [];
  const { say } = visit;
  const due = formatDue(visit, deadlineIn(consolidator));
  return [
    html`<b>${say(
      `Lưu ý: báo cáo tổng hợp phải hoàn thành ${due}, sớm hơn thời hạn mới.`,
      `Mind: the consolidated report is due ${due}, earlier than the new date.`,
    )}</b>`,
  ];
}
