import type { ObligationRef } from "../domain/ids.ts";
import { issueRunOf } from "../domain/milestone-run.ts";
import type { Register } from "../store/register.ts";

/** Whether every duty of an obligation is there: from its issue on until then, more of them come. */
export async function isLaidOut(ref: ObligationRef, { runs }: Pick<Register, "runs">): Promise<boolean> {
  return (await runs.run(issueRunOf(ref)))?.laidOut === true;
}
