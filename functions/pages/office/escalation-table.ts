import { supervises } from "../../domain/access.ts";
import type { LateUnit } from "../../domain/escalation.ts";
import { isOwnLadder } from "../../domain/ladder-number.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDue, formatDueShort, formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { chip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { chooseBox, isChosen } from "./choosing.ts";
import { letterShown } from "./letters-shown.ts";
import { dutyPath } from "../paths.ts";
import { reasonShown } from "./reason-shown.ts";
import { deadlineIn } from "../../domain/deadline.ts";

/** The late units by name: whom to call, since when, what they were written, and what they say. @param before how many stand on earlier pages */
export function escalationTable(visit: Visit, found: FoundObligation, late: readonly LateUnit[], before: number): Html {
  const { say } = visit;
  const rules = supervises(visit.caller, found.obligation);
  return table({
    caption: say("Các đơn vị chậm báo cáo", "Late units"),
    captionHidden: true,
    columns: [
      { label: say("Đơn vị", "Unit") },
      { label: say("Thủ trưởng, điện thoại", "Head, telephone") },
      { label: say("Thời hạn", "Due") },
      { label: say("Quá hạn", "Overdue") },
      { label: say("Thư gần nhất", "Last letter") },
      { label: say("Lý do, ngày hẹn gửi", "Reason, promised day") },
      ...(rules ? [{ label: say("Việc có thể làm", "What can be done"), screenOnly: true }] : []),
    ],
    rows: late.map((unit, i) => {
      const path = dutyPath({ ...obligationRefOf(found), unitId: unit.unitId });
      const way = (act: string, words: string): Html =>
        html`<p><a href="${path}/${act}">${words}<span class="unseen">: ${vi(unit.unitName)}</span></a></p>`;
      const ways = html`${way("reason", unit.reason ? say("Sửa lý do", "Change the reason") : say("Nêu lý do", "Note a reason"))}
      ${way("extension", say("Gia hạn", "Extend"))} ${way("paper", say("Ghi nhận báo cáo giấy", "Record a paper report"))}`;
      return [
        html`${rules ? chooseBox(visit, unit, isChosen(visit, i)) : nothing}${formatNumber(visit, before + i + 1)}. <a href="${path}">${vi(unit.unitName)}</a>`,
        html`${vi(unit.head)}${unit.phone === "" ? nothing : html`<p>${unit.phone}</p>`}`,
        due(visit, found, unit),
        overdue(visit, unit),
        html`${unreachable(visit, unit)}${letterShown(visit, unit.lastLetter)}`,
        reasonShown(visit, unit.reason),
        ...(rules ? [ways] : []),
      ];
    }),
    empty: say("Không có đơn vị nào chậm", "No unit is late"),
  });
}

/** In days and in working days; on the first late day neither has passed yet. */
function overdue(visit: Visit, { overdueDays, overdueWorkingDays }: LateUnit): Html {
  const { say } = visit;
  if (overdueDays === 0) return html`${say("từ hôm nay", "since today")}`;
  const number = (n: number, unit: string) =>
    say(`${formatNumber(visit, n)} ${unit}`, `${formatNumber(visit, n)} ${unit}${n === 1 ? "" : "s"}`);
  return html`${number(overdueDays, say("ngày", "day"))}<p>${number(overdueWorkingDays, say("ngày làm việc", "working day"))}</p>`;
}

function unreachable({ say }: Visit, unit: LateUnit): Html {
  return unit.unreachable ? html`<p>${chip("red", say("Không nhận được thư", "Not reached by mail"))}</p>` : nothing;
}

/** The date that has passed; which kind of date it was, where it is not the obligation's. */
function due(visit: Visit, { obligation }: FoundObligation, { deadline, ladder, state }: LateUnit): Html {
  const { say } = visit;
  const day = formatDue(visit, deadline);
  if (!isOwnLadder(ladder)) return html`${day}`;
  const first = formatDueShort(deadlineIn(obligation));
  const why =
    state === "returned"
      ? say("thời hạn bổ sung", "for the supplement")
      : say(`thời hạn riêng, thay cho ${first}`, `a date of its own, in place of ${first}`);
  return html`${day}
    <p>${why}</p>`;
}
