import { Paragraph } from "docx";
import type { Table } from "docx";

import type { DocumentContent } from "../../content/document.ts";
import { centred, run } from "./lines.ts";
import { sideBySide } from "./side-by-side.ts";
import { SIZE, mm } from "./sheet.ts";

/** The end of a paper: to whom copies go, on the left; on the right who signs, with room for signature, seal and name. */
export function closing({ copies, signerPost }: DocumentContent): (Paragraph | Table)[] {
  return [
    new Paragraph({ spacing: { before: 120 }, keepNext: true, children: [] }),
    sideBySide(
      [
        new Paragraph({ children: [run("Nơi nhận:", { size: SIZE.copiesWord, bold: true, italics: true })] }),
        ...copies.map(
          (copy, at) =>
            new Paragraph({
              children: [run(`- ${copy}${at === copies.length - 1 ? "." : ";"}`, { size: SIZE.copies })],
            }),
        ),
      ],
      [centred(signerPost, { bold: true }), ...ROOM.map(() => centred(""))],
      { leftWidth: mm(82) },
    ),
  ];
}

/** Lines left free. */
const ROOM = [1, 2, 3, 4];
