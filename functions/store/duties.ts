import type { Duty, DutyState } from "../domain/duty.ts";
import type { OpenDuty } from "../domain/escalation.ts";
import type { DutyRef, ObligationRef, UnitId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import type { Unit, UnitRecord } from "../domain/unit.ts";
import type { Page, PageAsked, Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { dutyAttributes, dutyItem, readDutyItem, readOpenDutyItem } from "./duty-item.ts";
import { absent, allOf, beginsWith, below, equals, exists, oneOf } from "./expressions.ts";
import type { Condition } from "./expressions.ts";
import { keys } from "./table.ts";
import { readUnit } from "./units.ts";

/** A page of a list that lies over several shards; `next` is where the following one begins. */
export type PageOf<T> = { readonly items: readonly T[]; readonly next: Cursor | undefined };

type Where = ObligationRef & { readonly shards: number };
type Paging = { readonly cursor?: Cursor | undefined; readonly limit: number };

const ONE_MOVE = { add: { moves: 1 } } as const;

/** Conditional puts under way at once while duties are laid out. */
const PUTS_AT_ONCE = 16;

export type Duties = ReturnType<typeof dutiesIn>;

export function dutiesIn(table: Table) {
  return {
    /** Lays duties out, each once: a duty that exists is left as it stands. */
    async layOut(duties: readonly Duty[], shards: number): Promise<void> {
      for (let start = 0; start < duties.length; start += PUTS_AT_ONCE) {
        const some = duties.slice(start, start + PUTS_AT_ONCE);
        await Promise.all(some.map((duty) => table.put(dutyItem(duty, shards), absent("pk"))));
      }
    },

    /** The duty as it stands now, or nothing. 1 read unit; half when a slightly older state will do. */
    async duty(ref: DutyRef, shards: number, { consistent = true } = {}): Promise<Duty | undefined> {
      const item = await table.get(keys.duty(ref, shards), { consistent });
      return item && readDutyItem(item);
    },

    /** The duty as it stands now, and units as they stand: all that a letter is decided on and made of, in one request. */
    async dutyAndUnits(
      ref: DutyRef,
      shards: number,
      unitIds: readonly UnitId[],
    ): Promise<{ duty: Duty | undefined; units: ReadonlyMap<UnitId, Unit> }> {
      const dutyKey = keys.duty(ref, shards);
      const unitKeys = [...new Set(unitIds)].map((unitId) => keys.unit(unitId));
      const items = await table.getMany([dutyKey, ...unitKeys], { consistent: true });
      const duty = items.find(({ pk }) => pk === dutyKey.pk);
      const units = items.filter((item) => item !== duty).map(readUnit);
      return { duty: duty && readDutyItem(duty), units: new Map(units.map((unit) => [unit.id, unit])) };
    },

    /** Who still owes this report, nearest date first within a shard; read from the sparse index alone. */
    openDuties: (where: Where, paging: Paging): Promise<PageOf<OpenDuty>> =>
      overShards(where, paging, readOpenDutyItem, (pk, page) =>
        table.query(equals("pk", pk), { index: "open", ...page }),
      ),

    /** Who is late at an instant: open, with a deadline that has come. */
    lateDuties: (where: Where & { now: EpochMs }, paging: Paging): Promise<PageOf<OpenDuty>> =>
      overShards(where, paging, readOpenDutyItem, (pk, page) =>
        table.query(allOf(equals("pk", pk), below("due", keys.dueBy(where.now))), { index: "open", ...page }),
      ),

    /** Every duty of an obligation, by unit within a shard. */
    dutiesOf: (where: Where, paging: Paging): Promise<PageOf<Duty>> =>
      overShards(where, paging, readDutyItem, (pk, page) =>
        table.query(allOf(equals("pk", pk), beginsWith("sk", keys.unitsBelow)), page),
      ),

    /** What a unit owes and has filed, over all directives. */
    async dutiesOfUnit(
      unitId: UnitId,
      { limit, after }: PageAsked,
    ): Promise<{ items: Duty[]; after: Record<string, string> | undefined }> {
      const page = await table.query(equals("owedBy", unitId), { index: "unit", limit, after });
      const items = await table.getMany(page.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
      const duties = items.map(readDutyItem).toSorted((a, b) => (dutyOrder(a) < dutyOrder(b) ? -1 : 1));
      return { items: duties, after: page.after };
    },

    /**
     * Writes a move, on condition that the duty still is what the move was decided on: same state, same
     * revision, same place in its history, same ladder. False when somebody moved it meanwhile.
     */
    transition: (before: Duty, after: Duty, shards: number): Promise<boolean> =>
      table.update(keys.duty(before, shards), { ...changes(before, after), ...ONE_MOVE }, unmoved(before)),

    /**
     * Writes a filing: one write, and one more since the duty leaves the sparse index. It asks only what a
     * filing depends on, so that a filing needs no read before it.
     * @param from what the duty is taken to be: its revision and ladder must hold, its state be one of `states`.
     * @returns the duty as it was; nothing when it was not so.
     */
    async file(from: Duty, after: Duty, shards: number, states: readonly DutyState[]): Promise<Duty | undefined> {
      // A reason for delay ends with the filing, whether it was known of or not.
      const { set, remove } = changes({ ...from, reason: undefined }, { ...after, reason: undefined });
      const old = await table.updateAndRead(
        keys.duty(from, shards),
        { set, remove: [...remove, ["reason"]], ...ONE_MOVE },
        [oneOf("state", states), equals("revision", from.revision), onLadder(from.ladder)],
        "ALL_OLD",
      );
      return old && readDutyItem(old);
    },

    /** Brings the name, head and telephone that lists show up to date with the register. */
    refreshUnit: (
      duty: Duty,
      unit: UnitRecord,
      shards: number,
      { reachable }: { reachable: boolean },
    ): Promise<boolean> =>
      table.update(
        keys.duty(duty, shards),
        {
          set: { unitName: unit.name, head: unit.headTitle, phone: unit.phone },
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
  ];
}

const onLadder = (ladder: number): Condition => (ladder > 0 ? equals("ownLadder", ladder) : absent("ownLadder"));

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

/** Pages through the shards one after the other; within a shard the index's order holds. */
async function overShards<T>(
  where: Where,
  { cursor, limit }: Paging,
  read: (item: Item) => T,
  queryShard: (pk: string, page: { limit: number; after: Record<string, string> | undefined }) => Promise<Page>,
): Promise<PageOf<T>> {
  const items: T[] = [];
  let at: Cursor | undefined = cursor ?? { shard: 0 };
  while (at && items.length < limit) {
    const page: Page = await queryShard(keys.obligationShard(where, at.shard), {
      limit: limit - items.length,
      after: at.after && { ...at.after },
    });
    items.push(...page.items.map(read));
    if (page.after) at = { shard: at.shard, after: page.after };
    else at = at.shard + 1 < where.shards ? { shard: at.shard + 1 } : undefined;
  }
  return { items, next: at };
}

const dutyOrder = (duty: Duty): string => `${keys.dutyDue(duty.deadline, "")}${duty.directiveId}#${duty.obligationId}`;
