import type { Consolidated } from "./consolidated.ts";
import type { FigureSum, MissingUnit, Sum } from "../../domain/consolidation.ts";
import { consolidatorOf } from "../../domain/directive.ts";
import type { Obligation, Section } from "../../domain/directive.ts";
import { formatNumber } from "../../domain/vietnamese.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { unnumbered } from "../../wording/outline.ts";
import { heading, paragraph } from "./document.ts";
import type { Block, DocumentContent } from "./document.ts";
import type { OnPaper, Passage, Passages } from "./passages.ts";
import { situationOf } from "./situation.ts";
import {
  aboutOf,
  capitalize,
  ended,
  groundOf,
  letterheadOf,
  paperMinute,
  signerPostOf,
  uncapitalize,
  unitsCounted,
} from "./wording.ts";

/**
 * The draft of the consolidated report: how the units reported, then section by section of the outline the figures
 * added up and every passage with its source, then what the office has to say itself.
 */
export function consolidatedReport(input: Consolidated): DocumentContent {
  const { directive, obligation, receiver, now } = input;
  const consolidator = consolidatorOf(directive, obligation);
  const [, ...own] = consolidator?.outline ?? [];
  const to = consolidator?.onBehalfOf ?? obligation.onBehalfOf ?? directive.issuer;
  return {
    head: letterheadOf(receiver, directive, { now, kind: "report" }),
    title: { kind: "report", about: capitalize(titleOf(obligation)) },
    to: [to],
    body: [
      paragraph(
        `Thực hiện ${groundOf(directive, consolidator ?? obligation)} ${aboutOf(directive)}, ${receiver.name} tổng hợp báo cáo của các đơn vị đến ${paperMinute(now)} như sau:`,
      ),
      ...resultsOf(input),
      ...own.flatMap(({ title }, at) => [
        heading(1, `${ROMAN[at + 2] ?? at + 3}. ${unnumbered(title).toLocaleUpperCase("vi")}`),
        { block: "to-fill-in" as const, text: `[${receiver.name} bổ sung nội dung.]` },
      ]),
      paragraph(ended(`Trên đây là báo cáo ${titleOf(obligation)}; ${receiver.name} kính báo cáo ${to}`)),
    ],
    copies: ["Như trên", ...(consolidator?.forwardTo ?? []), "Lưu: VT, ……"],
    signerPost: signerPostOf(receiver),
  };
}

/** How the units reported, and what they reported. */
export function resultsOf(input: Consolidated): Block[] {
  return [
    ...situationOf(input),
    heading(1, "II. KẾT QUẢ THỰC HIỆN"),
    ...input.obligation.outline.flatMap((section, at) => sectionOf(section, at, input)),
    ...leftOutOf(input.passages),
  ];
}

const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

/** “Báo cáo tình hình thực hiện…” → “Tổng hợp tình hình thực hiện…”. */
function titleOf({ title }: Obligation): string {
  return `tổng hợp ${uncapitalize(title.replace(/^Báo cáo\s+/iu, ""))}`;
}

export function sectionOf(section: Section, at: number, input: Consolidated): Block[] {
  const { consolidation, passages } = input;
  const coverage = consolidation.coverage.sections.find(({ id }) => id === section.id);
  const sums = consolidation.figures.filter(({ figure }) => section.figures?.some(({ id }) => id === figure.id));
  const said = passages.of(section.id);
  return [
    heading(2, `${at + 1}. ${unnumbered(section.title)}`),
    paragraph(
      `${formatNumber(coverage?.units ?? 0)}/${formatNumber(consolidation.coverage.owing)} đơn vị phải báo cáo có nội dung ở mục này.`,
    ),
    ...(sums.length === 0 ? [] : [figuresTable(section, sums)]),
    ...said.flatMap((passage, i) => passageOf(passage, i)),
    ...onPaperOf(passages.onPaper(section.id)),
  ];
}

