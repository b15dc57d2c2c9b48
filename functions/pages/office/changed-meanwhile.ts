import type { FoundDuty } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatMinute } from "../../wording/dates.ts";
import { notice } from "../parts/notice.ts";
import { stateChip } from "../parts/state.ts";
import type { Again } from "../form-kit/again.ts";
import type { Asked } from "../form-kit/form.ts";
import type { Visit } from "../visit.ts";

/** The duty is no longer what the page was drawn from: nothing was done, and this is who did what since. */
export async function changedMeanwhile({ visit, found: { duty, ref }, effects }: Asked<FoundDuty>): Promise<Again> {
  const { say, form } = visit;
  const [, revision, sequence] = (form.get("basis") ?? "").split(".").map(Number);
  const { history, submissions } = await effects.register.filings.dossier(ref);
  const acts = history
    .filter((entry) => entry.sequence > (sequence ?? 0) && entry.sequence <= duty.sequence)
    .map(({ at, by, act }) => ({ at, by, what: actWords(visit, act) }));
  const filings = submissions
    .filter((filing) => filing.revision > (revision ?? 0) && filing.revision <= duty.revision)
    .map(({ writtenAt, by, channel }) => ({
      at: writtenAt,
      by,
      what:
        channel === "paper"
          ? say("ghi nhận báo cáo giấy", "recorded a paper report")
          : say("gửi báo cáo", "filed the report"),
    }));
  const items = [...acts, ...filings]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, by, what }): Html => html`<li>${formatMinute(visit, at)}: ${by}, ${what}</li> `);
  return {
    status: 409,
    notice: notice(
      "warning",
      html`<p>
          ${say(
            "Chưa có gì được thực hiện: nhiệm vụ báo cáo đã thay đổi sau khi trang được mở. Nội dung đã nhập vẫn còn; đề nghị xem lại rồi thực hiện tiếp.",
            "Nothing was done: the duty changed after the page was opened. What was typed is still here; look at it again and go on.",
          )}
        </p>
        <ul>
          ${items}
          <li>${say("Trạng thái hiện nay:", "It is now:")} ${stateChip(visit, duty, visit.receivedAt)}</li>
        </ul>`,
    ),
  };
}

function actWords({ say }: Visit, act: string): string {
  const words = ACTS[act];
  return words ? say(...words) : act;
}

const ACTS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  return: ["trả lại báo cáo để bổ sung", "returned the report"],
  accept: ["chấp nhận báo cáo", "accepted the report"],
  extend: ["gia hạn", "extended the date"],
  exempt: ["miễn báo cáo", "exempted the unit"],
  withdraw: ["thu hồi văn bản chỉ đạo", "withdrew the directive"],
  reinstate: ["hủy miễn báo cáo", "reinstated the report"],
  reason: ["nêu lý do chậm", "stated why it is late"],
};
