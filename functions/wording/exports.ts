import { listIn } from "../domain/export-rules.ts";
import type { ExportedFile, ListName } from "../domain/exported-file.ts";

type Words = readonly [vi: string, en: string];

/** The lists of an obligation, as they are called where they are offered. */
export const LIST_TITLES = {
  duties: ["Danh sách các đơn vị", "List of units"],
  escalations: ["Danh sách đơn vị chậm báo cáo", "List of late units"],
  figures: ["Số liệu của từng đơn vị", "Figures of each unit"],
  totals: ["Số liệu cộng theo loại đơn vị", "Figures added up by kind of unit"],
  letters: ["Các thư và kết quả gửi", "Letters with their outcomes"],
  history: ["Lịch sử xử lý", "History"],
  numbers: ["Số tiếp nhận không cấp, và lý do", "Receipt numbers that were never given, and why"],
} as const satisfies Record<ListName, Words>;

const PAPERS: Readonly<Partial<Record<ExportedFile, Words>>> = {
  "report.docx": ["Dự thảo báo cáo tổng hợp", "Draft of the consolidated report"],
  "evidence.zip": ["Hồ sơ của đợt báo cáo", "Evidence of the season"],
};

/** What a file of an obligation is called. */
export function fileTitle(file: ExportedFile): Words {
  const list = listIn(file);
  return PAPERS[file] ?? (list ? LIST_TITLES[list] : [file, file]);
}
