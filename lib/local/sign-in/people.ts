import type { Staff } from "../../../functions/domain/access.ts";
import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import type { Unit } from "../../../functions/domain/unit.ts";
import { Table } from "../../../functions/store/dynamo.ts";
import { staffIn } from "../../../functions/store/staff.ts";
import { unitsIn } from "../../../functions/store/units.ts";
import { dynamoDbClient } from "embedded-cloud";
import type { AwsEnvironment } from "embedded-cloud";

export type PeopleProps = {
  /** Where the deployment's register is. */
  readonly register: { readonly url: string; readonly tableName: string };
  readonly awsEnvironment: AwsEnvironment;
  /** The id of the unit that keeps the register. */
  readonly homeUnit: string;
  /** The address that keeps the register from the first day, when it has no units yet. */
  readonly keeper: string;
};

/** Whom one can be. */
export type People = {
  readonly home: Unit | undefined;
  readonly staff: readonly Staff[];
  readonly keeper: string | undefined;
  /** Without the home unit; in order of id. */
  readonly units: readonly Unit[];
  /** Whether there are more units than are told. */
  readonly more: boolean;
};

const unitsTold = 100;
/** The engine cuts a page at 1 MB; asking for less makes a search through twenty thousand units thrice as slow. */
const unitsPerPage = 10_000;

/** Reads the register as it is at the moment: units imported just now are there. */
export function peopleOf({
  register,
  awsEnvironment,
  homeUnit,
  keeper,
}: PeopleProps): (query: string) => Promise<People> {
  const table = new Table({ name: register.tableName, client: dynamoDbClient(register.url, awsEnvironment) });
  const homeId = UnitIdSchema.parse(homeUnit);
  const units = unitsIn(table);
  const staffList = staffIn(table);

  return async (query) => {
    const fits = fitting(query);
    // Those that are told, the home unit, and one that says there are more.
    const limit = query === "" ? unitsTold + 2 : unitsPerPage;
    const fitsUnit = (one: Unit) => fits([one.name, one.id, ...addressesOf(one)]);
    const [home, staff, found] = await Promise.all([
      units.unit(homeId),
      staffList.members(),
      firstUnits(fitsUnit, limit),
    ]);
    return {
      home: home !== undefined && fitsUnit(home) ? home : undefined,
      staff: staff.filter(({ name, email, unitId }) => fits([name, email, unitId])),
      keeper: fits([keeper]) ? keeper : undefined,
      units: found.slice(0, unitsTold),
      more: found.length > unitsTold,
    };
  };

  /** More than are told, where there are more: the register is read no further than it must. */
  async function firstUnits(fits: (unit: Unit) => boolean, limit: number): Promise<Unit[]> {
    const found: Unit[] = [];
    let after: Record<string, string> | undefined;
    do {
      const page = await units.units({ limit, after });
      found.push(...page.items.filter((one) => one.id !== homeUnit && fits(one)));
      after = page.after;
    } while (after !== undefined && found.length <= unitsTold);
    return found;
  }
}

/** Every word that is asked for occurs somewhere; accents, đ and letter case do not count. */
function fitting(query: string): (texts: readonly string[]) => boolean {
  const words = plain(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  return (texts) => {
    const text = plain(texts.join(" "));
    return words.every((word) => text.includes(word));
  };
}

/** `Sở Tư pháp Đắk Lắk` → `so tu phap dak lak`. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
