import type * as z from "zod/mini";

import { isPast } from "../../domain/deadline.ts";
import { move } from "../../domain/moves.ts";
import { STATE_WORDS } from "../../domain/vietnamese.ts";
import { ReinstatementSchema, reinstateDuty, reinstating } from "../../use-cases/act-on-duty.ts";
import { ladderOn } from "../../use-cases/apply-transition.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDeadline, formatDueShort } from "../../wording/dates.ts";
import { dateField, textArea } from "../parts/fields.ts";
import { vi } from "../parts/vi.ts";
import { fewerDays } from "./fewer-days.ts";
import { letterNow } from "./letter-now.ts";
import { remindersToCome } from "./reminders-to-come.ts";
import { rulingPages } from "./ruling-pages.ts";
import type { Asking, Preview, Previewing, Ruling } from "./ruling.ts";
import { deadlineTyped, textIn } from "./typed.ts";

/** A report is asked for again of a unit that was freed from it. */
const reinstatement: Ruling<typeof ReinstatementSchema> = {
  title: ["Hủy miễn báo cáo", "Reinstate"],
  about: [
    "Đơn vị phải gửi báo cáo này như trước khi được miễn.",
    "The unit owes this report again, as it did before it was exempt.",
  ],
  confirm: ["Xác nhận hủy miễn", "Reinstate the report"],
  done: "reinstated",
  from: ["exempt"],
  labels: {
    reason: ["Lý do hủy miễn", "Reason"],
    before: ["Thời hạn mới (trước ngày)", "New date (before)"],
  },
  fields,
  body: (form) => ({
    reason: textIn(form, "reason"),
    ...(textIn(form, "before") === "" ? {} : deadlineTyped(form, "before")),
  }),
  schema: ReinstatementSchema,
  decide: (body, { duty }, { receivedAt }) => move(duty, reinstating(body), receivedAt),
  preview,
  act: reinstateDuty,
};

export const { ask: askReinstatement, give: giveReinstatement } = rulingPages(reinstatement);

function fields({ visit: { say, receivedAt }, found, visit, field }: Asking): Html {
  const { deadline, exemption } = found.duty;
  const day = formatDueShort(deadline);
  const past = isPast(deadline, receivedAt);
  const freed = exemption
    ? html`<p>${say("Đã miễn vì", "It was exempt because")}: ${vi(exemption.reason)}</p>`
    : html``;
  return html`${freed}
  ${textArea({ ...field("reason"), rows: 3, maxLength: 500, required: true, lang: "vi" })}
  ${dateField(visit, {
    ...field("before"),
    hint: past
      ? say(
          `Thời hạn trước đây, ${day}, đã qua nên cần thời hạn mới. Ví dụ: 6/11/2017; chậm nhất 6/11/2017`,
          `The date before, ${day}, has passed, so a new one is needed. For example 6/11/2017; by 6/11/2017`,
        )
      : say(
          `Để trống nếu giữ thời hạn, ${day}. Ví dụ: 6/11/2017; chậm nhất 6/11/2017`,
          `Left empty, the date stays, ${day}. For example 6/11/2017; by 6/11/2017`,
        ),
    required: past,
  })}`;
}

function preview({ visit, found, body, after, unit }: Previewing<z.infer<typeof ReinstatementSchema>>) {
  const { say } = visit;
  const ladder = ladderOn(visit.calendar, found, after.deadline);
  return {
    facts: [
      [say("Lý do hủy miễn", "Reason"), vi(body.reason)],
      [say("Thời hạn", "Due"), html`<b>${formatDeadline(visit, after.deadline)}</b>`],
    ],
    follows: [
      letterNow(visit, unit, ["Thư thông báo hủy miễn", "The letter of the reinstatement"]),
      say(
        `Nhiệm vụ báo cáo trở lại trạng thái “${STATE_WORDS[after.state]}”; đơn vị lại được tính vào số phải báo cáo.`,
        `The duty is “${after.state}” again, and the unit is counted among those that owe the report.`,
      ),
      after.ladder === found.duty.ladder
        ? say(
            "Thời hạn không đổi; những thư đã đến lúc gửi trong khi được miễn không gửi lại.",
            "The date stays; letters whose time came while it was exempt are not sent.",
          )
        : say(
            "Đơn vị có thời hạn và lịch nhắc riêng dưới đây; gửi trong thời hạn này được ghi nhận “đúng hạn”.",
            "The unit has a date and letters of its own; a report by that date stands as “on time”.",
          ),
      ...fewerDays(visit, found, after),
    ],
    more: remindersToCome(visit, ladder, after.deadline),
  } satisfies Preview;
}
