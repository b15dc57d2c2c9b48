import { refuseUnlessKeeper } from "../../use-cases/find-duty.ts";
import type { PageHandler } from "../visit.ts";

/** A page of those who keep the register; others hear that it is not theirs, whatever they sent. */
export function forKeepers(page: PageHandler): PageHandler {
  return async (visit, effects) => refuseUnlessKeeper(visit, effects) ?? page(visit, effects);
}
