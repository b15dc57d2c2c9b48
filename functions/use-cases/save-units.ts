import { isOpen } from "../domain/duty.ts";
import { busy, invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { placeOf } from "../domain/directive-record.ts";
import type { UnitId } from "../domain/ids.ts";
import { isMended } from "../domain/missed-letters.ts";
import { newAddressesOf, reachableAddress } from "../domain/unit.ts";
import type { Unit, UnitRecord } from "../domain/unit.ts";
import { formatNumber } from "../domain/vietnamese.ts";
import { forEachLimited } from "../runtime/for-each-limited.ts";
import { afterCommit } from "./after-commit.ts";
import { AFTER_THE_ACT_SECONDS } from "./apply-transition.ts";
import type { WebEffects } from "./effects.ts";
import type { SeenUnit } from "../store/unit-changes.ts";
import { readUnitsFile } from "./read-units-file.ts";

/** Units changed at once in one import: each may touch the lists of its open duties. */
export const MOST_ROWS = 5_000;

/** How many units' duties are brought up to date at once. */
const REFRESHED_AT_ONCE = 16;

/** How many units are taken through to their records before the next are begun. */
const SLICE = 6 * REFRESHED_AT_ONCE;

/** How often a change is made that meets those of others each time. */
const MOST_TRIES = 5;

/** When one that was given up is worth sending again. */
const AGAIN_AFTER_SECONDS = 5;

/**
 * Enters or changes one unit as somebody types it in: what he typed anew is taken for an address that works, and freed of its
 * mark, which what a file or a system brings is not.
 * @param before the unit as he saw it; none for a new one
 * @param takesMail addresses that came back, and of which he says that they take mail again
 */
export async function saveTypedUnit(
  unit: UnitRecord,
  { before, takesMail }: { readonly before: Unit | undefined; readonly takesMail: readonly string[] },
  effects: WebEffects,
): Promise<Unit | Refusal> {
  const typed = await effects.register.units.marksOf(newAddressesOf(unit, before));
  const said = takesMail.filter((address) => before?.bounced[address] !== undefined);
  return saveUnit(unit, effects, [...Object.keys(typed), ...said]);
}

/**
 * Enters or changes one unit: as the register has it then.
 * @param mended addresses that whoever enters it says take mail: they are written to again, whichever units have them.
 */
export async function saveUnit(
  unit: UnitRecord,
  effects: WebEffects,
  mended: readonly string[] = [],
): Promise<Unit | Refusal> {
  const unnamed = refuseUnnamedSystems(unit, effects);
  if (unnamed) return unnamed;
  const { units } = effects.register;
  // The unit itself whatever the address says: a change of it that broke off may have shut it out there.
  const others = await Promise.all(mended.map((address) => units.unitsActedForBy(address)));
  const sharing = mended.length === 0 ? [] : [unit.id, ...others.flat()];
  await askForMissed(sharing, effects, { ahead: true });
  // First: broken off behind it, the same form sent again is completed.
  for (const address of mended) await units.unmarkBounced(address);
  const written = await write([unit], effects);
  if (isRefusal(written)) return written;
  const saved = (await effects.register.units.unit(unit.id, { consistent: true })) ?? { ...unit, bounced: {} };
  if (mended.length > 0) await refreshDuties(saved, effects);
  await askForMissed(sharing, effects);
  return saved;
}

/**
 * A unit's systems are those that the deployment names for it: so neither the site's own client nor another unit's system
 * ever acts for it, and nobody waits for one whose tokens count for nobody.
 */
function refuseUnnamedSystems({ id, clients = [] }: UnitRecord, effects: WebEffects): Refusal | undefined {
  const named = effects.clients.systems.filter(({ unit }) => unit === id).map(({ client }) => client);
  const faults = clients.flatMap((client, i) =>
    named.includes(client)
      ? []
      : {
          path: `clients[${i}]`,
          message: `must be a system that this deployment names for ${id} (${named.join(", ") || "none yet"}); got "${client}"`,
          vi: `Phải là hệ thống đã khai báo cho đơn vị khi triển khai (${named.join(", ") || "chưa có"}); nhận được "${client}".`,
        },
  );
  return faults.length === 0
    ? undefined
    : invalid("This deployment does not name such a system.", "Có hệ thống chưa được khai báo khi triển khai.", faults);
}

export type Imported = { readonly units: number; readonly created: number; readonly changed: number };

/** Enters many units from a file: all of them, or, if any row is wrong, none. */
export async function importUnits(file: string, effects: WebEffects): Promise<Imported | Refusal> {
  const units = readUnitsFile(file);
  if (isRefusal(units)) return units;
  if (units.length > MOST_ROWS) {
    return invalid("The file is too long for one import.", "Tệp quá dài cho một lần nhập.", [
      {
        path: "",
        message: `at most ${MOST_ROWS} rows at a time; got ${units.length}: cut it into several files`,
        vi: `Mỗi lần tối đa ${formatNumber(MOST_ROWS)} dòng; nhận được ${formatNumber(units.length)}; đề nghị chia thành nhiều tệp.`,
      },
    ]);
  }
  const written = await write(units, effects, { keepClients: true });
  // Made anew at once: whoever reads the list next would have to.
  await afterCommit(async () => void (await effects.register.units.list()));
  return isRefusal(written) ? written : { units: units.length, ...written };
}

type Kept = {
  /** A file has no column for the units' own systems, and so does not take their access away. */
  readonly keepClients?: boolean;
};

/** Slice by slice: of a file that one function cannot finish what was done counts, and sent again it goes on from there. */
async function write(
  given: readonly UnitRecord[],
  effects: WebEffects,
  kept: Kept = {},
): Promise<{ created: number; changed: number } | Refusal> {
  const seen = await effects.register.units.unitsToChange(given);
  const changed = changedOf(given, seen, kept);
  for (let start = 0; start < changed.length; start += SLICE) {
    if (await carryThrough(changed.slice(start, start + SLICE), seen, effects, kept)) continue;
    return busy(
      "Somebody else is changing the same unit at this moment; send it again.",
      "Người khác đang sửa cùng đơn vị này; đề nghị gửi lại sau ít phút.",
      AGAIN_AFTER_SECONDS,
    );
  }
  return { created: given.length - seen.size, changed: changed.filter(({ id }) => seen.has(id)).length };
}

/**
 * Takes units through to their records. Those that somebody else changed meanwhile are read again, and all of it is done
 * again upon what the other left, unless they are so already. False when the others do not leave off.
 */
async function carryThrough(
  changed: readonly UnitRecord[],
  seenFirst: ReadonlyMap<string, SeenUnit>,
  effects: WebEffects,
  kept: Kept,
): Promise<boolean> {
  const { units } = effects.register;
  let [left, seen] = [changed, seenFirst];
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === MOST_TRIES) return false;
    const marks = await units.marksOf(left.flatMap((unit) => newAddressesOf(unit, seen.get(unit.id)?.unit)));
    const known = left.flatMap((unit) => {
      const old = seen.get(unit.id)?.unit;
      return old ? [{ ...unit, bounced: { ...old.bounced, ...marks } }] : [];
    });
    // The lists first: broken off, the same units sent again are found changed still, and completed.
    await forEachLimited(known, REFRESHED_AT_ONCE, (unit) => refreshDuties(unit, effects));
    const mended = left.filter((unit) => isMended(unit, seen.get(unit.id)?.unit, marks)).map(({ id }) => id);
    await askForMissed(mended, effects, { ahead: true });
    const refused = await units.putUnits(left, seen, effects.clock.now(), marks);
    await askForMissed(mended, effects);
    if (refused.length === 0) return true;
    seen = await units.unitsToChange(refused);
    left = changedOf(refused, seen, kept);
  }
  return true;
}

