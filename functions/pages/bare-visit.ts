import type { ReadingEffects } from "../use-cases/effects.ts";
import { given } from "../http/gateway-event.ts";
import type { GatewayEvent } from "../http/gateway-event.ts";
import { workingDaysOfVietNam } from "../domain/working-days-vn.ts";
import { languageOf } from "./language.ts";
import { speaking } from "../wording/language.ts";
import type { Visit } from "./visit.ts";

/** A visit as the event alone tells it: who it is, and what was posted, is not looked at yet. */
export function bareVisit(
  event: GatewayEvent,
  { newAttempt, assets, homeUnit }: Pick<ReadingEffects, "newAttempt" | "assets" | "homeUnit">,
): Visit {
  const language = languageOf(event.cookies ?? []);
  return {
    path: event.rawPath,
    params: given(event.pathParameters),
    query: given(event.queryStringParameters),
    body: "",
    contentType: "",
    ledByScript: event.headers["x-leads-on-by"] === "script",
    wantsJson: (event.headers["accept"] ?? "").includes("application/json"),
    caller: { principal: "", units: [] },
    receivedAt: event.requestContext.timeEpoch,
    attempt: newAttempt(),
    language,
    say: speaking(language),
    assets,
    homeUnit,
    calendar: workingDaysOfVietNam,
    session: undefined,
    form: new URLSearchParams(),
    files: new Map(),
    formState: "fresh",
  };
}
