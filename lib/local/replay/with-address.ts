import type { Email } from "../../../functions/domain/ids.ts";
import type { ContactRole, UnitRecord } from "../../../functions/domain/unit.ts";

/** A unit with another address of one of its contacts. */
export function withAddress(
  unit: UnitRecord,
  { contact, email }: { readonly contact: ContactRole; readonly email: Email },
): UnitRecord {
  return { ...unit, [`${contact}Email`]: email };
}
