import { isOpen } from "../../domain/duty.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDeadline, formatDueShort, formatMinute, timeLeft } from "../../wording/dates.ts";
import { stateChip } from "../parts/state.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { lastLetterOf, letterShown } from "./letters-shown.ts";
import { dutyPath } from "../paths.ts";
import { reasonShown } from "./reason-shown.ts";
import { standingWords } from "../../wording/milestones.ts";

type Fact = readonly [label: string, value: Html | string];

/** What a duty is now, as far as a ruling on it should know. */
export function dutyFacts(visit: Visit, { duty, ref }: FoundDuty): Fact[] {
  const { say, receivedAt } = visit;
  const { deadline, extension, supplement, submittedAt, standing, revision, receipts, reason } = duty;
  const rows: Fact[] = [
    [say("Trạng thái", "State"), stateChip(visit, duty, receivedAt)],
    [
      duty.state === "returned" ? say("Thời hạn bổ sung", "Supplement due") : say("Thời hạn", "Due"),
      html`${formatDeadline(visit, deadline)}${isOpen(duty) ? html`<p>${timeLeft(visit, deadline, receivedAt)}</p>` : html``}`,
    ],
  ];
  if (extension?.deadline === deadline) {
    rows.push([
      say("Đã gia hạn", "Extended"),
      html`${say("từ", "from")} ${formatDueShort(extension.previousDeadline)}: ${vi(extension.reason)} (${vi(extension.documentNumber)})`,
    ]);
  }
  if (duty.state === "returned" && supplement) {
    rows.push([say("Nội dung cần bổ sung", "To be supplemented"), vi(supplement.reason)]);
  }
  if (submittedAt !== undefined) {
    const how = standing === undefined ? "" : `, ${standingWords(visit, standing)}`;
    rows.push([say("Gửi lần đầu", "First filed"), `${formatMinute(visit, submittedAt)}${how}`]);
    const receipt = receipts[String(revision)];
    const number = receipt === undefined ? "" : say(`, số tiếp nhận ${receipt}`, `, receipt no. ${receipt}`);
    rows.push([
      say("Lần gửi gần nhất", "Last revision"),
      html`<a href="${dutyPath(ref)}/revisions/${revision}">${say(`lần ${revision}`, `no. ${revision}`)}</a>${number}`,
    ]);
  }
  if (reason) rows.push([say("Lý do chậm đã nêu", "Reason stated"), reasonShown(visit, reason)]);
  const letter = lastLetterOf(duty);
  if (letter) rows.push([say("Thư gần nhất", "Last letter"), letterShown(visit, letter)]);
  return rows;
}
