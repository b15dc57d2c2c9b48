import * as z from "zod/mini";

import type { Staff } from "../domain/access.ts";
import { EmailSchema } from "../domain/ids.ts";
import { read } from "../domain/parsing.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { restOf } from "../http/as-much-as-fits.ts";
import type { Request } from "../http/exchange.ts";
import { acting, doneOr, forKeepers, keeping } from "./acting.ts";
import { StaffAnswer, listOf } from "../http/answers.ts";
import { STAFF_ENTRY, StaffEntrySchema, deleteStaff, putStaff } from "../use-cases/save-staff.ts";
import * as examples from "../http/examples.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const byOfficeSite = answeredBy("office-site");

/** Whose entry it is stands in the path. */
const StaffEntryBodySchema = z.strictObject(z.omit(StaffEntrySchema, { email: true }).shape);

function emailOf({ params }: Request): Staff["email"] | Refusal {
  return read(EmailSchema, params["email"], {
    en: "The address in the path",
    vi: "Địa chỉ thư điện tử",
  });
}

/** The staff list: supervisors and leaders who are no unit's contacts. */
export const operations = {
  listStaff: byOfficeSite(
    "GET",
    "/api/staff",
    keeping(async (request, { register }) => restOf(request, await register.staff.members())),
  ),
  putStaff: byOfficeSite(
    "PUT",
    "/api/staff/{email}",
    acting({
      find: async (request, effects) => (await forKeepers(request, effects)) ?? emailOf(request),
      schema: StaffEntryBodySchema,
      what: STAFF_ENTRY,
      act: (email, given, _asking, effects) => putStaff({ email, ...given }, effects),
      view: (member) => member,
    }),
  ),
  deleteStaff: byOfficeSite(
    "DELETE",
    "/api/staff/{email}",
    keeping(async (request, effects) => {
      const email = emailOf(request);
      return isRefusal(email) ? email : doneOr(await deleteStaff(email, effects));
    }),
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listStaff: {
    summary: "Supervisors and leaders who are no unit's contacts",
    query: { cursor: paging.cursor },
    answer: listOf(StaffAnswer),
  },
  putStaff: {
    summary: "Put somebody on the staff list",
    body: { schema: StaffEntryBodySchema, example: examples.staff },
    answer: StaffAnswer,
  },
  deleteStaff: { summary: "Take somebody off the staff list", status: 204 },
});
