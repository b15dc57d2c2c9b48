import { StaffAnswer, listOf } from "../http/answers.ts";
import { PutStaffSchema, deleteStaff, listStaff, putStaff } from "../use-cases/save-staff.ts";
import * as examples from "../http/examples.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const byOfficeSite = answeredBy("office-site");

/** The staff list: supervisors and leaders who are no unit's contacts. */
export const operations = {
  listStaff: byOfficeSite("GET", "/api/staff", listStaff),
  putStaff: byOfficeSite("PUT", "/api/staff/{email}", putStaff),
  deleteStaff: byOfficeSite("DELETE", "/api/staff/{email}", deleteStaff),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listStaff: { summary: "Supervisors and leaders who are no unit's contacts", answer: listOf(StaffAnswer) },
  putStaff: {
    summary: "Put somebody on the staff list",
    body: { schema: PutStaffSchema, example: examples.staff },
    answer: StaffAnswer,
  },
  deleteStaff: { summary: "Take somebody off the staff list", status: 204 },
});
