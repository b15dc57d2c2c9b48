import { signedPaperOf } from "../../../domain/signed-paper.ts";
import { countedReport } from "../../../domain/consolidation.ts";
import { figureIn, textUnder } from "../../../domain/told.ts";
import type { Consolidation } from "../../../domain/consolidation.ts";
import { figuresOf } from "../../../domain/directive.ts";
import type { Figure, Obligation } from "../../../domain/directive.ts";
import type { ReadReport } from "../read-report.ts";
import { inOrderOfKind, kindWords } from "../../../wording/kinds.ts";
import type { Column } from "../sheet.ts";
import { IN_VIETNAMESE, standingInWords, stateInWords } from "./words.ts";

/** One unit's report, as far as a sheet has use for it: who, which paper, every figure, and under which sections it says something. */
export type FigureRow = {
  readonly duty: ReadReport["duty"];
  readonly documentNumber: string | undefined;
  readonly signedOn: NonNullable<NonNullable<ReadReport["filed"]>["report"]>["signedOn"] | undefined;
  readonly receivedAt: number | undefined;
  readonly onPaper: boolean;
  readonly figures: Readonly<Record<string, number>>;
  readonly sections: ReadonlySet<string>;
  /** The name of the signed PDF that stands for the sections, or came with them. */
  readonly signedPaper: string | undefined;
};

/** The row of a duty: without the texts, so that any number of rows can be held. */
export function figureRow({ outline }: Obligation, read: ReadReport): FigureRow {
  const { duty, filed } = read;
  const report = countedReport(read);
  const said = report ? outline.filter(({ id }) => textUnder(report, id) !== "").map(({ id }) => id) : [];
  return {
    duty,
    documentNumber: report?.documentNumber ?? filed?.documentNumber,
    signedOn: report?.signedOn,
    receivedAt: filed?.receivedAt,
    onPaper: filed?.channel === "paper",
    figures: report?.figures ?? {},
    sections: new Set(said),
    signedPaper: report && signedPaperOf(report)?.name,
  };
}

/** One row for each unit, with all figures. */
export function figureColumns(obligation: Obligation): readonly Column<FigureRow>[] {
  return [
    { name: "unitId", title: "Mã đơn vị", width: 16, kind: "text", of: ({ duty }) => duty.unitId },
    { name: "unitName", title: "Đơn vị", width: 34, kind: "text", of: ({ duty }) => duty.unitName },
    {
      name: "kind",
      title: "Loại đơn vị",
      width: 18,
      kind: "text",
      of: ({ duty }) => duty.kind,
      shown: ({ duty }) => kindWords(IN_VIETNAMESE, duty.kind),
    },
    {
      name: "state",
      title: "Trạng thái",
      width: 20,
      kind: "text",
      of: ({ duty }) => duty.state,
      shown: ({ duty, onPaper }) => `${stateInWords(duty.state)}${onPaper ? " (báo cáo giấy)" : ""}`,
    },
    {
      name: "standing",
      title: "Kết quả",
      width: 18,
      kind: "text",
      of: ({ duty }) => duty.standing,
      shown: ({ duty }) => standingInWords(duty.standing),
    },
    { name: "documentNumber", title: "Số, ký hiệu", width: 20, kind: "text", of: (row) => row.documentNumber },
    { name: "signedOn", title: "Ngày ký", width: 14, kind: "day", of: ({ signedOn }) => signedOn },
    {
      name: "revision",
      title: "Lần gửi",
      width: 10,
      kind: "number",
      of: ({ duty }) => (duty.revision === 0 ? undefined : duty.revision),
    },
    { name: "receivedAt", title: "Tiếp nhận lúc", width: 20, kind: "instant", of: ({ receivedAt }) => receivedAt },
    ...figuresOf(obligation).map((figure): Column<FigureRow> => ({
      name: figure.id,
      title: titleOf(figure),
      width: 16,
      kind: "number",
      of: ({ figures }) => figureIn({ figures }, figure.id),
    })),
    ...obligation.outline.map(({ id, title }): Column<FigureRow> => ({
      name: `said.${id}`,
      title: `Có nội dung: ${title}`,
      width: 18,
      kind: "text",
      of: ({ sections }) => (sections.has(id) ? "x" : undefined),
    })),
    ...(obligation.signedPaper === "none" ? [] : [SIGNED_PAPER]),
  ];
}

const SIGNED_PAPER: Column<FigureRow> = {
  name: "signedPaper",
  title: "Bản PDF đã ký",
  width: 34,
  kind: "text",
  of: ({ signedPaper }) => signedPaper,
};

type SumRow = { readonly of: string; readonly total: number; readonly units: number; readonly missing: number };
export type TotalsRow = { readonly figure: Figure; readonly sum: SumRow; readonly names: string };

/** The sums, by kind of unit and overall: over how many units, and who is missing. */
export function totalsRows({ figures }: Consolidation): TotalsRow[] {
  return figures.flatMap(({ figure, byKind, ...overall }) => [
    ...inOrderOfKind(Object.keys(byKind)).flatMap((kind) => {
      const sum = byKind[kind];
      return sum ? [totalsRow(figure, kindWords(IN_VIETNAMESE, kind), sum)] : [];
    }),
    totalsRow(figure, "Tổng cộng", overall),
  ]);
}

function totalsRow(
  figure: Figure,
  of: string,
  { total, units, missing }: Consolidation["figures"][number]["byKind"][string],
): TotalsRow {
  return {
    figure,
    sum: { of, total, units, missing: missing.length },
    names: missing.map(({ unitName }) => unitName).join("; "),
  };
}

export const totalsColumns: readonly Column<TotalsRow>[] = [
  { name: "figure", title: "Chỉ tiêu", width: 40, kind: "text", of: ({ figure }) => titleOf(figure) },
  { name: "of", title: "Loại đơn vị", width: 22, kind: "text", of: ({ sum }) => sum.of },
  {
    name: "total",
    title: "Tổng số",
    width: 14,
    kind: "number",
    // A sum over nobody is no zero.
    of: ({ sum }) => (sum.units === 0 ? undefined : sum.total),
  },
  { name: "units", title: "Số đơn vị có số liệu", width: 14, kind: "number", of: ({ sum }) => sum.units },
  { name: "missing", title: "Số đơn vị chưa có số liệu", width: 14, kind: "number", of: ({ sum }) => sum.missing },
  { name: "missingNames", title: "Đơn vị chưa có số liệu", width: 80, kind: "text", of: ({ names }) => names },
];

function titleOf({ title, unit }: Figure): string {
  return unit === undefined ? title : `${title} (${unit})`;
}
