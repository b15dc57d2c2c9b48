import { supervises } from "../../domain/access.ts";
import type { UnitId } from "../../domain/ids.ts";
import { MOST_CHOSEN } from "../../use-cases/act-on-several.ts";
import { obligationRefOf } from "../../use-cases/find-duty.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes } from "../parts/attributes.ts";
import { addressOf, obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";

/** What can be done with the rows that are chosen of a list, each by the page that its button leads to. */
export type ActOnChosen = "acceptance" | "extension" | "reminder" | "exemption" | "urging";

type Named = { readonly unitId: UnitId; readonly unitName: string };

/** Whether the rows of an obligation's lists can be chosen by a visitor. */
export function mayChoose({ caller }: Visit, { obligation }: Pick<FoundObligation, "obligation">): boolean {
  return supervises(caller, obligation);
}

/** Whether the address asks for the row at a place of the list to be chosen: `choose=all`, for those without script. */
export function isChosen({ query }: Visit, at: number): boolean {
  return query["choose"] === "all" && at < MOST_CHOSEN;
}

/** The box that chooses a row. */
export function chooseBox({ say }: Visit, { unitId, unitName }: Named, checked: boolean): Html {
  const label = say(`Chọn ${unitName}`, `Choose ${unitName}`);
  return html`<input${attributes({ type: "checkbox", class: "choose screen-only", name: "unit", value: unitId, checked, "aria-label": label })} />`;
}

/**
 * A list whose rows can be chosen, above what can be done with them. The form is a GET: it leads to the page of the act, which
 * asks, shows what follows, and does it.
 */
export function choosing(
  visit: Visit,
  found: FoundObligation,
  { rows, acts, list }: { readonly rows: number; readonly acts: readonly ActOnChosen[]; readonly list: Html },
): Html {
  if (rows === 0 || acts.length === 0 || !mayChoose(visit, found)) return list;
  const { say, query, path } = visit;
  const base = obligationPath(obligationRefOf(found));
  const all = query["choose"] === "all";
  const { choose: _choose, ...without } = query;
  const none = say("Bỏ chọn tất cả", "Choose none");
  const whole =
    rows > MOST_CHOSEN
      ? say(`Chọn ${MOST_CHOSEN} đơn vị đầu`, `Choose the first ${MOST_CHOSEN}`)
      : say(`Chọn cả ${rows} đơn vị đang hiện`, `Choose all ${rows} shown`);
  const chosen = say("Đã chọn", "Chosen");
  const other = addressOf(path, all ? without : { ...without, choose: "all" });
  const buttons = acts.map(
    (act) => html`<button class="button plain" formaction="${base}/${WAYS[act]}">${say(...LABELS[act])}</button> `,
  );
  return html`<form method="get" action="${base}/${WAYS[acts[0] ?? "reminder"]}" data-choosing="${MOST_CHOSEN}">
    ${list}
    <div class="chosen screen-only" role="group" aria-label="${say("Các đơn vị được chọn", "The units that are chosen")}">
      <p>
        <a href="${other}" data-all="${whole}" data-none="${none}">${all ? none : whole}</a>
        <span data-chosen="${chosen}" aria-live="polite">${all ? `${chosen}: ${Math.min(rows, MOST_CHOSEN)}` : ""}</span>
        <span>${say(`Mỗi lần tối đa ${MOST_CHOSEN} đơn vị.`, `At most ${MOST_CHOSEN} units at a time.`)}</span>
      </p>
      ${buttons}
    </div>
  </form> `;
}

const WAYS: Record<ActOnChosen, string> = {
  acceptance: "several/acceptance",
  extension: "several/extension",
  exemption: "several/exemption",
  reminder: "reminder",
  urging: "urging",
};

const LABELS: Record<ActOnChosen, readonly [vi: string, en: string]> = {
  acceptance: ["Chấp nhận", "Accept"],
  extension: ["Gia hạn", "Extend"],
  exemption: ["Miễn báo cáo", "Exempt"],
  reminder: ["Gửi thư nhắc", "Remind"],
  urging: ["Công văn đôn đốc", "Urging letter"],
};

/** What can be done with any of an obligation's duties; of a withdrawn directive nothing more is asked for. */
export function actsOnList({ place }: FoundObligation): readonly ActOnChosen[] {
  return place.withdrawn ? ["acceptance"] : ["acceptance", "extension", "reminder", "exemption", "urging"];
}

/** What can be done with late ones. */
export const ACTS_ON_LATE: readonly ActOnChosen[] = ["extension", "reminder", "exemption", "urging"];
