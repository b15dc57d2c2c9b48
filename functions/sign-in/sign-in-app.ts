import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

import type { Answer } from "../http/exchange.ts";
import { resultOf } from "../http/gateway-event.ts";
import type { GatewayEvent } from "../http/gateway-event.ts";
import { pageRoutes } from "../http/page-routes.ts";
import { routeKeyOf } from "../http/routes.ts";
import { logFailure } from "../runtime/log.ts";
import { bareVisit } from "../pages/bare-visit.ts";
import { broken, elsewhere } from "../pages/refusal-pages.ts";
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

/** Signing in and out: one event of the gateway in, one answer out. */
export function signInApp(effects: SignInEffects) {
  return async (event: GatewayEvent): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      return resultOf(await answer(event, effects));
    } catch (error) {
      const { routeKey, requestId } = event.requestContext;
      logFailure("A sign-in page failed.", error, { routeKey, requestId });
      return resultOf(broken(bareVisit(event, effects), error, requestId));
    }
  };
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
    fromOwnPage: headers["sec-fetch-site"] === "same-origin",
    requestId: requestContext.requestId,
  };
  return handler(arrival, effects);
}
