/**
 * What stands at a place of a resource's properties; nothing, where there is no such place.
 * @param place names with dots between, `[]` for each entry of a list or map: `Replicas[].DeletionProtectionEnabled`
 */
export function valuesAt(properties: unknown, place: string): readonly unknown[] {
  return follow(properties, place.replaceAll("[]", ".[]").split("."));
}

function follow(value: unknown, path: readonly string[]): readonly unknown[] {
  const [step, ...rest] = path;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [value];
  const members = typeof value === "object" ? Object.entries(value) : [];
  return members.filter(([name]) => step === "[]" || name === step).flatMap(([, member]) => follow(member, rest));
}
