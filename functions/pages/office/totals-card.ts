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

/** The figures of all reports added up, by kind of unit and overall, and how many are missing from each sum: those who have not filed, and those who filed without the figure. */
export function totalsCard(visit: Visit, found: FoundObligation, { totals }: Dashboard): Html {
  if (!totals || totals.figures.length === 0) return nothing;
  const { say } = visit;
  const { figures, coverage } = totals;
  const path = obligationPath(obligationRefOf(found));
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
          missing(visit, sum, { filed: coverage.filed, list: `${path}/duties?state=open` }),
        ]),
        empty: "",
      })}`,
    {
      id: "totals",
      tools: html`<a href="${path}/papers/figures.xlsx">${say("Từng đơn vị (XLSX)", "Unit by unit (XLSX)")}</a>`,
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

/** How many, and why: who has not filed stands in the list, who filed without it in the file with every unit. */
function missing(
  visit: Visit,
  { missing: count, units }: FigureTotal,
  { filed, list }: { readonly filed: number; readonly list: string },
): Html | string {
  const { say } = visit;
  if (count === 0) return say("không thiếu", "nobody");
  const notGiven = filed - units;
  const number = (n: number) => formatNumber(visit, n);
  const owing = count - notGiven;
  const parts = [
    ...(owing > 0
      ? [html`<a href="${list}">${say(`${number(owing)} chưa gửi`, `${number(owing)} not filed`)}</a>`]
      : []),
    ...(notGiven > 0 ? [say(`${number(notGiven)} đã gửi, không ghi`, `${number(notGiven)} filed without it`)] : []),
  ];
  return html`${unitsCounted(visit, count)}: ${parts.map((part, at) => html`${at === 0 ? "" : ", "}${part}`)}`;
}
