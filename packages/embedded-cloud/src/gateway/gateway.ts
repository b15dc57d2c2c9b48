import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FunctionHost } from "../function/function-host.ts";
import { gatewayError, httpAnswer } from "./gateway-answer.ts";
import type { HttpAnswer } from "./gateway-answer.ts";
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
  readonly host: FunctionHost;
  readonly clock: VirtualClock;
  readonly work: WorkInHand;
  readonly permissions: Permissions;
  readonly awsEnvironment: AwsEnvironment;
  /** With the port, such as `127.0.0.1:4000`. */
  readonly domainName: string;
  /** Called for every request that may change something. */
  readonly onWrite: () => void;
};

/** The service's limit for a request, and Lambda's for what it is called with. */
const largestBodyBytes = 10 * 1024 * 1024;
const largestEventBytes = 6_291_456;

/** API Gateway's HTTP API: the routes of the template, with their authorizers, before the functions. */
export function gateway(props: GatewayProps): Handle {
  const { host, clock, work, permissions, awsEnvironment, domainName, onWrite } = props;
  const find = routeTable(props.routes);
  const authorize = jwtAuthorizer();

  return async (request, response) => {
    const { status, headers, body } = await answer(request);
    // The rest of a body that is too long: who is still sending would not hear the answer.
    request.resume();
    response.writeHead(status, { ...headers, "content-length": body.length, "apigw-requestid": randomUUID() });
    response.end(request.method === "HEAD" ? undefined : body);
  };

  async function answer(request: IncomingMessage): Promise<HttpAnswer> {
    const { method = "GET", url = "/" } = request;
    const [path = "/", query = ""] = url.split(/\?(.*)/s);
    let match: RouteMatch | undefined;
    try {
      match = find(method, path);
      decodeURIComponent(path);
    } catch {
      return gatewayError(400, "Bad Request");
    }
    if (match === undefined) return gatewayError(404, "Not Found");
    const { jwt, functionArn } = match.route;
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
      const atMs = clock.now();
      // Ticks before and after: no two requests share a moment, and what comes after an answer is later than its request.
      clock.tick();
      if (method !== "GET" && method !== "HEAD") onWrite();
      const event = gatewayEvent({ ...known, atMs }, domainName, awsEnvironment);
      if (Buffer.byteLength(JSON.stringify(event)) > largestEventBytes) {
        return gatewayError(413, "Request Entity Too Large");
      }
      const call = { action: "lambda:InvokeFunction", resource: functionArn };
      const refusal = permissions.ofService("apigateway.amazonaws.com", match.route.arn, call);
      if (refusal !== undefined) return gatewayError(500, "Internal Server Error");
      const outcome = await host.invoke(functionArn, event);
      clock.tick();
      return outcome.outcome === "answered" ? httpAnswer(outcome.payload) : gatewayError(500, "Internal Server Error");
    });
  }
}
