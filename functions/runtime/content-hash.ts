import { hash } from "node:crypto";

/** SHA-256, in hexadecimal, of a value's canonical JSON: keys in order, so that the same content has the same hash. */
export function contentHash(value: unknown): string {
  return hash("sha256", canonicalJson(value));
}

/** JSON with the keys of every object in order (RFC 8785 for the values that reports hold: texts and whole numbers). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
