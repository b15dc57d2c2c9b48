/** Nothing that is read here is nested half as deep. */
const MOST_LEVELS = 32;

/** Half of a character, which JSON can write and no UTF-8 can keep. */
const HALF = /\\u[dD][89a-fA-F]/;

/**
 * Parses JSON that comes from outside. What is nested without end is refused before anything goes down into it; halves of
 * characters in its texts become U+FFFD.
 * @throws Error that says where it is no JSON, or that it is nested too deep
 */
export function parseJsonText(text: string): unknown {
  const value: unknown = JSON.parse(text, HALF.test(text) ? wellFormed : undefined);
  if (isDeeper(text, MOST_LEVELS)) throw new Error(`Nested more than ${MOST_LEVELS} levels deep`);
  return value;
}

const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === "string" ? value.toWellFormed() : value;

/** Whether objects and lists are nested deeper in a JSON text: one pass over it. */
function isDeeper(text: string, most: number): boolean {
  let level = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") level += 1;
    else if (token === "]" || token === "}") level -= 1;
    if (level > most) return true;
  }
  return false;
}
