import type { DutyRef, ObligationRef } from "../domain/ids.ts";

/** The page of one duty. It asks for a sign-in; the link carries no right of its own. */
export function dutyLink(siteUrl: string, { directiveId, obligationId, unitId }: DutyRef): string {
  return link(siteUrl, ["duties", directiveId, obligationId, unitId]);
}

/** The page with everybody who is late, for the supervisor. */
export function escalationsLink(siteUrl: string, { directiveId, obligationId }: ObligationRef): string {
  return link(siteUrl, ["obligations", directiveId, obligationId, "escalations"]);
}

function link(siteUrl: string, path: readonly string[]): string {
  return `${siteUrl.replace(/\/+$/, "")}/${path.map(encodeURIComponent).join("/")}`;
}
