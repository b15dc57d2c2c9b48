import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber } from "../../wording/dates.ts";
import { inOrderOfKind, kindWords } from "../../wording/kinds.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import { checkboxField, textArea, textField } from "../parts/fields.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import type { DirectiveForm, FieldAt } from "./directive-form.ts";
import { ACTION } from "./directive-form.ts";
import type { NamedUnit } from "./unit-names.ts";
import { MOST_FOUND, countChosen, foundIn, isChosenIn } from "./units-choice.ts";
import type { UnitsToChoose } from "./units-to-choose.ts";

type Asked = { readonly at: FieldAt; readonly prefix: string };

/** Who reports: kinds of unit at once, single units by a search, and how many are chosen. */
export function reporterFields(visit: Visit, { typed, units }: DirectiveForm, { at, prefix }: Asked): Html {
  const { say } = visit;
  const chosen = typed.getAll(`${prefix}kinds`);
  const options = inOrderOfKind([...units.kinds.keys(), ...chosen]).map((value) => {
    const count = formatNumber(visit, units.kinds.get(value) ?? 0);
    return { value, label: `${kindWords(visit, value)} (${count})`, checked: chosen.includes(value) };
  });
  const hint = (text: string) => (prefix === "" ? text : undefined);
  const byName = say(
    "Mỗi dòng một đơn vị, ghi tên hoặc mã trong danh bạ.",
    "One a line, by its name or id in the register.",
  );
  const often = say(
    "Thường là chính đơn vị nhận báo cáo, ví dụ: Sở Nội vụ.",
    "Most often the receiver itself, for example: Sở Nội vụ.",
  );
  return html`<div class="choosing" id="${prefix}choosing" data-choosing="${prefix}">
    ${checkboxField({ ...at("kinds"), options })}
    ${search(visit, at("q"), prefix)}
    <div data-found data-passing>${found(visit, { typed, units, prefix })}</div>
    ${textArea({ ...at("units"), hint: hint(byName), rows: 2 })}
    ${textArea({ ...at("except"), hint: hint(`${byName} ${often}`), rows: 2 })}
    <p class="chosen" data-chosen aria-live="polite">${chosenWords(visit, typed, prefix, units)}</p>
  </div>`;
}

/** `Đã chọn 33 trên 35 đơn vị.` */
export function chosenWords(visit: Visit, typed: URLSearchParams, prefix: string, units: UnitsToChoose): string {
  const chosen = formatNumber(visit, countChosen(typed, prefix, units));
  const all = formatNumber(visit, units.total);
  return visit.say(`Đã chọn ${chosen} trên ${all} đơn vị.`, `${chosen} of ${all} units are chosen.`);
}

/** What a search finds, and what is said of it; nothing where none is made. */
export function unitsFound(visit: Visit, typed: URLSearchParams, prefix: string, { atHand }: UnitsToChoose) {
  const { say } = visit;
  const all = foundIn(typed, prefix, atHand);
  const isChosen = isChosenIn(typed, prefix, atHand);
  const count = formatNumber(visit, all.length);
  const text =
    (typed.get(`${prefix}q`) ?? "").trim() === ""
      ? ""
      : all.length === 0
        ? say("Không tìm thấy đơn vị nào.", "No unit is found.")
        : all.length <= MOST_FOUND
          ? say(`Tìm thấy ${count} đơn vị.`, `${count} found.`)
          : say(
              `Tìm thấy ${count} đơn vị; dưới đây là ${MOST_FOUND} đơn vị đầu. Ghi rõ hơn để thu hẹp.`,
              `${count} found, of which the first ${MOST_FOUND} are shown. Write more of the name to narrow it.`,
            );
  return { text, rows: all.slice(0, MOST_FOUND).map((unit) => ({ ...unitRow(unit), chosen: isChosen(unit) })) };
}

const unitRow = ({ id, name }: NamedUnit) => ({ id, name });

function search({ say }: Visit, at: ReturnType<FieldAt>, prefix: string): Html {
  const action = `${ACTION}#${prefix}choosing`;
  return html`<div class="seeking" data-passing>
    ${textField({ ...at, hint: say("Tên, chữ đầu của tên hoặc mã, ví dụ: stp. Đánh dấu để chọn, bỏ dấu để trừ.", "A name, its first letters or an id, for example: stp. Tick to choose, untick to leave out."), width: "medium" })}
    <button class="button plain" type="submit" name="do" value="find ${prefix}" formaction="${action}">${say("Tìm đơn vị", "Search")}</button>
  </div>`;
}

function found(
  visit: Visit,
  { typed, units, prefix }: { typed: URLSearchParams; units: UnitsToChoose; prefix: string },
): Html {
  const { text, rows } = unitsFound(visit, typed, prefix, units);
  if (text === "") return nothing;
  const title = visit.say("Đơn vị tìm thấy", "Units found");
  return html`<fieldset class="field">
    <legend>${title}</legend>
    <p class="hint">${text}</p>
    <div class="choices">${rows.map(({ id, name, chosen }) => {
      const named = `${prefix}tick-${id}`;
      const box = attributes({ type: "checkbox", id: named, name: `${prefix}tick`, value: id, checked: chosen });
      return html`<div class="choice">
        <input${box} /><label for="${named}">${vi(name)}</label
        ><input type="hidden" name="${prefix}shown" value="${chosen ? "+" : ""}${id}" />
      </div>`;
    })}</div>
  </fieldset>`;
}
