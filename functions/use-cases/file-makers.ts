import { listIn } from "../domain/export-rules.ts";
import type { ExportedFile } from "../domain/exported-file.ts";
import { bundleEvidence } from "./bundle-evidence.ts";
import { draftReport } from "./draft-documents.ts";
import { listFile } from "./export-list.ts";
import type { FileMaker } from "./made-file.ts";

/** What makes a file of an obligation, for people. */
export function fileMakerOf(file: ExportedFile): FileMaker {
  const list = listIn(file);
  if (list) return listFile(list, file.endsWith(".csv") ? "csv" : "xlsx", "people");
  return file === "report.docx" ? draftReport : bundleEvidence;
}
