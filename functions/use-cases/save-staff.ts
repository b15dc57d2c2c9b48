import * as z from "zod/mini";

import { STAFF_ROLES } from "../domain/access.ts";
import type { Staff } from "../domain/access.ts";
import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import { quote } from "../domain/parsing.ts";
import { invalid, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import type { WebEffects } from "./effects.ts";

export const STAFF_ENTRY = { en: "The entry of the staff list", vi: "Mục trong danh sách cán bộ" };

/** A supervisor acts for the unit named, by default the home unit; a leader reads everything. */
export const StaffEntrySchema = z.strictObject({
  email: EmailSchema,
  name: filled(200),
  role: z.enum(STAFF_ROLES),
  unitId: z.optional(UnitIdSchema),
});

/** Puts somebody on the staff list, in place of what stands there for the address; by default for the home unit. */
export async function putStaff(
  { unitId: named, ...given }: z.output<typeof StaffEntrySchema>,
  { register, homeUnit }: WebEffects,
): Promise<Staff | Refusal> {
  const unitId = named ?? homeUnit;
  if (!(await register.units.unit(unitId))) {
    return invalid("The staff list names units of the register.", "Danh sách cán bộ chỉ nêu đơn vị có trong danh bạ.", [
      {
        path: "unitId",
        message: `no unit has this id; got ${quote(unitId)}`,
        vi: `Danh bạ không có đơn vị mang mã này; nhận được ${quote(unitId)}.`,
      },
    ]);
  }
  const member: Staff = { ...given, unitId };
  await register.staff.put(member);
  return member;
}

/** Takes somebody off the staff list. */
export async function deleteStaff(email: Staff["email"], { register }: WebEffects): Promise<Refusal | undefined> {
  return (await register.staff.remove(email))
    ? undefined
    : notFound(
        `Nobody of the staff list has the address ${quote(email)}.`,
        `Danh sách cán bộ không có địa chỉ ${quote(email)}.`,
      );
}
