import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { FilesEffects } from "../use-cases/effects.ts";
import { linkToAttachment } from "../use-cases/fetch-attachment.ts";
import { findScan } from "../use-cases/find-scan.ts";
import { seeOther } from "./exchange.ts";
import type { Answer, Request } from "./exchange.ts";

/** Leads to the content of a directive's file, by the API and in the browser. */
export async function fetchScan(request: Request, effects: FilesEffects): Promise<Answer | Refusal> {
  const found = await findScan(request, effects, "reader");
  if (isRefusal(found)) return found;
  const link = await linkToAttachment(found, effects.archive);
  return isRefusal(link) ? link : seeOther(link);
}
