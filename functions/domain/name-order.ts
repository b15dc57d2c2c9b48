import { nameKey } from "./name-key.ts";

/** As Vietnamese orders names, with numbers by their value. */
export function byName(a: string, b: string): number {
  if (collator === undefined && keys.size < MOST_KEYS) {
    const [keyA, keyB] = [keyOf(a), keyOf(b)];
    if (keyA !== undefined && keyB !== undefined) return keyA === keyB ? 0 : keyA < keyB ? -1 : 1;
  }
  return (collator ??= new Intl.Collator("vi", { numeric: true })).compare(a, b);
}

/**
 * The first names are put in order by keys of our own: a collator takes some 6 ms to make, which the first page of a start
 * should not wait for. Many are sooner in order by it, and so are names that no key can be made of.
 */
const MOST_KEYS = 500;
const keys = new Map<string, string | undefined>();
let collator: Intl.Collator | undefined;

function keyOf(name: string): string | undefined {
  const known = keys.get(name);
  if (known !== undefined || keys.has(name)) return known;
  const key = nameKey(name);
  keys.set(name, key);
  return key;
}
