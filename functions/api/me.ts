import * as z from "zod/mini";

import { lazyObject } from "../domain/lazy-object.ts";
import { isRefusal } from "../domain/refusal.ts";
import { DutyAnswer, MeAnswer, listOf } from "../http/answers.ts";
import { listAnswer } from "../http/as-much-as-fits.ts";
import { KeyCursorSchema, readPaging } from "../http/read-request.ts";
import { dutyView } from "../http/views.ts";
import { listOwnDuties } from "../use-cases/list-duties.ts";
import { keepsRegister } from "../domain/access.ts";
import { json } from "../http/exchange.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const byOfficeSite = answeredBy("office-site");

/** Where a list over several units goes on. */
const UnitsCursorSchema = lazyObject(() => ({ unit: z.int().check(z.gte(0)), after: z.optional(KeyCursorSchema) }));

/** Who the caller is to the register, and what the caller's units owe: where systems begin, as people do at the start page. */
export const operations = {
  readMe: byOfficeSite("GET", "/api/me", async ({ caller }, { homeUnit }: WebEffects) =>
    json({
      principal: caller.principal,
      units: caller.units,
      staff: caller.staff ? { name: caller.staff.name, role: caller.staff.role, unitId: caller.staff.unitId } : null,
      keepsRegister: keepsRegister(caller, homeUnit),
    }),
  ),
  listOwnDuties: byOfficeSite("GET", "/api/duties", async (request, effects: WebEffects) => {
    const asked = readPaging(request, UnitsCursorSchema);
    if (isRefusal(asked)) return asked;
    const now = request.receivedAt;
    return listAnswer(asked, async (part) => {
      const [listed, calendar] = await Promise.all([
        listOwnDuties(part, request, effects),
        effects.register.calendar.current(now),
      ]);
      return isRefusal(listed)
        ? listed
        : { ...listed, items: listed.items.map((one) => dutyView(one, { now, calendar })) };
    });
  }),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  readMe: { summary: "Who the caller is to the register", answer: MeAnswer },
  listOwnDuties: { summary: "The duties of the caller's units", query: paging, answer: listOf(DutyAnswer) },
});
