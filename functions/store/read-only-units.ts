import type { Table } from "./dynamo.ts";
import type { UnitChanges } from "./unit-changes.ts";
import { unitsIn } from "./units.ts";

/** The units as a function has them that changes none: its bundle is spared what does (D157). */
export function readOnlyUnitsIn(table: Table): ReturnType<typeof unitsIn> & UnitChanges {
  return { ...unitsIn(table), ...UNITS_ARE_READ_ONLY };
}

const notHere = (): never => {
  throw new Error("This function changes no unit.");
};
const UNITS_ARE_READ_ONLY: UnitChanges = {
  unitsToChange: notHere,
  putUnits: notHere,
  marksOf: notHere,
  markBounced: notHere,
  unmarkBounced: notHere,
  catchUpMarks: notHere,
};
