import { readdirSync, readFileSync } from "node:fs";

import { fromBufferPromise } from "yauzl";

import type { FileKind } from "../../functions/domain/file-kind.ts";
import { isFileKind } from "../../functions/domain/file-kind.ts";
import { docxOf, jpeg, packed, pdfOf, pdfWith, png, xlsxOf, zipOf } from "../functions/objects/files.ts";

export type Sample = { readonly name: string; readonly kind: FileKind; readonly bytes: Buffer };

const seeds = new URL("../functions/objects/seeds/", import.meta.url);

/** Files to begin with: those that were once misjudged, and one of each kind that is taken. */
export function samples(): Sample[] {
  const kept = readdirSync(seeds).flatMap((name): Sample[] => {
    const kind = name.slice(name.lastIndexOf(".") + 1);
    return isFileKind(kind) ? [{ name, kind, bytes: readFileSync(new URL(name, seeds)) }] : [];
  });
  return [
    ...kept,
    { name: "made.docx", kind: "docx", bytes: docxOf(["BÁO CÁO", "Số 1"]) },
    { name: "made.xlsx", kind: "xlsx", bytes: xlsxOf(["BÁO CÁO", "Số 1"]) },
    { name: "made.pdf", kind: "pdf", bytes: pdfOf([["BÁO CÁO"], ["Số 1"]]) },
    {
      name: "packed.pdf",
      kind: "pdf",
      bytes: pdfWith({ more: [packed("7 0 << /Type /Font >>", "/Type /ObjStm /N 1 /First 4")] }),
    },
    { name: "made.jpg", kind: "jpeg", bytes: jpeg },
    { name: "made.png", kind: "png", bytes: png },
  ];
}

/** A package's file with one of its parts changed, and packed again: a change of the packed bytes would only break it. */
export async function repacked(bytes: Buffer, change: (part: Buffer, name: string) => Buffer): Promise<Buffer> {
  const parts: [string, { content: Buffer }][] = [];
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(Buffer.from(piece));
    parts.push([entry.fileName, { content: change(Buffer.concat(pieces), entry.fileName) }]);
  }
  return zipOf(parts);
}
