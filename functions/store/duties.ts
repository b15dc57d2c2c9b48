import { OPEN_STATES } from "../domain/duty.ts";
import type { Duty, DutyState } from "../domain/duty.ts";
import type { DutyRef, ObligationRef, UnitId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Unit, UnitRecord } from "../domain/unit.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { dutyAttributes, dutyItem, headItem, readDutyItem } from "./duty-item.ts";
import { absent, equals, exists, oneOf } from "./expressions.ts";
import type { Condition } from "./expressions.ts";
import { dutyListsIn } from "./duty-lists.ts";
import { keys } from "./table.ts";
import { unitDutiesIn } from "./unit-duties.ts";
import { readUnit } from "./units.ts";
import type { Place } from "../domain/directive-record.ts";
import { follow } from "../domain/obligation-date.ts";

const ONE_MOVE = { add: { moves: 1 } } as const;

/** Conditional puts under way at once while duties are laid out. */
const PUTS_AT_ONCE = 16;

export type Duties = ReturnType<typeof dutiesIn>;

export function dutiesIn(table: Table) {
  return {
    ...dutyListsIn(table),
    ...unitDutiesIn(table),

    /** Lays duties out, each once: a duty that exists is left as it stands. @returns how many are new */
    async layOut(duties: readonly Duty[], place: Place): Promise<number> {
      let laidOut = 0;
      for (let start = 0; start < duties.length; start += PUTS_AT_ONCE) {
        const some = duties.slice(start, start + PUTS_AT_ONCE);
        const put = await Promise.all(some.map((duty) => table.put(dutyItem(duty, place.shards), absent("pk"))));
        laidOut += put.filter(Boolean).length;
      }
      return laidOut;
    },

    /** The duty as it was written last, whether or not its obligation's date has moved since. */
    async writtenDuty(ref: DutyRef, place: Place): Promise<Duty | undefined> {
      const item = await table.get(keys.duty(ref, place.shards), { consistent: true });
      return item && readDutyItem(item);
    },

    /** The duty as it stands now, or nothing. 1 read unit; half when a slightly older state will do. */
    async duty(ref: DutyRef, place: Place, { consistent = true } = {}): Promise<Duty | undefined> {
      const item = await table.get(keys.duty(ref, place.shards), { consistent });
      return item && follow(readDutyItem(item), place);
    },

    /** The duty as it was written last, and units as they stand: all that a letter is decided on and made of, in one request. */
    async dutyAndUnits(
      ref: DutyRef,
      place: Place,
      unitIds: readonly UnitId[],
    ): Promise<{ written: Duty | undefined; units: ReadonlyMap<UnitId, Unit> }> {
      const dutyKey = keys.duty(ref, place.shards);
      const unitKeys = [...new Set(unitIds)].map((unitId) => keys.unit(unitId));
      const items = await table.getMany([dutyKey, ...unitKeys], { consistent: true });
      const duty = items.find(({ pk }) => pk === dutyKey.pk);
      const units = items.filter((item) => item !== duty).map(readUnit);
      return { written: duty && readDutyItem(duty), units: new Map(units.map((unit) => [unit.id, unit])) };
    },

    /** The duties of some units, as they stand now; units without one are left out. */
    async dutiesNamed(
      { place, ...ref }: ObligationRef & { readonly place: Place },
      unitIds: readonly UnitId[],
      { consistent = true } = {},
    ): Promise<Duty[]> {
      const wanted = unitIds.map((unitId) => keys.duty({ ...ref, unitId }, place.shards));
      const items = await table.getMany(wanted, { consistent });
      return items.map((item) => follow(readDutyItem(item), place));
    },

    /** The duties of some units, as they were written last. */
    async writtenNamed(ref: ObligationRef, unitIds: readonly UnitId[], shards: number): Promise<Duty[]> {
      const wanted = unitIds.map((unitId) => keys.duty({ ...ref, unitId }, shards));
      return (await table.getMany(wanted, { consistent: true })).map(readDutyItem);
    },

    /**
     * Writes a move, on condition that the duty still is what the move was decided on: same state, same
     * revision, same place in its history, same ladder. False when somebody moved it meanwhile.
     */
    transition: (before: Duty, after: Duty, place: Place): Promise<boolean> =>
      table.update(keys.duty(before, place.shards), { ...changes(before, after), ...ONE_MOVE }, unmoved(before)),

    /**
     * Writes a filing: one write, and one more since the duty leaves the sparse index. It asks only what a
     * filing depends on, so that a filing needs no read before it.
     * @param from what the duty is taken to be: its revision and ladder must hold, its state be one of `states`.
     * @returns the duty as it was; nothing when it was not so.
     */
    async file(from: Duty, after: Duty, place: Place, states: readonly DutyState[]): Promise<Duty | undefined> {
      // A reason for delay ends with the filing, whether it was known of or not.
      const { set, remove } = changes({ ...from, reason: undefined }, { ...after, reason: undefined });
      const old = await table.updateAndRead(
        keys.duty(from, place.shards),
        { set, remove: [...remove, ["reason"]], ...ONE_MOVE },
        [
          oneOf("state", states),
          equals("revision", from.revision),
          onLadder(from.ladder),
          isAt("follows", from.follows),
        ],
        "ALL_OLD",
      );
      return old && readDutyItem(old);
    },

    /** Keeps what a filing told of which that was not kept; nothing once it was filed anew. */
    keepTold: (duty: Duty, told: string, { shards }: Place): Promise<boolean> =>
      table.update(keys.duty(duty, shards), { set: { told } }, [equals("revision", duty.revision), absent("told")]),

    /** Writes down that a unit knows of its duty; nothing when that is known, or the duty is not open any more. */
    acknowledge: (ref: DutyRef, { shards }: Place, acknowledgedAt: EpochMs): Promise<boolean> =>
      table.update(keys.duty(ref, shards), { set: { acknowledgedAt }, ...ONE_MOVE }, [
        oneOf("state", OPEN_STATES),
        absent("acknowledgedAt"),
      ]),

    /** Brings the name, head and telephone that lists show up to date with the register. */
    refreshUnit: (
      duty: Duty,
      unit: UnitRecord,
      place: Place,
      { reachable }: { reachable: boolean },
    ): Promise<boolean> =>
      table.update(
        keys.duty(duty, place.shards),
        {
          set: {
            unitName: unit.name,
            head: headItem({ unitName: unit.name, head: unit.headTitle }),
            phone: unit.phone,
          },
          remove: reachable ? [["unreachable"]] : [],
        },
        [exists("pk")],
      ),
  };
}

/** What each part of the condition on a move guards. */
function unmoved(duty: Duty): Condition[] {
  return [
    // Two officers filing at once, or filing against a return.
    equals("state", duty.state),
    equals("revision", duty.revision),
    // Two supervisors deciding at once.
    equals("sequence", duty.sequence),
    // A filing whose standing was worked out from a date that has changed meanwhile.
    onLadder(duty.ladder),
    isAt("follows", duty.follows),
  ];
}

const onLadder = (ladder: number): Condition => isAt("ownLadder", ladder);

/** A number that is left out while it is 0. */
function isAt(name: string, value: number): Condition {
  return value === 0 ? absent(name) : equals(name, value);
}

function changes(before: Duty, after: Duty): { set: Item; remove: string[][] } {
  const old = dutyAttributes(before);
  const set: Item = {};
  const remove: string[][] = [];
  for (const [name, value] of Object.entries(dutyAttributes(after))) {
    if (JSON.stringify(value) === JSON.stringify(old[name])) continue;
    if (value === undefined) remove.push([name]);
    else set[name] = value;
  }
  return { set, remove };
}
