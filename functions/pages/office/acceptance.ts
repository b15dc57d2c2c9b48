import type * as z from "zod/mini";

import { move } from "../../domain/moves.ts";
import { AcceptSchema, acceptReport } from "../../use-cases/act-on-duty.ts";
import { nothing } from "../parts/attributes.ts";
import { rulingPages } from "./ruling-pages.ts";
import type { Preview, Previewing, Ruling } from "./ruling.ts";

/** A report is accepted: closed to both sides. It asks for nothing, so its first page is the preview. */
export const acceptance: Ruling<typeof AcceptSchema> = {
  title: ["Chấp nhận báo cáo", "Accept the report"],
  about: [
    "Báo cáo đã gửi được chấp nhận, dùng để tổng hợp.",
    "The report that was filed is accepted, to be consolidated.",
  ],
  confirm: ["Xác nhận chấp nhận", "Accept it"],
  done: "accepted",
  from: ["submitted"],
  labels: {},
  fields: () => nothing,
  body: () => ({}),
  schema: AcceptSchema,
  decide: (_body, { duty }, { receivedAt }) => move(duty, { act: "accept" }, receivedAt),
  preview,
  act: acceptReport,
};

export const { ask: askAcceptance, give: giveAcceptance } = rulingPages(acceptance);

function preview({ visit: { say }, found }: Previewing<z.infer<typeof AcceptSchema>>): Preview {
  const { revision } = found.duty;
  return {
    facts: [],
    follows: [
      say(
        `Lần gửi ${revision} là báo cáo được chấp nhận, dùng để tổng hợp.`,
        `Revision ${revision} is the report that is accepted, and that is consolidated.`,
      ),
      say(
        "Đơn vị không gửi thêm hoặc thay báo cáo được nữa; không còn thư nhắc nào.",
        "The unit can file no more and replace nothing; no more letters remind it.",
      ),
      say(
        "Chỉ cơ quan tổng hợp trả lại được báo cáo đã chấp nhận.",
        "Only the supervisor can return a report that was accepted.",
      ),
      say("Hệ thống không gửi thư cho đơn vị về việc chấp nhận.", "No letter tells the unit of it."),
    ],
  };
}
