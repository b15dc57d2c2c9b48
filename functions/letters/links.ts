import type { DutyRef, ObligationRef } from "../domain/ids.ts";

/** The page of one duty. It asks for a sign-in; the link carries no right of its own. */
export function dutyLink(siteUrl: string, { directiveId, obligationId, unitId }: DutyRef): string {
  return link(siteUrl, ["duties", directiveId, obligationId, unitId]);
}

/** The page with everybody who is late, for the supervisor. */
export function escalationsLink(siteUrl: string, { directiveId, obligationId }: ObligationRef): string {
  return link(siteUrl, ["obligations", directiveId, obligationId, "escalations"]);
}

/** The page of a file that was made in the background. */
export function exportLink(siteUrl: string, { directiveId, obligationId }: ObligationRef, file: string): string {
  return link(siteUrl, ["obligations", directiveId, obligationId, "papers", file]);
}

/** The page on which anybody can check a receipt, filled in. */
export function receiptLink(siteUrl: string, receipt: { readonly number: string; readonly sha256: string }): string {
  const { number, sha256 } = receipt;
  return `${link(siteUrl, ["receipts"])}?${String(new URLSearchParams({ receipt: number, sha256 }))}`;
}

function link(siteUrl: string, path: readonly string[]): string {
  return `${siteUrl.replace(/\/+$/, "")}/${path.map(encodeURIComponent).join("/")}`;
}
