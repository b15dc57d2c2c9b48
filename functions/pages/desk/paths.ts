import type { FoundObligation } from "../../handlers/find-duty.ts";
import type { DutyRef, ObligationRef } from "../../domain/ids.ts";
import type { Page } from "../parts/frame.ts";
import type { Visit } from "../visit.ts";

export const obligationPath = ({ directiveId, obligationId }: ObligationRef): string =>
  `/obligations/${directiveId}/${obligationId}`;

export const dutyPath = ({ directiveId, obligationId, unitId }: DutyRef): string =>
  `/duties/${directiveId}/${obligationId}/${unitId}`;

export function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}

export function refOf({ record, obligation }: FoundObligation): ObligationRef {
  return { directiveId: record.directive.id, obligationId: obligation.id };
}

type Crumbs = NonNullable<Page["crumbs"]>;

/** The way to an obligation's dashboard. */
export function crumbsToObligation({ say }: Visit): Crumbs {
  return [{ href: "/", label: say("Nhiệm vụ báo cáo", "Reporting duties") }];
}

/** The way to what lies below an obligation's dashboard. */
export function crumbsBelowObligation(visit: Visit, found: FoundObligation): Crumbs {
  return [...crumbsToObligation(visit), { href: obligationPath(refOf(found)), label: found.obligation.title }];
}
