import { expect, it } from "vitest";

import { examinerApart } from "../../../functions/examination/examine-apart.ts";
import { docxOf, packed, pdfOf, pdfWith } from "./files.ts";

const examine = examinerApart(new URL("../../../functions/examination/thread.ts", import.meta.url));

it("an honest file is taken while ten hostile ones are being looked at, each of which has its outcome", async () => {
  const endless = docxOf([], { "word/document.xml": "<w:p>".repeat(900_000) });
  const swelling = pdfWith({ more: [packed("0".repeat(60 << 20), "")] });
  const kids = pdfOf([["x"]])
    .toString("latin1")
    .replace("/Kids [5 0 R]", "/Kids [2 0 R]");
  const hostile = Promise.all([
    ...[1, 2, 3, 4].map(() => examine(endless, "docx")),
    ...[1, 2, 3].map(() => examine(swelling, "pdf")),
    ...[1, 2, 3].map(() => examine(Buffer.from(kids, "latin1"), "pdf")),
  ]);
  const begun = performance.now();
  expect(await examine(pdfOf([["BÁO CÁO"]]), "pdf")).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(10_000);
  const told = await hostile;
  expect(told.every((unfit) => unfit === "broken" || unfit === "swollen" || unfit === "unreadable")).toBe(true);
});
