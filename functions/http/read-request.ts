import * as z from "zod/mini";

import { parseJsonText } from "../domain/json-text.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { quote, read } from "../domain/parsing.ts";
import type { What } from "../domain/parsing.ts";
import { invalid, isRefusal } from "../domain/refusal.ts";
import type { Fault, Refusal } from "../domain/refusal.ts";
import { MOST_SHARDS } from "../store/table.ts";
import type { Request } from "./exchange.ts";

/** A list answers so many items unless asked for fewer or more. */
export const LIMIT = { usual: 50, most: 200 };

/** What an act brings with it. */
export const WHAT_WAS_SENT: What = { en: "What was sent", vi: "Nội dung gửi đến" };

/** Reads a JSON body by a schema; what is not JSON says where it breaks. */
export function readBody<S extends z.core.$ZodType>({ body }: Request, schema: S, what: What): z.output<S> | Refusal {
  let value: unknown;
  try {
    value = parseJsonText(body);
  } catch (error) {
    const why = error instanceof Error ? error.message : "not JSON";
    return invalid("The body is not JSON.", "Nội dung gửi đến không phải JSON.", [
      { path: "", message: `${why}; a JSON object is expected`, vi: "Không đọc được; cần một đối tượng JSON." },
    ]);
  }
  return read(schema, value, what);
}

/** `limit` and `cursor` of a list. A cursor is opaque: it is only ever one that a list gave. */
export function readPaging<S extends z.core.$ZodType>(
  { query }: Request,
  cursorSchema: S,
): { limit: number; cursor: z.output<S> | undefined } | Refusal {
  const limit = query["limit"] === undefined ? LIMIT.usual : Number(query["limit"]);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT.most) {
    return invalid("The list cannot be cut so.", "Không lấy được danh sách như vậy.", [
      {
        path: "limit",
        message: `must be a whole number from 1 to ${LIMIT.most}; got ${quote(query["limit"])}`,
        vi: `Phải là số nguyên từ 1 đến ${LIMIT.most}; nhận được ${quote(query["limit"])}.`,
      },
    ]);
  }
  const cursor = readCursor({ query }, cursorSchema);
  return isRefusal(cursor) ? cursor : { limit, cursor };
}

/** Where a list goes on; undefined at its beginning. */
export function readCursor<S extends z.core.$ZodType>(
  { query: { cursor } }: Pick<Request, "query">,
  cursorSchema: S,
): z.output<S> | undefined | Refusal {
  if (cursor === undefined) return undefined;
  const decoded = z.safeParse(cursorSchema, decode(cursor));
  if (decoded.success) return decoded.data;
  return cannotGoOn([
    {
      path: "cursor",
      message: `must be the cursor of an earlier answer of this list; got ${quote(cursor)}`,
      vi: `Phải là dấu trang mà danh sách này đã đưa; nhận được ${quote(cursor)}.`,
    },
  ]);
}

/** The place where a list was to go on is none that the list gave. */
export function cannotGoOn(faults: readonly Fault[] = []): Refusal {
  return invalid(
    "The list cannot go on from there. Open it from its beginning.",
    "Không xem tiếp được danh sách từ chỗ này. Đề nghị mở lại danh sách từ đầu.",
    faults,
  );
}

/** The place in a list over shards; only keys of one shard's own partition are let through by the query. */
export const CursorSchema = lazyObject(() => ({
  shard: z.int().check(z.gte(0), z.lt(MOST_SHARDS)),
  after: z.optional(z.record(z.string(), z.string())),
}));

/** The place in a list of one partition. */
export const KeyCursorSchema = z.record(z.string(), z.string());
export type KeyCursor = z.infer<typeof KeyCursorSchema>;

export function cursorText(cursor: object | undefined): string | null {
  return cursor === undefined ? null : Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
