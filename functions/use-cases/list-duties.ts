import type { ReadingEffects } from "./effects.ts";
import * as z from "zod/mini";

import { DUTY_STATES } from "../domain/duty.ts";
import { lateUnit } from "../domain/escalation.ts";
import { localDateOf } from "../domain/instant.ts";
import { quote } from "../domain/parsing.ts";
import { forbidden, invalid, isRefusal } from "../domain/refusal.ts";
import { workingDaysOfVietNam as calendar } from "../domain/working-days-vn.ts";
import { json } from "../http/exchange.ts";
import type { Handler } from "../http/exchange.ts";
import { CursorSchema, KeyCursorSchema, cursorText, readPaging } from "../http/read-request.ts";
import { dutyView, escalationView } from "../http/views.ts";
import { findObligation, obligationRefOf } from "./find-duty.ts";

const NO_CONTACT = forbidden(
  "This address is no unit's contact, so it has no duties of its own.",
  "Địa chỉ này không phải địa chỉ liên hệ của đơn vị nào, nên không có nhiệm vụ báo cáo riêng.",
);

const StatesSchema = z.array(z.enum(DUTY_STATES));

/** The caller's own duties, over all directives: of each unit that he acts for. */
export const listOwnDuties: Handler<ReadingEffects> = async (request, { register }) => {
  const paging = readPaging(request, z.object({ unit: z.int().check(z.gte(0)), after: z.optional(KeyCursorSchema) }));
  if (isRefusal(paging)) return paging;
  const { units } = request.caller;
  if (units.length === 0) return NO_CONTACT;
  const items = [];
  let at = paging.cursor ?? { unit: 0 };
  for (let unitId = units[at.unit]; unitId !== undefined && items.length < paging.limit; unitId = units[at.unit]) {
    const page = await register.duties.dutiesOfUnit(unitId, { limit: paging.limit - items.length, after: at.after });
    items.push(...page.items.map((duty) => dutyView(duty, request.receivedAt)));
    at = page.after ? { unit: at.unit, after: page.after } : { unit: at.unit + 1 };
  }
  return json({ items, cursor: at.unit < units.length ? cursorText(at) : null });
};

/** Every duty of an obligation; `state` (one or more, by comma) keeps those in it. */
export const listObligationDuties: Handler<ReadingEffects> = async (request, effects) => {
  const found = await findObligation(request, effects);
  if (isRefusal(found)) return found;
  const paging = readPaging(request, CursorSchema);
  if (isRefusal(paging)) return paging;
  const states = z.safeParse(z.optional(StatesSchema), request.query["state"]?.split(","));
  if (!states.success) {
    const [all, got] = [DUTY_STATES.join(", "), quote(request.query["state"])];
    return invalid("The list cannot be cut so.", "Không lọc được danh sách như vậy.", [
      {
        path: "state",
        message: `allowed are ${all}, several by comma; got ${got}`,
        vi: `Trạng thái chỉ nhận ${all}, cách nhau bằng dấu phẩy; nhận được ${got}.`,
      },
    ]);
  }
  const where = { ...obligationRefOf(found), shards: found.shards };
  const items = [];
  let cursor = paging.cursor;
  do {
    const page = await effects.register.duties.dutiesOf(where, { cursor, limit: paging.limit - items.length });
    items.push(...page.items.filter(({ state }) => !states.data || states.data.includes(state)));
    cursor = page.next;
  } while (cursor && items.length < paging.limit);
  return json({ items: items.map((duty) => dutyView(duty, request.receivedAt)), cursor: cursorText(cursor) });
};

/** Who is late: open, with the date passed. Read from the sparse index alone; nothing is written at the deadline. */
export const listEscalations: Handler<ReadingEffects> = async (request, effects) => {
  const found = await findObligation(request, effects);
  if (isRefusal(found)) return found;
  const paging = readPaging(request, CursorSchema);
  if (isRefusal(paging)) return paging;
  const where = { ...obligationRefOf(found), shards: found.shards, today: localDateOf(request.receivedAt) };
  const page = await effects.register.duties.lateDuties(where, paging);
  const items = page.items.map((duty) =>
    escalationView(obligationRefOf(found), lateUnit(duty, calendar, request.receivedAt)),
  );
  return json({ items, cursor: cursorText(page.next) });
};
