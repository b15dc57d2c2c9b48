import type * as z from "zod/mini";

import { isPast } from "../../domain/deadline.ts";
import { move } from "../../domain/moves.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { ReturnSchema, returnReport, returning } from "../../use-cases/act-on-duty.ts";
import { ladderOn } from "../../use-cases/apply-transition.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDeadline, formatDueShort } from "../../wording/dates.ts";
import { dateField, textArea } from "../parts/fields.ts";
import { letterNow } from "./letter-now.ts";
import { remindersToCome } from "./reminders-to-come.ts";
import { rulingPages } from "./ruling-pages.ts";
import type { Asking, Preview, Previewing, Ruling } from "./ruling.ts";
import { deadlineTyped, textIn } from "./typed.ts";
import { standingWords } from "../../wording/milestones.ts";

/** A report goes back to be supplemented, with what is missing and by when. */
export const sendingBack: Ruling<typeof ReturnSchema> = {
  title: ["Trả lại để bổ sung", "Return for supplement"],
  about: [
    "Nêu rõ nội dung còn thiếu và thời hạn bổ sung. Báo cáo đã gửi vẫn được lưu.",
    "Says what is missing and by when. The report that was filed is kept.",
  ],
  confirm: ["Xác nhận trả lại", "Return it"],
  done: "returned",
  from: ["submitted", "accepted"],
  labels: {
    reason: ["Nội dung cần bổ sung", "What is to be supplemented"],
    before: ["Thời hạn bổ sung (trước ngày)", "Supplement due (before)"],
  },
  fields,
  body: (form) => ({
    reason: textIn(form, "reason"),
    ...(textIn(form, "before") === "" ? {} : deadlineTyped(form, "before")),
  }),
  schema: ReturnSchema,
  decide: (body, { duty }, { receivedAt }) => move(duty, returning(body), receivedAt),
  preview,
  act: returnReport,
};

export const { ask: askReturn, give: giveReturn } = rulingPages(sendingBack);

function fields({ visit, found, field }: Asking): Html {
  const { say, receivedAt } = visit;
  const { deadline } = found.duty;
  const day = formatDueShort(deadline);
  const past = isPast(deadline, receivedAt);
  return html`${textArea({
    ...field("reason"),
    hint: say("Đơn vị nhận được nguyên văn nội dung này trong thư.", "The unit gets these very words in its letter."),
    rows: 6,
    maxLength: 2000,
    required: true,
    lang: "vi",
  })}
  ${dateField(visit, {
    ...field("before"),
    hint: past
      ? say(
          `Thời hạn đang áp dụng, ${day}, đã qua nên cần thời hạn mới. Ví dụ: 6/11/2017`,
          `The date in force, ${day}, has passed, so a new one is needed. For example 6/11/2017`,
        )
      : say(
          `Để trống nếu giữ thời hạn đang áp dụng, ${day}. Ví dụ: 21/10/2017`,
          `Left empty, the date in force holds, ${day}. For example 21/10/2017`,
        ),
    required: past,
  })}`;
}

function preview({ visit, found, body, after, unit }: Previewing<z.infer<typeof ReturnSchema>>): Preview | Refusal {
  const { say } = visit;
  const { duty } = found;
  const ladder = ladderOn(visit.calendar, found, after.deadline);
  const standing = duty.standing === undefined ? "" : standingWords(visit, duty.standing);
  const next = duty.revision + 1;
  return {
    facts: [
      [say("Nội dung cần bổ sung", "To be supplemented"), html`<blockquote lang="vi">${body.reason}</blockquote>`],
      [say("Thời hạn bổ sung", "Supplement due"), html`<b>${formatDeadline(visit, after.deadline)}</b>`],
    ],
    follows: [
      letterNow(visit, unit, ["Thư trả lại kèm nội dung cần bổ sung", "The letter, with what is to be supplemented,"]),
      say(
        `Đơn vị bổ sung và gửi lại, thành lần gửi ${next}; lần gửi ${duty.revision} vẫn được lưu.`,
        `The unit supplements and files again, as revision ${next}; revision ${duty.revision} is kept.`,
      ),
      say(
        `Kết quả đã ghi nhận của lần gửi đầu không đổi: ${standing}. Phần bổ sung được xét riêng theo thời hạn bổ sung.`,
        `How the first filing stands does not change: ${standing}. The supplement stands by its own date.`,
      ),
      ...(duty.state === "accepted"
        ? [say("Báo cáo đã chấp nhận được mở lại.", "The report, which was accepted, is opened again.")]
        : []),
    ],
    more: remindersToCome(visit, ladder, after.deadline),
  };
}
