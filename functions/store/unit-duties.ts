import type { Duty } from "../domain/duty.ts";
import { DirectiveIdSchema, ObligationIdSchema } from "../domain/ids.ts";
import type { ObligationRef, UnitId } from "../domain/ids.ts";
import type { Unit } from "../domain/unit.ts";
import { readDutyItem } from "./duty-item.ts";
import type { PageAsked, Table } from "./dynamo.ts";
import { equals } from "./expressions.ts";
import type { Item } from "./expressions.ts";
import { keys } from "./table.ts";
import type { Key } from "./table.ts";
import { readUnit } from "./units.ts";

/** Of which obligation a unit has a duty, and where that lies. */
export type DutyAt = ObligationRef & { readonly key: Key };

/** The duties of one unit, over all directives: their keys by the index of units, and what they hold from the table itself. */
export function unitDutiesIn(table: Table) {
  return {
    /** What a unit owes and has filed, page by page. */
    async dutiesOfUnit(
      unitId: UnitId,
      { limit, after }: PageAsked,
    ): Promise<{ items: Duty[]; after: Record<string, string> | undefined }> {
      const page = await table.query(equals("owedBy", unitId), { index: "unit", limit, after });
      const items = await table.getMany(page.items.map(keyIn));
      return { items: byDate(items.map(readDutyItem)), after: page.after };
    },
  };
}

/** Where a unit's duties lie, and what is there: for its start. */
export function unitPlacesIn(table: Table) {
  return {
    /** Where all that a unit owes and has filed lies: one query, of some seventy bytes for a duty. */
    async placesOfUnit(unitId: UnitId): Promise<DutyAt[]> {
      const places: DutyAt[] = [];
      for await (const item of table.queryAll(equals("owedBy", unitId), { index: "unit" }))
        places.push(placeIn(keyIn(item)));
      return places;
    },

    /** Duties by where they lie, as they were written last, by date; and units, both as they were a moment ago: one request for a hundred. */
    async dutiesAndUnits(
      places: readonly DutyAt[],
      unitIds: readonly UnitId[],
    ): Promise<{ readonly duties: readonly Duty[]; readonly units: readonly Unit[] }> {
      const items = await table.getMany([...places.map(({ key }) => key), ...unitIds.map(keys.unit)]);
      const isUnit = ({ pk }: Item): boolean => pk === keys.units;
      return {
        duties: byDate(items.filter((item) => !isUnit(item)).map(readDutyItem)),
        units: items.filter(isUnit).map(readUnit),
      };
    },
  };
}

const keyIn = ({ pk, sk }: Item): Key => ({ pk: String(pk), sk: String(sk) });

function placeIn(key: Key): DutyAt {
  const { directiveId, obligationId } = keys.obligationIn(key.pk);
  return {
    directiveId: DirectiveIdSchema.parse(directiveId),
    obligationId: ObligationIdSchema.parse(obligationId),
    key,
  };
}

const byDate = (duties: readonly Duty[]): Duty[] => duties.toSorted((a, b) => (dutyOrder(a) < dutyOrder(b) ? -1 : 1));

const dutyOrder = (duty: Duty): string => `${keys.dutyDue(duty.deadline, "")}${duty.directiveId}#${duty.obligationId}`;
