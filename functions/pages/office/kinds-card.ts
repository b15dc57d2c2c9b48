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
import { progressByKind } from "./progress.ts";
import type { Dashboard } from "./read-dashboard.ts";

/** Progress by kind of unit: one bar each, with its numbers. */
export function kindsCard(visit: Visit, found: FoundObligation, dashboard: Dashboard): Html {
  const { say } = visit;
  const number = (n: number) => formatNumber(visit, n);
  const list = `${obligationPath(obligationRefOf(found))}/duties`;
  const rows = (dashboard.duties ? drawn(visit, dashboard) : counted(dashboard)).map(
    ({ kind, filed, owing, late, bar }) => [
      html`<a href="${list}?kind=${kind}">${kindWords(visit, kind)}</a>`,
      html`${number(filed)} / ${number(owing)}`,
      ...(bar ? [number(late), bar] : []),
    ],
  );
  return card(
    say("Theo loại đơn vị", "By kind of unit"),
    table({
      caption: say("Tiến độ theo loại đơn vị", "Progress by kind of unit"),
      captionHidden: true,
      columns: [
        { label: say("Loại đơn vị", "Kind of unit") },
        { label: say("Đã gửi", "Filed"), kind: "number" },
        ...(dashboard.duties
          ? [{ label: say("Quá hạn", "Overdue"), kind: "number" as const }, { label: say("Tiến độ", "Progress") }]
          : []),
      ],
      rows,
      empty: say("Chưa có đơn vị nào.", "There are no units yet."),
    }),
    { id: "kinds" },
  );
}

type Line = {
  readonly kind: string;
  readonly filed: number;
  readonly owing: number;
  readonly late: number;
  readonly bar?: Html;
};

function drawn(visit: Visit, { duties = [] }: Dashboard): Line[] {
  return progressByKind(duties, visit.receivedAt).map(({ kind, progress: { tones, owing, filed } }) => ({
    kind,
    filed,
    owing,
    late: tones.red ?? 0,
    bar: toneBar(visit, tones),
  }));
}

/** From the kept counts, which know nothing of colours by kind. */
function counted({ summary }: Dashboard): Line[] {
  return inOrderOfKind(Object.keys(summary.byKind)).map((kind) => {
    const { filed, open } = summary.byKind[kind] ?? { filed: 0, open: 0 };
    return { kind, filed, owing: filed + open, late: 0 };
  });
}
