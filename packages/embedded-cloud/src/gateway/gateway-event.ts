import type { IncomingHttpHeaders } from "node:http";
import type { Authorization } from "./jwt-authorizer.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { RouteMatch } from "./route-table.ts";

export type GatewayRequest = {
  readonly match: RouteMatch;
  readonly method: string;
  /** As it is on the wire. */
  readonly path: string;
  /** Without the question mark; empty for none. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly requestId: string;
  /** Undefined for a route that is open to all. */
  readonly authorization: Extract<Authorization, { authorized: true }> | undefined;
};

/** The event of an HTTP API in payload format 2.0. The host is the gateway's own, whatever the request's header says. */
export function gatewayEvent(request: GatewayRequest, domainName: string, awsEnvironment: AwsEnvironment): object {
  const { match, method, query, headers, body, authorization, atMs } = request;
  const path = decodeURIComponent(request.path);
  const { cookie, ...others } = headers;
  const isText = isTextType(headers["content-type"]);
  return {
    version: "2.0",
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers: {
      ...joined(others),
      host: domainName,
      "x-forwarded-for": request.sourceIp,
      "x-forwarded-port": domainName.split(":").at(-1),
      "x-forwarded-proto": "http",
    },
    ...(query !== "" && { queryStringParameters: joinedQuery(query) }),
    requestContext: {
      accountId: awsEnvironment.account,
      apiId: "local",
      ...(authorization !== undefined && {
        authorizer: { jwt: { claims: authorization.claims, scopes: authorization.scopes } },
      }),
      domainName,
      domainPrefix: "local",
      http: {
        method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: request.requestId,
      routeKey: match.route.key,
      stage: "$default",
      time: commonLogTime(atMs),
      timeEpoch: atMs,
    },
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: match.parameters }),
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** What the service hands over as text; all else, forms too, is base64. */
function isTextType(contentType: string | undefined): boolean {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || ["application/json", "application/javascript", "application/xml"].includes(type);
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(",")]])),
  );
}

function joinedQuery(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(",")]));
}

/** Such as `14/Jul/2017:01:00:00 +0000`. */
function commonLogTime(ms: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
