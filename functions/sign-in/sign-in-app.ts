import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

import type { Answer } from "../http/exchange.ts";
import { resultOf } from "../http/gateway-event.ts";
import type { GatewayEvent } from "../http/gateway-event.ts";
import { pageRoutes } from "../http/page-routes.ts";
import { routeKeyOf } from "../http/routes.ts";
import { strictly } from "../http/strict-transport.ts";
import { logFailure } from "../runtime/log.ts";
import { bareVisit } from "../pages/bare-visit.ts";
import { sessionsPages } from "../pages/sessions/sessions.ts";
import { broken, elsewhere } from "../pages/refusal-pages.ts";
import { pageApp } from "../pages/page-app.ts";
import { isFromHere } from "../pages/same-origin.ts";
import type { ArrivalHandler, SignInEffects } from "./arrival.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { signOut } from "./sign-out.ts";
import { startSignIn } from "./start-sign-in.ts";

const handlers: ReadonlyMap<string, ArrivalHandler> = new Map([
  [routeKeyOf(pageRoutes.startSignIn), startSignIn],
  [routeKeyOf(pageRoutes.finishSignIn), finishSignIn],
  [routeKeyOf(pageRoutes.signOut), signOut],
]);

/** Signing in and out, and what is still signed in: one event of the gateway in, one answer out. */
export function signInApp(effects: SignInEffects) {
  const page = pageApp(effects, { routes: pageRoutes, pages: sessionsPages });
  return async (event: GatewayEvent): Promise<APIGatewayProxyStructuredResultV2> => {
    return strictly(resultOf(await answered(event)), event.headers);
  };

  async function answered(event: GatewayEvent): Promise<Answer> {
    if (page.answers(event.routeKey)) return page.answer(event);
    try {
      return await answer(event, effects);
    } catch (error) {
      const { routeKey, requestId } = event.requestContext;
      logFailure("A sign-in page failed.", error, { routeKey, requestId });
      return broken(bareVisit(event, effects), error, requestId);
    }
  }
}

async function answer(event: GatewayEvent, effects: SignInEffects): Promise<Answer> {
  const { routeKey, headers, cookies = [], rawQueryString, requestContext } = event;
  const handler = handlers.get(routeKey);
  if (!handler) throw new Error(`${routeKey} does not lead here.`);
  const visit = bareVisit(event, effects);
  if (routeKey.startsWith("POST ") && !isFromHere(headers, effects.siteUrl)) return elsewhere(visit, effects.siteUrl);
  const arrival = {
    visit,
    cookies,
    search: new URLSearchParams(rawQueryString),
    userAgent: headers["user-agent"] ?? "",
    fromOwnPage: headers["sec-fetch-site"] === "same-origin",
    requestId: requestContext.requestId,
  };
  return handler(arrival, effects);
}
