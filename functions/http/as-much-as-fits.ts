import * as z from "zod/mini";

import { lazyObject } from "../domain/lazy-object.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Listed, Part } from "../use-cases/list-duties.ts";
import { json } from "./exchange.ts";
import type { Answer, Request } from "./exchange.ts";
import { cursorText, readCursor } from "./read-request.ts";

/**
 * Bytes of an answer that is no file: 300 KB of 1,024. One that is kept for whoever sends a write again fits into an item
 * of the table, too, which holds 400.
 */
const MOST_BYTES = 300 * 1024;

/** Asked again for less than would have fitted, by so much: items differ in length. */
const ROOM = 0.9;

/** The answer with so many at most, or as many as fit into one; one alone is answered whatever its length. */
export async function asMuchAsFits(
  most: number,
  answerWith: (limit: number) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  const answer = await answerWith(most);
  const bytes = isRefusal(answer) ? 0 : Buffer.byteLength(answer.body);
  return bytes <= MOST_BYTES || most <= 1
    ? answer
    : asMuchAsFits(Math.max(1, Math.floor((most * ROOM * MOST_BYTES) / bytes)), answerWith);
}

/** A page of a list, as JSON. */
export function listAnswer<At extends object>(
  part: Part<At>,
  list: (part: Part<At>) => Promise<Listed<unknown, At> | Refusal>,
): Promise<Answer | Refusal> {
  return asMuchAsFits(part.limit, async (limit) => {
    const listed = await list({ ...part, limit });
    return isRefusal(listed) ? listed : json({ items: listed.items, cursor: cursorText(listed.cursor) });
  });
}

/** Where a list goes on that is read whole each time. */
const FromSchema = lazyObject(() => ({ from: z.int().check(z.gte(0)) }));
type From = z.infer<typeof FromSchema>;

/** A list that was read whole, from where the cursor says: all that is left of it, or as much as fits. */
export async function restOf<Item>(
  request: Pick<Request, "query">,
  whole: readonly Item[],
  view: (some: readonly Item[], cursor: string | null) => object = (items, cursor) => ({ items, cursor }),
): Promise<Answer | Refusal> {
  const start = readCursor(request, FromSchema);
  if (isRefusal(start)) return start;
  const from = start?.from ?? 0;
  return asMuchAsFits(whole.length - from, async (limit) => {
    const next: From = { from: from + limit };
    return json(view(whole.slice(from, next.from), cursorText(next.from < whole.length ? next : undefined)));
  });
}
