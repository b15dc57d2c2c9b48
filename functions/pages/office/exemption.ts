import type * as z from "zod/mini";

import { isPast } from "../../domain/deadline.ts";
import { OPEN_STATES } from "../../domain/duty.ts";
import { move } from "../../domain/moves.ts";
import { ExemptionSchema, exemptDuty } from "../../use-cases/act-on-duty.ts";
import { textArea } from "../parts/fields.ts";
import { vi } from "../parts/vi.ts";
import { letterNow } from "./letter-now.ts";
import { rulingPages } from "./ruling-pages.ts";
import type { Preview, Previewing, Ruling } from "./ruling.ts";
import { textIn } from "./typed.ts";

/** A unit is freed from a report, until it is asked for again. */
export const exemption: Ruling<typeof ExemptionSchema> = {
  title: ["Miễn báo cáo", "Exempt"],
  about: [
    "Đơn vị không phải gửi báo cáo này. Khi cần, cơ quan tổng hợp có thể hủy việc miễn.",
    "The unit need not file this report. The supervisor can ask for it again.",
  ],
  confirm: ["Xác nhận miễn báo cáo", "Exempt the unit"],
  danger: true,
  done: "exempted",
  from: OPEN_STATES,
  labels: {
    reason: ["Lý do miễn", "Reason"],
  },
  fields: ({ visit: { say }, field }) =>
    textArea({
      ...field("reason"),
      hint: say("Nêu cả văn bản cho phép, nếu có.", "With the document that allows it, if there is one."),
      rows: 4,
      maxLength: 500,
      required: true,
      lang: "vi",
    }),
  body: (form) => ({ reason: textIn(form, "reason") }),
  schema: ExemptionSchema,
  decide: (body, { duty }, { receivedAt }) => move(duty, { act: "exempt", ...body }, receivedAt),
  preview,
  act: exemptDuty,
  typedFor: ({ exemption: given }) => (given ? { reason: given.reason } : {}),
};

export const { ask: askExemption, give: giveExemption } = rulingPages(exemption);

function preview({ visit, found, body, unit }: Previewing<z.infer<typeof ExemptionSchema>>): Preview {
  const { say, receivedAt } = visit;
  const { duty } = found;
  return {
    facts: [[say("Lý do miễn", "Reason"), vi(body.reason)]],
    follows: [
      say(
        "Đơn vị không nhận thư nhắc, thư đôn đốc nào nữa về báo cáo này và không được tính vào số phải báo cáo.",
        "No letter about this report reminds or presses the unit any more, and it is not counted among those that owe it.",
      ),
      ...(isPast(duty.deadline, receivedAt)
        ? [say("Đơn vị ra khỏi danh sách chậm báo cáo.", "The unit leaves the list of the late.")]
        : []),
      duty.state === "draft"
        ? say(
            "Bản dự thảo mà đơn vị đang soạn không gửi được nữa.",
            "The draft that the unit is writing can no longer be filed.",
          )
        : say("Đơn vị không gửi báo cáo này được nữa.", "The unit can no longer file this report."),
      letterNow(visit, unit, ["Thư thông báo miễn báo cáo", "The letter of the exemption"]),
    ],
  };
}
