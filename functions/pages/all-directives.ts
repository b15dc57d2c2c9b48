import { readsLists } from "../domain/access.ts";
import type { Obligation } from "../domain/directive.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { ObligationRef } from "../domain/ids.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import type { Visit } from "./visit.ts";

/** Every directive, the latest first: their keys do not sort by day. */
export async function allDirectives({ register }: Pick<WebEffects, "register">): Promise<DirectiveRecord[]> {
  const records = await register.directives.every();
  return records.toSorted((a, b) => (a.directive.issuedOn < b.directive.issuedOn ? 1 : -1));
}

/** An issued obligation whose lists the visitor reads. */
export type ReadObligation = {
  readonly record: DirectiveRecord;
  readonly obligation: Obligation;
  readonly ref: ObligationRef;
};

/** Of some directives, every issued obligation whose lists the visitor reads, in their order. */
export function readObligations(
  { caller, homeUnit }: Pick<Visit, "caller" | "homeUnit">,
  records: readonly DirectiveRecord[],
): ReadObligation[] {
  return records
    .filter(({ status }) => status === "issued")
    .flatMap((record) =>
      record.directive.obligations
        .filter((obligation) => readsLists(caller, obligation, homeUnit))
        .map((obligation) => ({
          record,
          obligation,
          ref: { directiveId: record.directive.id, obligationId: obligation.id },
        })),
    );
}
