import type { Html } from "../../runtime/html.ts";
import { steps } from "../parts/steps.ts";
import type { Visit } from "../visit.ts";

/** What is told of a draft once it is saved. */
export const DRAFT_SAVED = [
  "Đã lưu bản dự thảo. Báo cáo chưa được gửi.",
  "The draft is saved. The report has not been filed.",
] as const;

/** The way of a report, and where on it the visitor is: 0 writing, 1 looking it over. */
export function reportSteps(visit: Visit, at: 0 | 1): Html {
  const { say } = visit;
  return steps(visit, at, [
    say("Soạn báo cáo", "Write the report"),
    say("Xem lại và gửi", "Look it over and file"),
    say("Nhận biên nhận", "Get the receipt"),
  ]);
}
