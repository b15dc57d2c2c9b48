/**
 * The sheet and its type, as NĐ 30/2020/NĐ-CP, Appendix I has them: A4; 20 mm above and below, 30 mm on the left,
 * 15 mm on the right; Times New Roman. Lengths in twentieths of a point, type in half points, as DOCX counts.
 */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const points = (pt: number): number => pt * 2;

export const SHEET = { width: mm(210), height: mm(297) } as const;
export const MARGINS = {
  top: mm(20),
  bottom: mm(20),
  left: mm(30),
  right: mm(15),
  header: mm(10),
  footer: mm(10),
} as const;
/** What is left between the margins. */
export const MEASURE = SHEET.width - MARGINS.left - MARGINS.right;

export const FONT = "Times New Roman";
/** Body and titles 14; number, subject and tables smaller; copies 11 under their word at 12. */
export const SIZE = {
  body: points(14),
  head: points(13),
  table: points(12),
  copiesWord: points(12),
  copies: points(11),
} as const;

/** The first line of a paragraph begins so far in. */
export const FIRST_LINE = mm(12.7);
/** A paragraph stands 6 points from the one before; lines are a quarter more than single: between single and one and a half. */
export const BODY_SPACING = { before: 120, line: 300 } as const;
