import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import { card } from "../parts/card.ts";
import { table } from "../parts/table.ts";
import { toneBar } from "../parts/tone-bar.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import type { Visit } from "../visit.ts";
import { obligationPath } from "../paths.ts";
import type { Dashboard } from "./read-dashboard.ts";

/** Progress by kind of unit: one bar each, with its numbers. */
export function kindsCard(visit: Visit, found: FoundObligation, { progress, summary }: Dashboard): Html {
  const { say } = visit;
  const number = (n: number) => formatNumber(visit, n);
  const list = `${obligationPath(obligationRefOf(found))}/duties`;
  const rows = inOrderOfKind(Object.keys(summary.byKind)).map((kind) => {
    const { filed, open } = summary.byKind[kind] ?? { filed: 0, open: 0 };
    const tones = progress?.byKind[kind]?.tones;
    return [
      html`<a href="${list}?kind=${kind}">${kindWords(visit, kind)}</a>`,
      html`${number(filed)} / ${number(filed + open)}`,
      ...(progress ? [number(tones?.red ?? 0), toneBar(visit, tones ?? {})] : []),
    ];
  });
  return card(
    say("Theo loại đơn vị", "By kind of unit"),
    table({
      caption: say("Tiến độ theo loại đơn vị", "Progress by kind of unit"),
      captionHidden: true,
      columns: [
        { label: say("Loại đơn vị", "Kind of unit") },
        { label: say("Đã gửi", "Filed"), kind: "number" },
        ...(progress
          ? [{ label: say("Quá hạn", "Overdue"), kind: "number" as const }, { label: say("Tiến độ", "Progress") }]
          : []),
      ],
      rows,
      empty: say("Chưa có đơn vị nào.", "There are no units yet."),
    }),
    { id: "kinds" },
  );
}
