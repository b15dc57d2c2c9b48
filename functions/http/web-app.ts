import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

import type { Caller } from "../domain/access.ts";
import { isRefusal } from "../domain/refusal.ts";
import { log } from "../log.ts";
import type { Answer, Handler, Request, WebEffects } from "./exchange.ts";
import { handlersByRouteKey } from "./handlers.ts";
import { attemptOf, once } from "./idempotency.ts";
import { problem, problemOf } from "./problem.ts";

type Event = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, "requestContext"> & {
  requestContext: Omit<APIGatewayProxyEventV2WithJWTAuthorizer["requestContext"], "authorizer"> & {
    authorizer?: { jwt?: { claims?: Record<string, unknown> } };
  };
};

/** A units file may be long; nothing else that is sent here is. */
const MOST_BYTES = { "POST /api/units/import": 5_000_000, usual: 300_000 };

/** The HTTP application: one event of the gateway in, one answer out. */
export function webApp(effects: WebEffects): (event: Event) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    const { routeKey, requestContext } = event;
    try {
      return resultOf(await answer(event, effects));
    } catch (error) {
      if (isBadCursor(error, event))
        return resultOf(
          problem("invalid", "The list cannot go on from there: the cursor is not one that this list gave."),
        );
      log("error", "A request failed.", {
        routeKey,
        requestId: requestContext.requestId,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return resultOf(
        problem(
          "internal-error",
          `The fault is on record as request ${requestContext.requestId}. Nothing was half done; trying again is safe.`,
        ),
      );
    }
  };
}

async function answer(event: Event, effects: WebEffects): Promise<Answer> {
  const handler = handlersByRouteKey.get(event.routeKey);
  if (!handler) return problem("not-found", "There is nothing at this address.");
  const body = bodyOf(event);
  const most = event.routeKey === "POST /api/units/import" ? MOST_BYTES[event.routeKey] : MOST_BYTES.usual;
  const bytes = Buffer.byteLength(body);
  if (bytes > most) return problem("too-large", `At most ${most} bytes are read here; got ${bytes}.`);
  const contentType = event.headers["content-type"] ?? "";
  if (
    body !== "" &&
    event.routeKey !== "POST /api/units/import" &&
    !/^application\/([\w.-]+\+)?json\b/i.test(contentType)
  ) {
    return problem("unsupported-type", `Send application/json; got ${contentType || "no content type"}.`);
  }

  const caller = await callerOf(event, effects);
  const key = event.headers["idempotency-key"];
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) {
    return problem("invalid", "The Idempotency-Key cannot be used.", [
      { path: "Idempotency-Key", message: `must be 1 to 200 visible ASCII characters; got ${key.length}` },
    ]);
  }
  const request: Request = {
    path: event.rawPath,
    params: decoded(event.pathParameters),
    query: decoded(event.queryStringParameters),
    body,
    contentType,
    caller,
    receivedAt: event.requestContext.timeEpoch,
    attempt: key === undefined ? effects.newAttempt() : await attemptOf(caller, key),
  };
  const carriedOut = () => answerOf(handler, request, effects);
  return key === undefined || event.requestContext.http.method === "GET"
    ? carriedOut()
    : once({ key, request, method: event.requestContext.http.method }, effects, carriedOut);
}

async function answerOf(handler: Handler, request: Request, effects: WebEffects): Promise<Answer> {
  const answered = await handler(request, effects);
  return isRefusal(answered) ? problemOf(answered) : answered;
}

/**
 * Who is asking, from claims that the gateway has verified. Only an address that the issuer has verified
 * counts; a system's token has no address, and counts by its client id.
 */
async function callerOf({ requestContext }: Event, { register, firstKeeper }: WebEffects): Promise<Caller> {
  const claims = requestContext.authorizer?.jwt?.claims;
  if (!claims) return { principal: "", units: [] };
  const { email, email_verified: verified, client_id: client } = claims;
  if (typeof email === "string" && String(verified) === "true") {
    const principal = email.trim().toLowerCase();
    const [units, staff] = await Promise.all([
      register.units.unitsActedForBy(principal),
      register.staff.member(principal),
    ]);
    return { principal, units, staff: staff ?? (principal === firstKeeper.email ? firstKeeper : undefined) };
  }
  if (typeof client === "string" && email === undefined) {
    const principal = `client:${client}`;
    return { principal, units: await register.units.unitsActedForBy(principal) };
  }
  return { principal: "", units: [] };
}

function bodyOf({ body, isBase64Encoded }: Event): string {
  if (body === undefined) return "";
  return isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
}

function decoded(values: Record<string, string | undefined> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The table refuses a cursor that was made up; that is the asker's fault. */
function isBadCursor(error: unknown, { queryStringParameters }: Event): boolean {
  return (
    error instanceof Error && error.name === "ValidationException" && queryStringParameters?.["cursor"] !== undefined
  );
}

function resultOf({ status, headers, body }: Answer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff", ...headers },
    body,
  };
}
