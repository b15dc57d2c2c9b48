import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FunctionHost } from "../function/function-host.ts";
import { gatewayError, httpAnswer } from "./gateway-answer.ts";
import type { HttpAnswer } from "./gateway-answer.ts";
import type { FunctionLog } from "../function/function-log.ts";
import type { InvocationOutcome } from "../function/function-thread.ts";
import { throttle } from "./throttle.ts";
import type { RouteRates } from "./throttle.ts";
import { gatewayEvent } from "./gateway-event.ts";
import { jwtAuthorizer } from "./jwt-authorizer.ts";
import { readAtMost } from "./limited-body.ts";
import type { Handle } from "../loopback-server.ts";
import type { Permissions } from "../permissions/permissions.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { Route } from "../template/route-resources.ts";
import { routeTable } from "./route-table.ts";
import type { RouteMatch } from "./route-table.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { WorkInHand } from "../events/work-in-hand.ts";

export type GatewayProps = {
  readonly routes: readonly Route[];
  readonly rates: RouteRates;
  /** Told which route is asked too often. */
  readonly log: FunctionLog;
  readonly host: FunctionHost;
  readonly clock: VirtualClock;
  readonly work: WorkInHand;
  readonly permissions: Permissions;
  readonly awsEnvironment: AwsEnvironment;
  /** With the port, such as `127.0.0.1:4000`. */
  readonly domainName: string;
  /** How long a function may take, in real time. @default 30 s, as with the service */
  readonly longestMs?: number | undefined;
  /** Called for every request that may change something. */
  readonly onWrite: () => void;
};

/** The request line and the values of all headers, together. */
const largestHeadBytes = 10_240;
/** How long the service waits for a function, in real time. */
const usualLongestMs = 30_000;
/** The service's limit for a request, and Lambda's for what it is called with. */
const largestBodyBytes = 10 * 1024 * 1024;
const largestEventBytes = 6_291_456;

/**
 * API Gateway's HTTP API, with its limits (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html):
 * the routes of the template, with their authorizers, before the functions.
 */
export function gateway(props: GatewayProps): Handle {
  const {
    host,
    clock,
    work,
    permissions,
    log,
    awsEnvironment,
    domainName,
    onWrite,
    longestMs = usualLongestMs,
  } = props;
  const find = routeTable(props.routes);
  const authorize = jwtAuthorizer();
  const letsIn = throttle(props.rates, () => performance.now());

  return async (request, response) => {
    const { status, headers, body } = await answer(request);
    // The rest of a body that is too long: who is still sending would not hear the answer.
    request.resume();
    response.writeHead(status, { ...headers, "content-length": body.length, "apigw-requestid": randomUUID() });
    response.end(request.method === "HEAD" ? undefined : body);
  };

  async function answer(request: IncomingMessage): Promise<HttpAnswer> {
    const { method = "GET", url = "/" } = request;
    // A clock that runs goes on while a request waits to be looked at.
    const cameMs = clock.isRunning ? clock.tick() : undefined;
    if (headBytes(request) > largestHeadBytes) return gatewayError(431, "Request Header Fields Too Large");
    const [path = "/", query = ""] = url.split(/\?(.*)/s);
    let match: RouteMatch | undefined;
    try {
      match = find(method, path);
      decodeURIComponent(path);
    } catch {
      return gatewayError(400, "Bad Request");
    }
    if (match === undefined) return gatewayError(404, "Not Found");
    const { key, jwt, functionArn } = match.route;
    if (!letsIn(key)) {
      log.write(
        "apigateway.amazonaws.com",
        JSON.stringify({ level: "WARN", message: "A request is throttled", route: key }),
      );
      return gatewayError(429, "Too Many Requests");
    }
    const authorization = jwt === undefined ? undefined : await authorize(jwt, request.headers.authorization);
    if (authorization?.authorized === false) {
      return gatewayError(401, "Unauthorized", { "www-authenticate": authorization.challenge });
    }
    const body = await readAtMost(request, largestBodyBytes);
    if (body === undefined) return gatewayError(413, "Request Entity Too Large");
    const { headers } = request;
    const sourceIp = request.socket.remoteAddress ?? "127.0.0.1";
    const known = { match, method, path, query, headers, body, sourceIp, requestId: randomUUID(), authorization };
    return work.during(async () => {
      // Ticks before and after: no two requests share a moment, and what comes after an answer is later than its request.
      const atMs = cameMs ?? clock.now();
      clock.tick();
      if (method !== "GET" && method !== "HEAD") onWrite();
      const event = gatewayEvent({ ...known, atMs }, domainName, awsEnvironment);
      if (Buffer.byteLength(JSON.stringify(event)) > largestEventBytes) {
        return gatewayError(413, "Request Entity Too Large");
      }
      const call = { action: "lambda:InvokeFunction", resource: functionArn };
      const refusal = permissions.ofService("apigateway.amazonaws.com", match.route.arn, call);
      if (refusal !== undefined) return gatewayError(500, "Internal Server Error");
      const outcome = await inTime(
        // As long as it works nothing is settled.
        work.during(() => host.invoke(functionArn, event)),
        longestMs,
      );
      clock.tick();
      if (outcome === undefined) return gatewayError(503, "Service Unavailable");
      return outcome.outcome === "answered" ? httpAnswer(outcome.payload) : gatewayError(500, "Internal Server Error");
    });
  }
}

function headBytes({ method = "", url = "", httpVersion, rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, at) => at % 2 === 1);
  return Buffer.byteLength(`${method} ${url} HTTP/${httpVersion}${values.join("")}`, "latin1");
}

/** Undefined once it takes too long; the function works on, as in the cloud. */
async function inTime(
  invocation: Promise<InvocationOutcome>,
  withinMs: number,
): Promise<InvocationOutcome | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), withinMs);
  const outcome = await Promise.race([invocation, promise]);
  clearTimeout(timer);
  return outcome;
}
