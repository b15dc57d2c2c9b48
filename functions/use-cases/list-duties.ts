import type { Duty, DutyState } from "../domain/duty.ts";
import { lateUnit } from "../domain/escalation.ts";
import type { LateUnit } from "../domain/escalation.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import { forbidden } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects } from "./effects.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import { inForce } from "../domain/directive-record.ts";

/** A part of a list: how many at most, and where it goes on. */
export type Part<At> = { readonly limit: number; readonly cursor: At | undefined };
export type Listed<Item, At> = { readonly items: readonly Item[]; readonly cursor: At | undefined };

const NO_CONTACT = forbidden(
  "This address is no unit's contact, so it has no duties of its own.",
  "Địa chỉ này không phải địa chỉ liên hệ của đơn vị nào, nên không có nhiệm vụ báo cáo riêng.",
);

/** The place in the lists of several units: the how-manieth, and where in its own list. */
export type UnitsCursor = { readonly unit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** The caller's own duties, over all directives: of each unit that he acts for. */
export async function listOwnDuties(
  { limit, cursor }: Part<UnitsCursor>,
  { caller: { units } }: Pick<Asking, "caller">,
  { register }: ReadingEffects,
): Promise<Listed<Duty, UnitsCursor> | Refusal> {
  if (units.length === 0) return NO_CONTACT;
  const items: Duty[] = [];
  let at: UnitsCursor = cursor ?? { unit: 0 };
  for (let unitId = units[at.unit]; unitId !== undefined && items.length < limit; unitId = units[at.unit]) {
    const page = await register.duties.dutiesOfUnit(unitId, { limit: limit - items.length, after: at.after });
    items.push(...(await dated(page.items, register)));
    at = page.after ? { unit: at.unit, after: page.after } : { unit: at.unit + 1 };
  }
  return { items, cursor: at.unit < units.length ? at : undefined };
}

/** Duties that were found without their directives, by the dates that are in force. */
async function dated(duties: readonly Duty[], { directives }: ReadingEffects["register"]): Promise<Duty[]> {
  const ids = [...new Set(duties.map(({ directiveId }) => directiveId))];
  const records = new Map(await Promise.all(ids.map(async (id) => [id, await directives.directive(id)] as const)));
  return duties.map((duty) => inForce(duty, records.get(duty.directiveId)));
}

/** The duties of an obligation that are in one of the states; without any given, every duty. */
export async function dutiesInStates(
  found: FoundObligation,
  { limit, cursor: start, states }: Part<Cursor> & { readonly states?: readonly DutyState[] | undefined },
  { register }: Pick<ReadingEffects, "register">,
): Promise<Listed<Duty, Cursor>> {
  const where = { ...obligationRefOf(found), place: found.place };
  const items: Duty[] = [];
  let cursor = start;
  do {
    const page = await register.duties.dutiesOf(where, { cursor, limit: limit - items.length });
    items.push(...page.items.filter(({ state }) => !states || states.includes(state)));
    cursor = page.next;
  } while (cursor && items.length < limit);
  return { items, cursor };
}

/** Who is late: open, with the date passed. Read from the sparse index alone; nothing is written at the deadline. */
export async function lateUnits(
  found: FoundObligation,
  part: Part<Cursor>,
  { receivedAt }: Pick<Asking, "receivedAt">,
  { register }: Pick<ReadingEffects, "register">,
): Promise<Listed<LateUnit, Cursor>> {
  const where = { ...obligationRefOf(found), place: found.place, now: receivedAt };
  const [page, calendar] = await Promise.all([
    register.duties.lateDuties(where, part),
    register.calendar.current(receivedAt),
  ]);
  return { items: page.items.map((duty) => lateUnit(duty, calendar, receivedAt)), cursor: page.next };
}
