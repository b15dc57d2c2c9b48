import { byName } from "../../domain/name-order.ts";
import { inOrderOfKind } from "../../wording/kinds.ts";

/** As papers list units: by kind, in the order of offices, then by name as Vietnamese orders names. */
export function inOrderOfOffices<T extends { readonly kind: string; readonly unitName: string }>(
  units: readonly T[],
): T[] {
  const kinds = inOrderOfKind(units.map(({ kind }) => kind));
  const ranks = new Map(kinds.map((kind, at) => [kind, at]));
  return units.toSorted(
    (a, b) => (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0) || byName(a.unitName, b.unitName),
  );
}
