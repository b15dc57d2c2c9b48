import type { Table } from "./dynamo.ts";
import type { UnitChanges } from "./unit-changes.ts";
import type { UnitLists } from "./unit-list.ts";
import { unitsIn } from "./units.ts";

/** The units as a function has them that changes none: its bundle is spared what does (D157). */
export function readOnlyUnitsIn(table: Table): ReturnType<typeof unitsIn> & UnitChanges & Pick<UnitLists, "list"> {
  return { ...unitsIn(table), ...UNITS_ARE_READ_ONLY };
}

const notHere = (): never => {
  throw new Error("This function changes no unit.");
};
const UNITS_ARE_READ_ONLY: UnitChanges & Pick<UnitLists, "list"> = {
  // It is made anew by whoever finds it behind, which is a write.
  list: notHere,
  unitsToChange: notHere,
  putUnits: notHere,
  marksOf: notHere,
  markBounced: notHere,
  unmarkBounced: notHere,
  catchUpMarks: notHere,
};
