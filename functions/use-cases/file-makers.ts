import type { ExportedFile } from "../domain/exported-file.ts";
import { LIST_NAMES } from "../domain/exported-file.ts";
import { bundleEvidence } from "./bundle-evidence.ts";
import { draftReport } from "./draft-documents.ts";
import { listFile } from "./export-list.ts";
import type { FileMaker } from "./made-file.ts";

/** What makes a file of an obligation, for people. */
export function fileMakerOf(file: ExportedFile): FileMaker {
  if (file === "report.docx") return draftReport;
  if (file === "evidence.zip") return bundleEvidence;
  const name = LIST_NAMES.find((list) => file.startsWith(`${list}.`)) ?? "duties";
  return listFile(name, file.endsWith(".csv") ? "csv" : "xlsx", "people");
}
