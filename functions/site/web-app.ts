import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

import { quote } from "../domain/parsing.ts";
import { isRefusal } from "../domain/refusal.ts";
import { logFailure } from "../runtime/log.ts";
import { lazily } from "../pages/form-kit/lazily.ts";
import { pageApp } from "../pages/page-app.ts";
import type { PagesAndRoutes } from "../pages/page-app.ts";
import { callerOf } from "../http/caller.ts";
import { compressed } from "../http/compress.ts";
import type { Operation, Operations } from "../api/operation.ts";
import type { Answer, Request } from "../http/exchange.ts";
import type { ReadingEffects } from "../use-cases/effects.ts";
import { bodyText, given, resultOf } from "../http/gateway-event.ts";
import type { GatewayEvent } from "../http/gateway-event.ts";
import { attemptOf, once } from "../http/idempotency.ts";
import { failed, problem, problemOf } from "../http/problem.ts";
import { routeKeyOf } from "../http/routes.ts";
import { strictly } from "../http/strict-transport.ts";
import { holderOf } from "../http/token-holder.ts";

/** A units file may be long; nothing else that is sent here is. */
const MOST_BYTES = { unitsFile: 5_000_000, usual: 300_000 };

/** What one function answers: of the API, which may be loaded when it is first called, and of the pages. */
export type Answering<E> = PagesAndRoutes<E> & {
  readonly operations: Operations<E> | (() => Promise<Operations<E>>);
};

/** The HTTP application of a function: one event of the gateway in, one answer out. */
export function webApp<E extends ReadingEffects>(
  effects: E,
  { operations, ...answering }: Answering<E>,
): (event: GatewayEvent) => Promise<APIGatewayProxyStructuredResultV2> {
  const byRouteKey = lazily(async () => {
    const all = typeof operations === "function" ? await operations() : operations;
    return new Map(Object.values(all).map((one) => [routeKeyOf(one), one]));
  });
  const page = pageApp(effects, answering);
  return async (event) => {
    const isPage = page.answers(event.routeKey) || !event.rawPath.startsWith("/api/");
    if (isPage) return handed(await page.answer(event), event);
    try {
      return handed(await answer(event, (await byRouteKey()).get(event.routeKey), effects), event);
    } catch (error) {
      return handed(answerTo(error, event), event);
    }
  };
}

/** An answer as the gateway takes it to this asker. */
function handed(answered: Answer, { headers }: GatewayEvent): APIGatewayProxyStructuredResultV2 {
  return compressed(strictly(resultOf(answered), headers), headers["accept-encoding"]);
}

async function answer<E extends ReadingEffects>(
  event: GatewayEvent,
  operation: Operation<E> | undefined,
  effects: E,
): Promise<Answer> {
  if (!operation) return problem("not-found", "There is nothing at this address.");
  const holder = holderOf(event.requestContext.authorizer?.jwt?.claims ?? {}, effects.clients);
  if ("nobody" in holder) return problem("not-signed-in", `This token does not count here. ${holder.nobody}`);
  const body = bodyText(event);
  const contentType = event.headers["content-type"] ?? "";
  const unread = body === "" ? undefined : whyUnread({ operation, body, contentType });
  if (unread) return unread;

  const caller = await callerOf(holder, effects);
  const key = event.headers["idempotency-key"];
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) {
    return problem("invalid", "The Idempotency-Key cannot be used.", [
      {
        path: "Idempotency-Key",
        message: `must be 1 to 200 visible ASCII characters, without spaces; got ${quote(key.slice(0, 201))}`,
      },
    ]);
  }
  const request: Request = {
    path: event.rawPath,
    params: given(event.pathParameters),
    query: given(event.queryStringParameters),
    body,
    contentType,
    caller,
    receivedAt: event.requestContext.timeEpoch,
    attempt: key === undefined ? effects.newAttempt() : attemptOf(caller, key),
  };
  const carriedOut = (asked: Request) => answerOf(operation, asked, effects);
  return key === undefined || event.requestContext.http.method === "GET"
    ? carriedOut(request)
    : once({ key, request, method: event.requestContext.http.method }, effects, carriedOut);
}

/** A body that is longer than is read, or of another kind. */
type Sent = { operation: Pick<Operation<never>, "takesUnitsFile">; body: string; contentType: string };

function whyUnread({ operation, body, contentType }: Sent) {
  const isUnitsFile = operation.takesUnitsFile === true;
  const most = isUnitsFile ? MOST_BYTES.unitsFile : MOST_BYTES.usual;
  const bytes = Buffer.byteLength(body);
  if (bytes > most) return problem("too-large", `At most ${most} bytes are read here; got ${bytes}.`);
  return isUnitsFile || /^application\/([\w.-]+\+)?json\b/i.test(contentType)
    ? undefined
    : problem("unsupported-type", `Send application/json; got ${contentType || "no content type"}.`);
}

async function answerOf<E>({ run }: Operation<E>, request: Request, effects: E): Promise<Answer> {
  const answered = await run(request, effects);
  return isRefusal(answered) ? problemOf(answered) : answered;
}

/** A cursor that was made up is the asker's fault; what failed is ours. */
function answerTo(error: unknown, event: GatewayEvent): Answer {
  if (isBadCursor(error, event)) {
    return problem("invalid", "The list cannot go on from there: the cursor is not one that this list gave.");
  }
  const { routeKey, requestId } = event.requestContext;
  logFailure("A request failed.", error, { routeKey, requestId });
  return failed(error, requestId);
}

/** The table refuses a cursor that was made up; that is the asker's fault. */
function isBadCursor(error: unknown, { queryStringParameters }: GatewayEvent): boolean {
  return (
    error instanceof Error && error.name === "ValidationException" && queryStringParameters?.["cursor"] !== undefined
  );
}
