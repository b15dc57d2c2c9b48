import type { DutyRef, ObligationRef } from "../domain/ids.ts";

/** Where a duty's pages begin. Ids are made of characters that an address takes as they are. */
export function dutyPath({ directiveId, obligationId, unitId }: DutyRef): string {
  return `/duties/${directiveId}/${obligationId}/${unitId}`;
}

/** Where the pages begin of all that report under one obligation. */
export function obligationPath({ directiveId, obligationId }: ObligationRef): string {
  return `/obligations/${directiveId}/${obligationId}`;
}

export function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}