/** Asks for what units have missed that can be reached again: once ahead of what mends them, so that no crash can lose it (D4). */
async function askForMissed(
  units: readonly UnitId[],
  { queues }: WebEffects,
  { ahead = false }: { ahead?: boolean } = {},
): Promise<void> {
  if (units.length === 0) return;
  const asked = [...new Set(units)].map((unitId) => ({ kind: "missed-letters", unitId }) as const);
  if (ahead) await queues.post(asked, { delaySeconds: AFTER_THE_ACT_SECONDS });
  else await afterCommit(() => queues.post(asked));
}

/** The units as they are to be, without those that are so already: what looks unchanged is not written. */
function changedOf(
  given: readonly UnitRecord[],
  seen: ReadonlyMap<string, SeenUnit>,
  { keepClients = false }: Kept,
): UnitRecord[] {
  return given.flatMap((one) => {
    const old = seen.get(one.id)?.unit;
    const unit = keepClients ? { ...one, clients: old?.clients } : one;
    return isAsBefore(unit, old) ? [] : [unit];
  });
}

function isAsBefore(unit: UnitRecord, before: Unit | undefined): boolean {
  return before !== undefined && JSON.stringify({ ...unit, bounced: before.bounced }) === JSON.stringify(before);
}

/**
 * Lists show a unit's name, head and telephone from its open duties: those are brought up to date. So is a duty that was
 * closed while the unit could not be reached: it may be opened again.
 */
async function refreshDuties(unit: Unit, { register }: WebEffects): Promise<void> {
  const reachable = reachableAddress(unit) !== undefined;
  let after: Record<string, string> | undefined;
  do {
    const page = await register.duties.dutiesOfUnit(unit.id, { limit: 100, after });
    for (const duty of page.items.filter((one) => isOpen(one) || one.unreachable)) {
      const record = await register.directives.directive(duty.directiveId);
      if (!record) continue;
      const place = placeOf(record, { id: duty.obligationId });
      await register.duties.refreshUnit(duty, unit, place, { reachable });
      await register.roll.noteAsTheyAre(duty, [unit.id], place.shards, register.duties);
      // No move: the counts know of as many as before.
      if (reachable && duty.unreachable && isOpen(duty)) await register.counts.add(duty, { unreachable: -1 }, 0);
    }
    after = page.after;
  } while (after);
}
