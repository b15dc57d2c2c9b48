import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { WebEffects } from "../use-cases/effects.ts";

/** Every directive, the latest first: their keys do not sort by day. */
export async function allDirectives({ register }: Pick<WebEffects, "register">): Promise<DirectiveRecord[]> {
  const records = await register.directives.every();
  return records.toSorted((a, b) => (a.directive.issuedOn < b.directive.issuedOn ? 1 : -1));
}
