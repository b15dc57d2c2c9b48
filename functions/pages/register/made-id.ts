import type { FieldFault } from "../form-kit/again.ts";
import type { Visit } from "../visit.ts";

/**
 * The faults of a form whose id may be left empty, to be made of another field. That none could be made is no fault of what
 * was left empty as the form said: where the other is empty too, that one says so; else an id is asked for.
 */
export function ofWhatIdIsMade({ form, say }: Visit, from: string, faults: readonly FieldFault[]): FieldFault[] {
  if ((form.get("id") ?? "").trim() !== "") return [...faults];
  const text = say("Không đặt được mã tự động; đề nghị ghi mã.", "No id could be made of it; give one.");
  const isGiven = (form.get(from) ?? "").trim() !== "";
  return faults.flatMap((fault) => (fault.field !== "id" ? [fault] : isGiven ? [{ field: "id", text }] : []));
}
