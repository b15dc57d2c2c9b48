import type { Duty } from "../../domain/duty.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { warningsOf } from "../../use-cases/apply-transition.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import type { Visit } from "../visit.ts";

/** What a new date leaves for the report that is made of these; the rest of its warnings stand in the page already. */
export function fewerDays({ say, receivedAt, calendar }: Visit, found: FoundDuty, after: Duty): Html[] {
  return warningsOf(calendar, found, after, receivedAt)
    .filter(({ code }) => code === "consolidation-days")
    .map(({ vi, message }) => html`<b>${say("Lưu ý:", "Mind:")} ${say(vi, message)}</b>`);
}
