import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import type { ObligationRef } from "../../domain/ids.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDueShort, formatMinute, timeLeft } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { chip, stateChip } from "../parts/state.ts";
import { table } from "../parts/table.ts";
import type { Column } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { chooseBox, isChosen } from "./choosing.ts";
import { filterQuery } from "./duty-filter.ts";
import type { DutyFilter, Sort } from "./duty-filter.ts";
import { lastLetterOf, letterShown } from "./letters-shown.ts";
import { addressOf, dutyPath } from "../paths.ts";
import { reasonShown } from "./reason-shown.ts";
import { standingWords } from "../../wording/milestones.ts";

/** Of a list that can be ordered by its columns: its address, what it is cut by, and by which column it is ordered now. */
export type TableOrder = {
  readonly action: string;
  readonly filter: DutyFilter;
  readonly by: Sort | undefined;
};

type Shown = {
  readonly duties: readonly Duty[];
  readonly ref: ObligationRef;
  /** Whether its rows can be chosen. */
  readonly choose?: boolean;
  readonly order?: TableOrder;
};

/** One line for each unit: how it stands, when it filed, what it was last written, and why it is late. */
export function dutyTable(visit: Visit, { duties, ref, choose = false, order }: Shown): Html {
  const { say } = visit;
  const column = (label: string, sort: Sort, kind?: Column["kind"]): Column =>
    order ? { ...sortable(label, sort, order), kind } : { label, kind };
  return table({
    caption: say("Các đơn vị", "Units"),
    captionHidden: true,
    columns: [
      column(say("Đơn vị", "Unit"), "name"),
      column(say("Trạng thái", "State"), "state"),
      column(say("Thời hạn (trước ngày)", "Due (before)"), "deadline"),
      column(say("Đã gửi", "Filed"), "filed", "date"),
      { label: say("Thư gần nhất", "Last letter") },
      { label: say("Lý do chậm", "Why it is late") },
    ],
    rows: duties.map((duty, at) => [
      html`${choose ? chooseBox(visit, duty, isChosen(visit, at)) : nothing}<a href="${dutyPath({ ...ref, unitId: duty.unitId })}">${vi(duty.unitName)}</a>${unreachable(visit, duty)}`,
      stateChip(visit, duty, visit.receivedAt),
      dueCell(visit, duty),
      filing(visit, duty),
      letterShown(visit, lastLetterOf(duty)),
      reasonShown(visit, duty.reason),
    ]),
    empty: say("Không có đơn vị nào phù hợp.", "No unit is like that."),
  });
}

/** A column's name as the way to order by it; by the same again, the other way round. */
function sortable(label: string, sort: Sort, { action, filter, by }: TableOrder): Column {
  const current = by === sort;
  const href = addressOf(action, filterQuery({ ...filter, sort, descending: current && !filter.descending }));
  return {
    label: html`<a href="${href}">${label}</a>`,
    sort: current ? (filter.descending ? "descending" : "ascending") : undefined,
  };
}

function unreachable(visit: Visit, duty: Duty): Html {
  if (!duty.unreachable || !isOpen(duty)) return nothing;
  return html`<p>${chip("red", visit.say("Không nhận được thư", "Not reached by mail"))}</p>`;
}

/** When a duty was first filed, and how that stood: fixed for good, whatever came after. */
function filing(visit: Visit, { submittedAt, standing }: Duty): Html | string {
  if (submittedAt === undefined) return "";
  const how = standing === undefined ? "" : standingWords(visit, standing);
  return html`${formatMinute(visit, submittedAt)}<p class="quiet">${how}</p>`;
}

/** The date in force; what is left of it for whom it still runs, and the date that an extension replaced. */
function dueCell(visit: Visit, duty: Duty): Html {
  const { say, receivedAt } = visit;
  const { extension, deadline } = duty;
  const extended =
    extension?.deadline === deadline
      ? html`<p>${say(`gia hạn từ ${formatDueShort(extension.previousDeadline)}`, `extended from ${formatDueShort(extension.previousDeadline)}`)}</p>`
      : nothing;
  const left = isOpen(duty) ? html`<p class="quiet">${timeLeft(visit, deadline, receivedAt)}</p>` : nothing;
  return html`${formatDueShort(deadline)}${extended}${left}`;
}
