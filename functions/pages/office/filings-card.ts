import { dayNamedIn, deadlineIn, isInclusive, targetDayOf, timeNamedIn } from "../../domain/deadline.ts";
import { freedIn } from "../../domain/counts.ts";
import { filingSeries } from "../../domain/filing-series.ts";
import { localDateOf } from "../../domain/instant.ts";
import type { LocalDate } from "../../domain/instant.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDue, formatNumber, formatWeekday } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { table } from "../parts/table.ts";
import type { Visit } from "../visit.ts";
import { filingsByKind, filingsByKindCard } from "./filings-by-kind.ts";
import { filingsChart } from "./filings-chart.ts";
import type { FilingsChart } from "./filings-chart.ts";
import { numberedMilestones } from "./milestones-card.ts";
import type { Dashboard } from "./read-dashboard.ts";
import { milestoneWords } from "../../wording/milestones.ts";

/** When the reports came in, drawn against the milestones, and by kind of unit; the same numbers stand in tables below. */
export function filingsCard(visit: Visit, found: FoundObligation, dashboard: Dashboard): Html {
  const { say } = visit;
  const chart = chartOf(visit, found, dashboard);
  const inAll = card(
    say("Báo cáo đã gửi theo thời gian", "Filings over time"),
    html`${filingsChart(visit, chart)}
      ${chart.series.length === 0 ? html`<p>${say("Chưa có đơn vị nào gửi báo cáo.", "No unit has filed yet.")}</p>` : nothing}
      <p class="quiet">
        ${say(
          "Số trong vòng tròn là số thứ tự mốc trong bảng “Các mốc”; vòng nét đứt là mốc sắp tới.",
          "The numbers in circles are those of the table “Milestones”; a dashed circle is still to come.",
        )}
      </p>
      <details>
        <summary>${say("Xem số liệu dạng bảng", "The numbers as a table")}</summary>
        ${numbersTable(visit, chart, dashboard)}
      </details>`,
    { id: "filings" },
  );
  const { summary, filedByKind } = dashboard;
  return html`${inAll}${filedByKind ? filingsByKindCard(visit, chart, filingsByKind(summary, filedByKind)) : nothing}`;
}

/** What the drawing shows, from the kept counts. */
export function chartOf(
  visit: Visit,
  { record, obligation }: FoundObligation,
  { summary, runs }: Pick<Dashboard, "summary" | "runs">,
): FilingsChart {
  const deadline = deadlineIn(obligation);
  const series = filingSeries(summary.filedByDay);
  const owing = summary.units - freedIn(summary);
  return {
    series,
    // One that filed, was asked for a supplement and then exempted owes nothing any more, but did file.
    units: Math.max(owing, series.at(-1)?.total ?? 0),
    issuedAt: record.issuedAt ?? visit.receivedAt,
    now: visit.receivedAt,
    target: targetDayOf(visit.calendar, deadline, obligation.ladder.at),
    deadline,
    milestones: numberedMilestones({ runs }).map(({ number, run }) => ({
      number,
      at: run.at,
      past: run.phase !== "planned",
    })),
  };
}

function numbersTable(visit: Visit, { series, target, deadline }: FilingsChart, dashboard: Dashboard): Html {
  const { say } = visit;
  const told = new Map<LocalDate, string[]>();
  const tell = (day: LocalDate, words: string) => told.set(day, [...(told.get(day) ?? []), words]);
  for (const { day } of series) told.set(day, []);
  for (const { number, run } of numberedMilestones(dashboard)) {
    tell(localDateOf(run.at), `${number}. ${milestoneWords(visit, run.milestone)}`);
  }
  tell(target, say("Ngày làm việc cuối cùng", "Last working day"));
  const ofADay = timeNamedIn(deadline) === undefined && !isInclusive(deadline);
  tell(
    dayNamedIn(deadline),
    ofADay
      ? say("Hết hạn (trước ngày này)", "Deadline (before this day)")
      : `${say("Hết hạn", "Deadline")}: ${formatDue(visit, deadline)}`,
  );
  let total = 0;
  const rows = [...told]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, words]) => {
      const filings = series.find((one) => one.day === day);
      total = filings?.total ?? total;
      const counts = [filings?.filed ?? 0, total].map((n) => formatNumber(visit, n));
      return [formatWeekday(visit, day), ...counts, words.join("; ")];
    });
  return table({
    caption: say("Báo cáo gửi lần đầu theo ngày", "First filings by day"),
    columns: [
      { label: say("Ngày", "Day") },
      { label: say("Gửi trong ngày", "Filed that day"), kind: "number" },
      { label: say("Cộng dồn", "In all"), kind: "number" },
      { label: say("Mốc", "Milestone") },
    ],
    rows,
    empty: say("Chưa có số liệu.", "There are no numbers yet."),
  });
}
