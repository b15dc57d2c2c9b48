import { isRefusal } from "../../domain/refusal.ts";
import { seeOther } from "../../http/exchange.ts";
import type { OfficeEffects } from "../../use-cases/effects.ts";
import { askForExport } from "../../use-cases/ask-for-export.ts";
import type { PageHandler } from "../visit.ts";

/**
 * Has a file made in the background, and leads back to its page, which shows how far it is. Pressed twice it is made once; a form
 * of another session does nothing, and the page it leads to has one of this.
 */
export const askExport: PageHandler<OfficeEffects> = async (visit, effects) => {
  const asked = visit.formState === "expired" ? undefined : await askForExport(visit, effects);
  return isRefusal(asked) ? asked : seeOther(visit.path);
};
