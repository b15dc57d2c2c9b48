import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import type { Page } from "../parts/frame.ts";
import { obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";

type Crumbs = NonNullable<Page["crumbs"]>;

/** The way to an obligation's dashboard. */
export function crumbsToObligation({ say }: Visit): Crumbs {
  return [{ href: "/", label: say("Nhiệm vụ báo cáo", "Reporting duties") }];
}

/** The way to what lies below an obligation's dashboard. */
export function crumbsBelowObligation(visit: Visit, found: FoundObligation): Crumbs {
  return [
    ...crumbsToObligation(visit),
    { href: obligationPath(obligationRefOf(found)), label: found.obligation.title },
  ];
}
