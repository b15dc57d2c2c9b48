import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { FilesEffects } from "../use-cases/effects.ts";
import { linkToAttachment } from "../use-cases/fetch-attachment.ts";
import { findAttachment } from "../use-cases/find-attachment.ts";
import { seeOther } from "./exchange.ts";
import type { Answer, Request } from "./exchange.ts";

/** Leads to an attachment's content, by the API and in the browser. */
export async function fetchAttachment(
  request: Request,
  effects: Pick<FilesEffects, "archive"> & Parameters<typeof findAttachment>[1],
): Promise<Answer | Refusal> {
  const found = await findAttachment(request, effects, "reader");
  if (isRefusal(found)) return found;
  const link = await linkToAttachment(found, effects.archive);
  return isRefusal(link) ? link : seeOther(link);
}
