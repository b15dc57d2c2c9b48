import * as z from "zod/mini";

import { STAFF_ROLES } from "../domain/access.ts";
import type { Staff } from "../domain/access.ts";
import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { Table } from "./dynamo.ts";
import { absent, equals, exists } from "./expressions.ts";
import { keys } from "./table.ts";

export const StaffSchema = lazyObject(() => ({
  email: EmailSchema,
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  unitId: UnitIdSchema,
}));

/** Supervisors and leaders who are no unit's contacts. */
export function staffIn(table: Table) {
  return {
    async member(email: string): Promise<Staff | undefined> {
      const item = await table.get(keys.staff(email));
      return item && StaffSchema.parse(item);
    },

    async members(): Promise<Staff[]> {
      const staff: Staff[] = [];
      for await (const item of table.queryAll(equals("pk", keys.staffList))) staff.push(StaffSchema.parse(item));
      return staff;
    },

    put: (member: Staff): Promise<boolean> => table.put({ ...keys.staff(member.email), ...member }),

    /** Takes his power from the keeper whom the deployment names, for ever (D174). False when that was done before. */
    relieve: (keeper: Email, relievedAt: EpochMs): Promise<boolean> =>
      table.put({ ...keys.relief(keeper), relievedAt }, absent("pk")),

    isRelieved: async (keeper: Email): Promise<boolean> =>
      (await table.get(keys.relief(keeper), { consistent: true })) !== undefined,

    /** False when nobody has that address. */
    remove: (email: Email): Promise<boolean> => table.remove(keys.staff(email), exists("pk")),
  };
}
