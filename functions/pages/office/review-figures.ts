import type { Counts } from "../../domain/counts.ts";
import { figuresOf } from "../../domain/directive.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { EpochMs } from "../../domain/instant.ts";
import { keptTotals } from "../../domain/kept-sums.ts";
import type { FigureTotal } from "../../domain/kept-sums.ts";
import { figureIn } from "../../domain/told.ts";
import type { Submission } from "../../store/filings.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import { unitsCounted } from "../../wording/milestones.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

type Beside = {
  readonly filed: Submission;
  /** The revision before. */
  readonly earlier: Submission | undefined;
  readonly sums: readonly FigureTotal[] | undefined;
};

/** What the reports of an obligation come to by its counts, this one among them; nothing of counts that have no sums. */
export function sumsBeside(
  { obligation, place }: FoundObligation,
  counts: Counts,
  now: EpochMs,
): readonly FigureTotal[] | undefined {
  return keptTotals(counts, obligation, { now, withdrawn: place.withdrawn })?.figures;
}

/** The figures of a report, beside those of the revision before and what all reports come to. */
export function figuresBeside(visit: Visit, obligation: Obligation, { filed, earlier, sums }: Beside): Html {
  const figures = figuresOf(obligation);
  const { report } = filed;
  if (figures.length === 0 || !report) return nothing;
  const { say } = visit;
  const value = (of: Submission | undefined, id: string): string => {
    const given = of?.report && figureIn(of.report, id);
    return given === undefined ? "–" : formatNumber(visit, given);
  };
  const before = earlier?.report ? [earlier] : [];
  return card(
    say("Số liệu", "Figures"),
    table({
      caption: say("Số liệu của báo cáo", "Figures of the report"),
      captionHidden: true,
      columns: [
        { label: say("Chỉ tiêu", "Figure") },
        { label: say("Báo cáo này", "This report"), kind: "number" },
        ...before.map(({ revision }) => ({
          label: say(`Lần gửi ${revision}`, `Revision ${revision}`),
          kind: "number" as const,
        })),
        ...(sums ? [{ label: say("Cộng các đơn vị", "All units"), kind: "number" as const }] : []),
      ],
      rows: figures.map(({ id, title, unit }) => [
        unit === undefined ? vi(title) : vi(`${title} (${unit})`),
        html`<b>${value(filed, id)}</b>`,
        ...before.map((one) => value(one, id)),
        ...(sums ? [sumOf(visit, sums, id)] : []),
      ]),
      empty: "",
    }),
    { id: "figures" },
  );
}

/** A sum, and over how many units. */
function sumOf(visit: Visit, sums: readonly FigureTotal[], id: string): Html | string {
  const sum = sums.find(({ figure }) => figure.id === id);
  return sum === undefined || sum.units === 0
    ? "–"
    : html`${formatNumber(visit, sum.total)}<p class="quiet">${unitsCounted(visit, sum.units)}</p>`;
}
