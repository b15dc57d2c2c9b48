import { AlignmentType, Paragraph } from "docx";
import type { Table } from "docx";

import type { DocumentContent } from "../../content/document.ts";
import { centred, rule, run } from "./lines.ts";
import { sideBySide } from "./side-by-side.ts";
import { MEASURE, SIZE, mm } from "./sheet.ts";

const LEFT = mm(66);

/** The head of a paper: whose it is and its number on the left, the state's name, place and day on the right. */
export function letterhead({ head, title }: DocumentContent): Table {
  const { above, office, number, placeAndDate } = head;
  const subject = title.kind === "letter" ? [centred(`V/v ${title.about}`, { size: SIZE.copiesWord }, GAP)] : [];
  return sideBySide(
    [
      ...(above === undefined ? [] : [centred(above, { size: SIZE.head })]),
      centred(office, { size: SIZE.head, bold: true }),
      rule(mm(21)),
      centred(number, { size: SIZE.head }, GAP),
      ...subject,
    ],
    [
      centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { size: SIZE.head, bold: true }),
      centred("Độc lập - Tự do - Hạnh phúc", { size: SIZE.body, bold: true }),
      rule((MEASURE - LEFT - mm(66)) / 2),
      centred(placeAndDate, { size: SIZE.body, italics: true }, GAP),
    ],
    { leftWidth: LEFT },
  );
}

/** What a report is, and about what: in the middle, with a line below. */
export function reportTitle({ title }: DocumentContent): Paragraph[] {
  if (title.kind === "letter") return [];
  return [
    centred("BÁO CÁO", { bold: true }, { spacing: { before: 360 } }),
    centred(title.about, { bold: true }, { indent: { left: mm(10), right: mm(10) } }),
    rule(mm(57)),
  ];
}

/** Kính gửi: one stands beside the words; of several each has a line of its own, which begins with a dash. */
export function addressed({ to }: DocumentContent): Paragraph[] {
  const [only, ...others] = to;
  if (only === undefined) return [];
  if (others.length === 0) return [centred(`Kính gửi: ${only}`, {}, { spacing: { before: 240, after: 240 } })];
  return [
    new Paragraph({ indent: { left: mm(30) }, spacing: { before: 240 }, children: [run("Kính gửi:")] }),
    ...to.map(
      (name, at) =>
        new Paragraph({
          alignment: AlignmentType.LEFT,
          indent: { left: mm(50), hanging: mm(4) },
          spacing: { before: 40, ...(at === to.length - 1 ? { after: 240 } : {}) },
          children: [run(`- ${name}${at === to.length - 1 ? "." : ";"}`)],
        }),
    ),
  ];
}

const GAP = { spacing: { before: 120 } } as const;
