import type { ObligationRef } from "../domain/ids.ts";

/** The name of all letters about one duty; without a unit, of those to the supervisor about one obligation. */
export function threadOf({
  directiveId,
  obligationId,
  unitId,
}: ObligationRef & { readonly unitId?: string | undefined }): string {
  return [directiveId, obligationId, ...(unitId === undefined ? [] : [unitId])].join(".");
}
