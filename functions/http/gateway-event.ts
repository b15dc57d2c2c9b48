import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

import type { Answer } from "./exchange.ts";

/** An event of the HTTP API; pages come without an authorizer. */
export type GatewayEvent = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, "requestContext"> & {
  requestContext: Omit<APIGatewayProxyEventV2WithJWTAuthorizer["requestContext"], "authorizer"> & {
    authorizer?: { jwt?: { claims?: Record<string, unknown> } };
  };
};

/** The body's bytes: the gateway encodes all but a few kinds of text. */
export function bodyBytes({ body, isBase64Encoded }: Pick<GatewayEvent, "body" | "isBase64Encoded">): Buffer {
  return Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");
}

/** The body as text. */
export function bodyText(event: Pick<GatewayEvent, "body" | "isBase64Encoded">): string {
  return event.isBase64Encoded ? bodyBytes(event).toString("utf8") : (event.body ?? "");
}

/** Parameters without those that are not there. */
export function given(values: Record<string, string | undefined> = {}): Record<string, string> {
  const those: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) those[name] = value;
  return those;
}

/** An answer as the gateway takes it: kept by nobody unless it says otherwise. */
export function resultOf({ status, headers, body, bytes, cookies }: Answer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff", ...headers },
    ...(cookies ? { cookies: [...cookies] } : {}),
    ...(bytes ? { body: Buffer.from(bytes).toString("base64"), isBase64Encoded: true } : { body }),
  };
}
