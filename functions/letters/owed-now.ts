import { supplementOwed } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";

/** What is owed now: after a return it is the supplement. */
export function owedOf(duty: Duty): string {
  return supplementOwed(duty) ? "báo cáo bổ sung" : "báo cáo";
}
