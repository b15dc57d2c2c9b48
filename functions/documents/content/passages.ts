import { countedReport } from "../../domain/consolidation.ts";
import { textUnder } from "../../domain/told.ts";
import type { Obligation } from "../../domain/directive.ts";
import type { Duty } from "../../domain/duty.ts";
import { signedPaperOf } from "../../domain/signed-paper.ts";
import type { FiledReport, Report } from "../../domain/submission.ts";
import { hasHead, textParts } from "../../wording/pasted-table.ts";
import { plainText, proseOf } from "../formats/plain-text.ts";
import { paragraph } from "./document.ts";
import type { Block } from "./document.ts";
import { paperDay } from "./wording.ts";

/** What one unit says under one section, and where it says it. */
export type Passage = {
  readonly unitName: string;
  /** `Báo cáo số 215/BC-STC ngày 14 tháng 7 năm 2017; lần gửi 2; số tiếp nhận 12`. */
  readonly source: string;
  readonly said: readonly Block[];
};

/** A unit whose signed PDF stands where it wrote nothing: which paper, and in which file. */
export type OnPaper = { readonly unitName: string; readonly source: string };

export type Passages = {
  readonly of: (sectionId: string) => readonly Passage[];
  readonly onPaper: (sectionId: string) => readonly OnPaper[];
  /** Units of which nothing more had room, by name. */
  readonly leftOut: readonly string[];
};

type Told = {
  readonly duty: Duty;
  readonly filed?: { readonly channel: "online" | "paper"; readonly report?: FiledReport | undefined } | undefined;
};

/**
 * What a document holds of passages, in characters: some thousand pages. More could neither be read nor opened
 * on an office's machine, nor be held here whatever the number of units.
 */
export const MOST_CHARACTERS = 2_000_000;

/** Gathers the passages of reports, one report at a time, in the order in which they are added. */
export function gatheringPassages({ outline }: Pick<Obligation, "outline">, most = MOST_CHARACTERS) {
  const bySection = new Map(outline.map(({ id }): [string, Passage[]] => [id, []]));
  const onPaper = new Map(outline.map(({ id }): [string, OnPaper[]] => [id, []]));
  const leftOut: string[] = [];
  let characters = 0;
  return {
    add(told: Told): void {
      const report = countedReport(told);
      if (!report) return;
      const said = [...bySection.keys()].flatMap((id) => {
        const text = textUnder(report, id);
        return text === "" ? [] : [{ id, text }];
      });
      const { unitName } = told.duty;
      const source = sourceOf(told.duty, report);
      const signed = signedPaperOf(report);
      for (const [id, units] of onPaper)
        if (signed && !said.some((one) => one.id === id))
          units.push({ unitName, source: `${source}; tệp “${signed.name}”` });
      const length = said.reduce((total, { text }) => total + text.length, 0);
      if (characters + length > most) {
        leftOut.push(unitName);
        return;
      }
      characters += length;
      for (const { id, text } of said) bySection.get(id)?.push({ unitName, source, said: blocksOf(text) });
    },

    result: (): Passages => ({
      of: (sectionId) => bySection.get(sectionId) ?? [],
      onPaper: (sectionId) => onPaper.get(sectionId) ?? [],
      leftOut,
    }),
  };
}

/** A text by its paragraphs, and the tables that were pasted into it. */
export function blocksOf(text: string): Block[] {
  return textParts(plainText(text)).flatMap((part) =>
    "rows" in part ? [pastedTable(part.rows)] : proseOf(part.lines.join("\n")).map(paragraph),
  );
}

/** Columns as wide as what stands in them, within measure. */
function pastedTable(rows: readonly (readonly string[])[]): Block {
  const [first = []] = rows;
  const head = hasHead(rows);
  const share = (at: number) => Math.min(Math.max(4, ...rows.map((row) => row[at]?.length ?? 0)), 40);
  const columns = first.map((title, at) => ({ title: head ? title : "", share: share(at) }));
  return { block: "table", caption: "", columns, rows: head ? rows.slice(1) : rows };
}

/** Which paper a passage stands in, and which of its revisions. */
export function sourceOf({ revision, receipts }: Pick<Duty, "revision" | "receipts">, report: Report): string {
  const receipt = receipts[String(revision)];
  return [
    `Báo cáo số ${report.documentNumber} ${paperDay(report.signedOn)}`,
    `lần gửi ${revision}`,
    ...(receipt === undefined ? [] : [`số tiếp nhận ${receipt}`]),
  ].join("; ");
}
