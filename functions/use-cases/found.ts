import type { DirectiveRecord, Place } from "../domain/directive-record.ts";
import type { Obligation } from "../domain/directive.ts";
import type { Duty } from "../domain/duty.ts";
import type { DutyRef, ObligationRef } from "../domain/ids.ts";

/** What a path names, as it was found for somebody who may see it. */
export type FoundObligation = {
  readonly record: DirectiveRecord;
  readonly obligation: Obligation;
  readonly place: Place;
};
export type FoundDutyRef = FoundObligation & { readonly ref: DutyRef };
export type FoundDuty = FoundDutyRef & { readonly duty: Duty };

export function obligationRefOf({ record, obligation }: FoundObligation): ObligationRef {
  return { directiveId: record.directive.id, obligationId: obligation.id };
}
