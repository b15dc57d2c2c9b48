import type { Html } from "../../runtime/html.ts";
import { selectField, textField } from "../parts/fields.ts";
import type { FieldBase } from "../parts/fields.ts";
import type { Visit } from "../visit.ts";
import { inOrderOfName, unitCalled } from "./unit-names.ts";
import type { NamedUnit } from "./unit-names.ts";

/** More than these are a burden to a list and to the page: then the unit is named. */
export const MOST_CHOICES = 100;

type Choosing = {
  readonly units: readonly NamedUnit[];
  readonly none?: string | undefined;
  /** Whether there are more units than are given here. */
  readonly areMany?: boolean;
};

/** One unit of the register: chosen from all of them by name, or typed where they are many. `unitIdOf` reads either. */
export function unitField(
  { say }: Visit,
  { units, none, areMany = units.length > MOST_CHOICES, ...field }: FieldBase & Choosing,
): Html {
  if (areMany) {
    const hint = say("Ghi tên hoặc mã trong danh bạ.", "Its name or id in the register.");
    return textField({
      ...field,
      hint: none ? `${hint} ${say("Để trống", "Left empty")}: ${none}.` : hint,
      value: unitCalled(field.value ?? "", { atHand: units, areMany }),
    });
  }
  return selectField({
    ...field,
    options: [
      { value: "", label: none ?? say("Chọn đơn vị", "Choose a unit") },
      ...inOrderOfName(units).map(({ id, name }) => ({ value: id, label: name })),
    ],
  });
}
