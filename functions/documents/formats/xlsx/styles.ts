import type { Column } from "../../content/sheet.ts";
import { escapeXml } from "./escape.ts";

type Kind = Column<unknown>["kind"];

/** Numbers below 164 are the format's own. */
const [DAY, INSTANT, NUMBER] = [164, 165, 166];

/** Number formats of ours; `@`, of texts, every workbook has. */
const FORMATS: readonly (readonly [id: number, code: string])[] = [
  [DAY, "dd/mm/yyyy"],
  [INSTANT, "dd/mm/yyyy hh:mm:ss"],
  [NUMBER, "#,##0"],
];

/** The look of cells, by what a column holds; by place in `cellXfs`, of which the first is every other cell's. */
export const CELL_STYLES: Record<Kind | "head", number> = {
  head: 1,
  text: 2,
  number: 3,
  day: 4,
  deadline: 4,
  instant: 5,
};

/** `@` shows a text as it is, whatever it looks like. */
const TEXT = 49;

const cell = (format: number, { font = 1, fill = 0, border = 0, horizontal = "" } = {}): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment${horizontal} vertical="top" wrapText="1"/></xf>`;

const font = (inside: string): string =>
  `<font>${inside}<sz val="12"/><name val="Times New Roman"/><family val="1"/></font>`;

const LINE = ["left", "right", "top", "bottom"]
  .map((side) => `<${side} style="thin"><color rgb="FF808080"/></${side}>`)
  .join("");

/** Letters as offices have them (NĐ 30/2020/NĐ-CP, Appendix I); titles bold on grey, and lines, which paper keeps. */
export const STYLES_XML = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${FORMATS.length}">${FORMATS.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`).join("")}</numFmts><fonts count="3">${font("")}${font("")}${font("<b/>")}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${LINE}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${cell(TEXT, { font: 2, fill: 2, border: 1, horizontal: ' horizontal="center"' })}${cell(TEXT, { border: 1 })}${cell(NUMBER, { border: 1 })}${cell(DAY, { border: 1 })}${cell(INSTANT, { border: 1 })}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
