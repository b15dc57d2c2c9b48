import { isRefusal, notFound } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import type { Submission } from "../../store/filings.ts";
import type { Visit } from "../visit.ts";
import { visitDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** A filed revision as a visitor comes to it. What was prepared and never filed is not there. */
export async function visitRevision(
  visit: Visit,
  effects: WebEffects,
): Promise<{ readonly found: VisitedDuty; readonly filed: Submission } | Refusal> {
  const found = await visitDuty(visit, effects, "reader");
  if (isRefusal(found)) return found;
  const asked = visit.params["revision"] ?? "";
  const revision = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 0;
  const exists = revision >= 1 && revision <= found.duty.revision;
  const filed = exists ? await effects.register.filings.submission(found.ref, revision) : undefined;
  return filed ? { found, filed } : NO_REVISION;
}

const NO_REVISION = notFound("The unit has filed no such revision.", "Không có lần gửi báo cáo này.");
