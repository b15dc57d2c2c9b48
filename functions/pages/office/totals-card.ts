import type { MissingUnit } from "../../domain/consolidation.ts";
import type { FigureTotal } from "../../domain/kept-sums.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import type { Visit } from "../visit.ts";
import { obligationPath } from "../paths.ts";
import type { Dashboard } from "./read-dashboard.ts";

/** The figures of all reports added up, by kind of unit and overall, and who is missing from each sum. */
export function totalsCard(visit: Visit, found: FoundObligation, dashboard: Dashboard): Html {
  const { totals, consolidation } = dashboard;
  if (!totals || totals.figures.length === 0) return nothing;
  const { say } = visit;
  const { figures, coverage } = totals;
  const names = new Map(consolidation?.figures.map(({ figure, missing: units }) => [figure.id, units]));
  const kinds = inOrderOfKind(figures.flatMap(({ byKind }) => Object.keys(byKind)));
  const number = (n: number) => formatNumber(visit, n);
  return card(
    say("Số liệu tổng hợp", "Figures added up"),
    html`<p>
        ${say(
          `${number(coverage.complete)} trong ${number(coverage.owing)} đơn vị đã ghi đủ mọi phần và số liệu.`,
          `${number(coverage.complete)} of ${number(coverage.owing)} units have filled every section and figure.`,
        )}
      </p>
      ${table({
        caption: say("Số liệu cộng theo loại đơn vị", "Figures added up by kind of unit"),
        captionHidden: true,
        columns: [
          { label: say("Chỉ tiêu", "Figure") },
          ...kinds.map((kind) => ({ label: kindWords(visit, kind), kind: "number" as const })),
          { label: say("Tổng cộng", "Total"), kind: "number" },
          { label: say("Chưa có số liệu của", "Missing") },
        ],
        rows: figures.map((sum) => [
          nameOf(sum),
          ...kinds.map((kind) => totalOf(visit, sum.byKind[kind])),
          html`<b>${totalOf(visit, sum)}</b>`,
          missing(visit, sum, names.get(sum.figure.id)),
        ]),
        empty: "",
      })}`,
    {
      id: "totals",
      tools: html`<a href="${obligationPath(obligationRefOf(found))}/papers/figures.xlsx">${say("Từng đơn vị (XLSX)", "Unit by unit (XLSX)")}</a>`,
    },
  );
}

function nameOf({ figure: { title, unit } }: FigureTotal): Html {
  return unit === undefined ? vi(title) : vi(`${title} (${unit})`);
}

/** A sum over nobody is no zero. */
function totalOf(visit: Visit, sum: { readonly total: number; readonly units: number } | undefined): string {
  return sum === undefined || sum.units === 0 ? "–" : formatNumber(visit, sum.total);
}

/** How many, and behind it who, where they are few. */
function missing(visit: Visit, { missing: count }: FigureTotal, units: readonly MissingUnit[] = []): Html | string {
  if (count === 0) return visit.say("không thiếu", "nobody");
  if (units.length === 0) return unitsCounted(visit, count);
  return html`<details>
    <summary>${unitsCounted(visit, count)}</summary>
    <ul>${units.map((unit) => html`<li>${vi(unit.unitName)} (${visit.say(...WHY[unit.why])})</li> `)}</ul>
  </details>`;
}

const WHY: Record<MissingUnit["why"], readonly [vi: string, en: string]> = {
  "not-filed": ["chưa gửi", "not filed"],
  returned: ["đã trả lại", "returned"],
  "on-paper": ["báo cáo giấy", "on paper"],
  "not-given": ["không ghi", "not given"],
};
