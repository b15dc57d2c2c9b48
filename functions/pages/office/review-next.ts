import type { FoundDuty } from "../../use-cases/find-duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { nothing } from "../parts/attributes.ts";
import { addressOf, dutyPath, obligationPath } from "../paths.ts";
import type { Visit } from "../visit.ts";

/** A ruling that is made in a review leads on to the next report; this goes along with its form. */
export const inReview: Html = html`<input type="hidden" name="next" value="review" />`;

/** The same, carried along by a look. */
export function carriedReview({ form }: Visit): Html {
  return form.get("next") === "review" ? inReview : nothing;
}

/** Where a ruling leads: to its duty's page, which tells of it, or on in the review. */
export function whereTo({ form }: Visit, { ref }: Pick<FoundDuty, "ref">, done: string): string {
  return form.get("next") === "review"
    ? addressOf(`${obligationPath(ref)}/review`, { after: ref.unitId, done })
    : `${dutyPath(ref)}?done=${done}`;
}
