import { UNIT_COLUMNS } from "../../domain/unit.ts";
import type { Unit, UnitColumn, UnitRecord } from "../../domain/unit.ts";
import type { Visit } from "../visit.ts";
import { kindWords } from "../../wording/kinds.ts";

/** One value of a unit that would become another. */
export type UnitChange = { readonly column: UnitColumn; readonly from: string; readonly to: string };

/** What differs between a unit as it is and as it would be. */
export function changesOf(
  from: UnitRecord,
  to: Readonly<Partial<Record<UnitColumn, string | undefined>>>,
): UnitChange[] {
  return UNIT_COLUMNS.flatMap((column): UnitChange[] => {
    const [was, is] = [from[column] ?? "", to[column] ?? ""];
    return was === is || column === "id" ? [] : [{ column, from: was, to: is }];
  });
}

/** A column of the units file, or a field of the form of one, in words. */
export function columnWords({ say }: Pick<Visit, "say">, column: string): string {
  const words = COLUMNS[column];
  return words ? say(...words) : column;
}

/** A unit's value as it is shown: an empty one says so. */
export function valueWords(visit: Visit, column: UnitColumn, value: string): string {
  if (value === "") return visit.say("(trống)", "(empty)");
  return column === "kind" ? kindWords(visit, value) : value;
}

export type Comparison = {
  readonly created: readonly UnitRecord[];
  readonly changed: readonly { readonly unit: Unit; readonly changes: readonly UnitChange[] }[];
  readonly same: number;
  /** Of the register, but not of the file: they stay as they are. */
  readonly untouched: number;
};

/** What a file of units would do to the register. */
export function compare(given: readonly UnitRecord[], units: readonly Unit[]): Comparison {
  const known = new Map<string, Unit>(units.map((unit) => [unit.id, unit]));
  const both = given.flatMap((to) => {
    const unit = known.get(to.id);
    return unit ? [{ unit, changes: changesOf(unit, to) }] : [];
  });
  const changed = both.filter(({ changes }) => changes.length > 0);
  return {
    created: given.filter(({ id }) => !known.has(id)),
    changed,
    same: both.length - changed.length,
    untouched: units.length - both.length,
  };
}

const COLUMNS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  id: ["Mã đơn vị", "Id"],
  name: ["Tên đơn vị", "Name"],
  kind: ["Loại đơn vị", "Kind"],
  headTitle: ["Chức danh người đứng đầu", "The head's post"],
  clerkEmail: ["Hộp thư văn thư", "Clerk's mailbox"],
  officeEmail: ["Hộp thư văn phòng", "Office's mailbox"],
  headEmail: ["Hộp thư thủ trưởng", "Head's mailbox"],
  phone: ["Điện thoại", "Telephone"],
  otherKind: ["Loại khác", "Another kind"],
  clients: ["Mã ứng dụng (client id)", "Client ids"],
};
