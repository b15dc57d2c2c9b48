import type { Html } from "../../runtime/html.ts";
import { steps } from "../parts/steps.ts";
import type { Visit } from "../visit.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** What is told of a draft once it is saved. */
export const DRAFT_SAVED = [
  "Đã lưu bản dự thảo. Báo cáo chưa được gửi.",
  "The draft is saved. The report has not been filed.",
] as const;

type Step = "write" | "files" | "look";

/** The way of a report, and where on it the visitor is. A signed PDF comes first: it says what else would be typed. */
export function reportSteps(visit: Visit, { obligation }: VisitedDuty, at: Step): Html {
  const { say } = visit;
  const first = obligation.signedPaper !== "none";
  const write = say("Soạn báo cáo", "Write the report");
  const files = first ? say("Tệp đã ký", "Signed file") : say("Tệp đính kèm", "Files");
  const order: readonly Step[] = first ? ["files", "write", "look"] : ["write", "files", "look"];
  return steps(visit, order.indexOf(at), [
    ...(first ? [files, write] : [write, files]),
    say("Xem lại và gửi", "Look it over and file"),
    say("Nhận biên nhận", "Get the receipt"),
  ]);
}
