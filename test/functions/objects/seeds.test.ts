import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { examinerApart } from "../../../functions/examination/examine-apart.ts";

const examine = examinerApart(new URL("../../../functions/examination/thread.ts", import.meta.url));

/** Each was once taken for the other; how it was made stands in seeds/README.md. */
it.each([
  ["nuoi-ong.docx", "docx", undefined],
  ["nuoi-ong.xlsx", "xlsx", undefined],
  ["nuoi-ong.pdf", "pdf", undefined],
  ["bang-hep.docx", "docx", undefined],
  ["tung-chu-gap15.pdf", "pdf", undefined],
  ["nhay-don.docx", "docx", undefined],
  ["dau-mat.docx", "docx", "secret"],
  ["dau-mat-cot.pdf", "pdf", "secret"],
  ["secret-nested.docx", "docx", "secret"],
  ["tcvn3-tuyet-mat.docx", "docx", "secret"],
  ["libreoffice-bang-hep.pdf", "pdf", undefined],
  ["libreoffice-nuoi-ong.pdf", "pdf", undefined],
  ["libreoffice-dau-mat.pdf", "pdf", "secret"],
  ["chromium-innocent.pdf", "pdf", undefined],
  ["chromium-mark.pdf", "pdf", "secret"],
  ["redos-20000.docx", "docx", "broken"],
  ["redos.xlsx", "xlsx", "broken"],
  ["loop.pdf", "pdf", "broken"],
  ["extlink.xlsx", "xlsx", "dde"],
  ["polyglot.pdf", "pdf", "polyglot"],
] as const)("a file that was once misjudged is judged rightly: %s", async (name, kind, right) => {
  const bytes = readFileSync(new URL(`seeds/${name}`, import.meta.url));
  expect(await examine(bytes, kind)).toBe(right);
});
