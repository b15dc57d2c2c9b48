import * as z from "zod/mini";

import { lazyObject } from "../../domain/lazy-object.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { cursorText, readCursor } from "../../http/read-request.ts";
import { addressOf } from "../paths.ts";
import type { Visit } from "../visit.ts";

/** Where a page of a list by date begins: behind which key, and how many stand before it. */
export type PlaceInList = { readonly after?: string | undefined; readonly shown: number };

const PlaceSchema = lazyObject(() => ({
  after: z.string().check(z.maxLength(200)),
  shown: z.int().check(z.gte(1)),
}));

const FIRST: PlaceInList = { shown: 0 };

/** The place that an address names; the beginning when it names none. */
export function placeInList(visit: Pick<Visit, "query">): PlaceInList | Refusal {
  const place = readCursor(visit, PlaceSchema);
  return isRefusal(place) ? place : (place ?? FIRST);
}

/** Where the list goes on from a place. */
export function addressOfPlace(path: string, place: PlaceInList): string {
  return addressOf(path, { cursor: cursorText(place) ?? "" });
}
