import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { WebEffects } from "../use-cases/effects.ts";

/** Every directive, the latest first. They are few, a province's in a year; their keys do not sort by day. */
export async function allDirectives({ register }: Pick<WebEffects, "register">): Promise<DirectiveRecord[]> {
  const records: DirectiveRecord[] = [];
  let after: Record<string, string> | undefined;
  do {
    const some = await register.directives.directives({ limit: 100, after });
    records.push(...some.items);
    after = some.after;
  } while (after);
  return records.toSorted((a, b) => (a.directive.issuedOn < b.directive.issuedOn ? 1 : -1));
}
