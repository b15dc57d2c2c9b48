/** Nothing that is read here is nested half as deep. */
const MOST_LEVELS = 32;

/**
 * Parses JSON that comes from outside. What is nested without end is refused before anything goes down into it.
 * @throws Error that says where it is no JSON, or that it is nested too deep
 */
export function parseJsonText(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isDeeper(text, MOST_LEVELS)) throw new Error(`Nested more than ${MOST_LEVELS} levels deep`);
  return value;
}

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
