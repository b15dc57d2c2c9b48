import { isEscalation, isProvisional } from "../../domain/ladder.ts";
import type { Milestone } from "../../domain/ladder.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatPlanned } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { table } from "../parts/table.ts";
import type { Visit } from "../visit.ts";
import { milestoneWords } from "../../wording/milestones.ts";
import type { Deadline } from "../../domain/deadline.ts";

/** Which letters the unit will get, and when, if it does not file. What is past already is not sent. */
export function remindersToCome(visit: Visit, ladder: readonly Milestone[], deadline: Deadline): Html {
  const { say, receivedAt } = visit;
  const ahead = ladder.filter(({ at }) => at >= receivedAt);
  const past = ladder.length - ahead.length;
  const skipped =
    past === 0
      ? nothing
      : html`<p class="quiet">
          ${say(`${past} mốc đã qua theo thời hạn này, không gửi.`, `Milestones of this date that are past, and not sent: ${past}.`)}
        </p>`;
  return html`${table({
    caption: say("Các thư sẽ gửi nếu đơn vị chưa gửi báo cáo", "Letters to come as long as nothing is filed"),
    columns: [{ label: say("Mốc", "Milestone") }, { label: say("Thời điểm", "When") }, { label: say("Gửi đến", "To") }],
    rows: ahead.map(({ name, at }) => [
      milestoneWords(visit, name),
      formatPlanned(visit, at, isProvisional(visit.calendar, { at }, deadline)),
      whom(visit, name),
    ]),
    empty: say("Không còn thư nào.", "There are no letters to come."),
  })}${skipped}`;
}

function whom({ say }: Visit, milestone: string): string {
  return isEscalation(milestone)
    ? say("đơn vị, thủ trưởng; danh sách gửi cơ quan tổng hợp", "the unit, its head; the list to the supervisor")
    : say("đơn vị", "the unit");
}