/** Whose signed PDF stands for what is not written here: by number, day and file. */
function onPaperOf(units: readonly OnPaper[]): Block[] {
  if (units.length === 0) return [];
  const named = units.slice(0, MOST_NAMED).map(({ unitName, source }) => `${unitName} (${source})`);
  const more = units.length - MOST_NAMED;
  const others = more > 0 ? ` và ${formatNumber(more)} đơn vị khác (xem Phụ lục)` : "";
  return [
    paragraph(
      `Nội dung mục này của ${unitsCounted(units.length)} sau nêu tại báo cáo đã ký, gửi kèm: ${named.join("; ")}${others}.`,
    ),
  ];
}

function passageOf({ unitName, source, said }: Passage, at: number): Block[] {
  return [heading(3, `${at + 1}) ${unitName}`), { block: "source", text: `(${source})` }, ...said];
}

/** The figures of a section added up by kind of unit and overall, and who is in no sum. */
function figuresTable(section: Section, sums: readonly FigureSum[]): Block {
  const every = inOrderOfKind(sums.flatMap(({ byKind }) => Object.keys(byKind)));
  const kinds = every.length <= MOST_KINDS ? every : [];
  const row = (sum: FigureSum, at: number) => [
    at + 1,
    nameOf(sum),
    ...kinds.map((kind) => cellOf(sum.byKind[kind])),
    cellOf(sum),
    sum.units,
  ];
  return {
    block: "table",
    caption: `Số liệu: ${unnumbered(section.title)}`,
    columns: [
      { title: "TT", share: 1, kind: "number" },
      { title: "Chỉ tiêu", share: 5 },
      ...kinds.map((kind) => ({ title: kindWords(IN_VIETNAMESE, kind), share: 2, kind: "number" as const })),
      { title: "Tổng cộng", share: 2, kind: "number" },
      { title: "Số đơn vị có số liệu", share: 2, kind: "number" },
    ],
    rows: sums.map(row),
    note: missingOf(sums),
  };
}

function nameOf({ figure }: FigureSum): string {
  return figure.unit === undefined ? figure.title : `${figure.title} (${figure.unit})`;
}

const IN_VIETNAMESE = { say: (vi: string) => vi };

/** More columns would not be read on a sheet's width; the appendix has them all. */
const MOST_KINDS = 5;

/** A sum over nobody is no zero. */
function cellOf(sum: Sum | undefined): string | number {
  return sum === undefined || sum.units === 0 ? "–" : sum.total;
}

/** More names would be no note; the appendix has them all. */
const MOST_NAMED = 40;

/** Who is in no sum: said once for all figures that lack the same units. */
function missingOf(sums: readonly FigureSum[]): string {
  const lacking = sums.filter(({ missing }) => missing.length > 0);
  const alike = Map.groupBy(lacking, ({ missing }) => missing.map(({ unitId, why }) => `${unitId} ${why}`).join());
  return [...alike.values()].map((group) => missingFrom(group, group.length === sums.length)).join(" ");
}

function missingFrom(group: readonly FigureSum[], all: boolean): string {
  const missing = group[0]?.missing ?? [];
  const what = all ? "Các chỉ tiêu trên" : group.map(({ figure }) => `“${figure.title}”`).join(", ");
  const names = missing.slice(0, MOST_NAMED).map(nameWithReason).join("; ");
  const more = missing.length - MOST_NAMED;
  const others = more > 0 ? ` và ${formatNumber(more)} đơn vị khác (xem Phụ lục)` : "";
  return `${what} chưa gồm số liệu của ${unitsCounted(missing.length)}: ${names}${others}.`;
}

function nameWithReason({ unitName, why }: MissingUnit): string {
  return why === "not-filed" ? unitName : `${unitName} (${WHY[why]})`;
}

const WHY = {
  "not-filed": "chưa gửi báo cáo",
  returned: "đã trả lại để bổ sung",
  "on-paper": "báo cáo giấy",
  "not-given": "không ghi số liệu",
} as const satisfies Record<MissingUnit["why"], string>;

/** What did not fit is named, never dropped in silence. */
function leftOutOf({ leftOut }: Passages): Block[] {
  if (leftOut.length === 0) return [];
  return [
    {
      block: "to-fill-in",
      text: `[Dự thảo đã đủ dung lượng; nội dung của ${formatNumber(leftOut.length)} đơn vị sau chưa được đưa vào, đề nghị xem tại hồ sơ điện tử: ${leftOut.join("; ")}.]`,
    },
  ];
}
