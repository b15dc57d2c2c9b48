import * as z from "zod/mini";

import { STAFF_ROLES } from "../domain/access.ts";
import type { Staff } from "../domain/access.ts";
import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import { quote, read } from "../domain/parsing.ts";
import { invalid, isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import { json, noContent } from "../http/exchange.ts";
import type { Handler, Request } from "../http/exchange.ts";
import { readBody } from "../http/read-request.ts";
import { refuseUnlessKeeper } from "./find-duty.ts";

/** A supervisor acts for the unit named, by default the home unit; a leader reads everything. */
export const PutStaffSchema = z.strictObject({
  name: filled(200),
  role: z.enum(STAFF_ROLES),
  unitId: z.optional(UnitIdSchema),
});

export const listStaff: Handler = async (request, effects) => {
  const refused = refuseUnlessKeeper(request, effects);
  if (refused) return refused;
  return json({ items: await effects.register.staff.members(), cursor: null });
};

export const putStaff: Handler = async (request, effects) => {
  const refused = refuseUnlessKeeper(request, effects);
  if (refused) return refused;
  const email = emailOf(request);
  if (isRefusal(email)) return email;
  const body = readBody(request, PutStaffSchema, {
    en: "The entry of the staff list",
    vi: "Mục trong danh sách cán bộ",
  });
  if (isRefusal(body)) return body;
  const unitId = body.unitId ?? effects.homeUnit;
  if (!(await effects.register.units.unit(unitId))) {
    return invalid("The staff list names units of the register.", "Danh sách cán bộ chỉ nêu đơn vị có trong danh bạ.", [
      {
        path: "unitId",
        message: `no unit has this id; got ${quote(unitId)}`,
        vi: `Danh bạ không có đơn vị mang mã này; nhận được ${quote(unitId)}.`,
      },
    ]);
  }
  const member: Staff = { email, name: body.name, role: body.role, unitId };
  await effects.register.staff.put(member);
  return json(member);
};

export const deleteStaff: Handler = async (request, effects) => {
  const refused = refuseUnlessKeeper(request, effects);
  if (refused) return refused;
  const email = emailOf(request);
  if (isRefusal(email)) return email;
  return (await effects.register.staff.remove(email))
    ? noContent
    : notFound(
        `Nobody of the staff list has the address ${quote(email)}.`,
        `Danh sách cán bộ không có địa chỉ ${quote(email)}.`,
      );
};

function emailOf({ params }: Request): Staff["email"] | Refusal {
  return read(EmailSchema, params["email"], {
    en: "The address in the path",
    vi: "Địa chỉ thư điện tử",
  });
}
