import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import * as z from "zod/mini";

import { byName } from "../domain/name-order.ts";
import type { Unit } from "../domain/unit.ts";

/** A part of the list of units: of one kind, up to the unit that is its last in the order of the list. */
export type Part = { readonly token: string; readonly kind: string; readonly count: number; readonly last: string };

type CutPart = Omit<Part, "token"> & { readonly units: readonly Unit[] };

/** How many units a part is made with: some 15 KB. One that has grown to twice that is cut. */
const IN_A_PART = 500;

/** Pressed ten times smaller in some milliseconds; what more would gain is not worth the time. */
const QUALITY = 5;

/** It was packed of units that their schema had read: nothing else is ever written there. */
const PackedSchema = z.custom<Unit[]>((value) => Array.isArray(value));

/**
 * Units cut into parts, kind after kind and by name. Where parts were before they are cut at the same units, so that a change
 * of one touches one part.
 */
export function partsOf(units: readonly Unit[], before: readonly Pick<Part, "kind" | "last">[]): CutPart[] {
  const ofKind = Map.groupBy(units, ({ kind }) => kind);
  return [...ofKind].flatMap(([kind, some]) => {
    const sorted = some.toSorted(inOrder);
    const cuts = before.filter((part) => part.kind === kind).map(({ last }) => last);
    return pieces(sorted, cuts).map((piece) => ({
      kind,
      count: piece.length,
      last: placeOf(piece.at(-1)),
      units: piece,
    }));
  });
}

export function packUnits(units: readonly Unit[]): Uint8Array {
  const text = Buffer.from(JSON.stringify(units));
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
}

export function unpackUnits(packed: unknown): Unit[] {
  if (!(packed instanceof Uint8Array)) throw new Error("A part of the list of units holds none.");
  return PackedSchema.parse(JSON.parse(brotliDecompressSync(packed).toString("utf8")));
}

function pieces(sorted: readonly Unit[], cuts: readonly string[]): Unit[][] {
  const made: Unit[][] = [];
  let start = 0;
  for (const last of cuts.slice(0, -1)) {
    const end = sorted.findIndex((unit, at) => at >= start && comparePlaces(placeOf(unit), last) > 0);
    if (end < 0) break;
    made.push(sorted.slice(start, end));
    start = end;
  }
  made.push(sorted.slice(start));
  return made
    .flatMap((piece) => (piece.length > 2 * IN_A_PART || cuts.length === 0 ? inPieces(piece) : [piece]))
    .filter((piece) => piece.length > 0);
}

function inPieces(units: readonly Unit[]): Unit[][] {
  return Array.from({ length: Math.ceil(units.length / IN_A_PART) }, (_, nth) =>
    units.slice(nth * IN_A_PART, (nth + 1) * IN_A_PART),
  );
}

const inOrder = (a: Unit, b: Unit): number => byName(a.name, b.name) || (a.id < b.id ? -1 : 1);

/** Where a unit stands among those of its kind. */
const placeOf = (unit: Unit | undefined): string => (unit ? `${unit.name}\n${unit.id}` : "");

function comparePlaces(a: string, b: string): number {
  const [[nameA = "", idA = ""], [nameB = "", idB = ""]] = [a.split("\n"), b.split("\n")];
  return byName(nameA, nameB) || (idA === idB ? 0 : idA < idB ? -1 : 1);
}
