import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons } from "../parts/fields.ts";
import type { Button } from "../parts/fields.ts";
import type { Visit } from "../visit.ts";

type Confirmed = { readonly label: string; readonly kind?: "main" | "danger" };

/** Below a preview: all that was filled in, carried along unseen, and the ways on: do it, change it, or leave. */
export function confirmation(
  { say, form }: Visit,
  {
    carried,
    confirm,
    away,
  }: { readonly carried: readonly string[]; readonly confirm: Confirmed; readonly away: Button },
): Html {
  // Where nothing was asked there is nothing to change.
  const change: Button[] =
    carried.length === 0 ? [] : [{ label: say("Sửa lại", "Change it"), do: "change", kind: "plain" }];
  return html`${carried.flatMap((name) =>
    form.getAll(name).map((value) => html`<input type="hidden" name="${name}" value="${value}" />`),
  )}
  ${buttons({ ...confirm, do: "confirm" }, ...change, away)}`;
}

/** What an act leads to, a line each; below them what needs more than a line. */
export function followsCard(
  { say }: Visit,
  follows: readonly (Html | string)[],
  more: Html = nothing,
  title = say("Khi xác nhận", "Once it is confirmed"),
): Html {
  return card(
    title,
    html`<ul>${follows.map((one) => html`<li>${one}</li> `)}</ul>
      ${more}`,
    { id: "follows" },
  );
}
