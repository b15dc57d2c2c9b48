import type { Answer } from "../../http/exchange.ts";
import { formPage } from "../form-kit/form-page.ts";
import type { FormPage } from "../form-kit/form-page.ts";
import type { Visit } from "../visit.ts";
import { crumbsOf, whoseDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** A page below a duty's: whose duty it is stands above its title. `crumbs`: the pages between the duty's and this. */
export function dutyPage(visit: Visit, found: VisitedDuty, p: FormPage): Answer {
  return formPage(visit, { ...p, above: whoseDuty(found), crumbs: [...crumbsOf(visit, found), ...(p.crumbs ?? [])] });
}
