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

/** What an answer is that says nothing else: kept by nobody, taken for what it says, and no page, wherever it is opened. */
const UNLESS_SAID = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/** An answer as the gateway takes it. */
export function resultOf({ status, headers, body, bytes, cookies }: Answer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { ...UNLESS_SAID, ...headers },
    ...(cookies ? { cookies: [...cookies] } : {}),
    ...(bytes ? { body: Buffer.from(bytes).toString("base64"), isBase64Encoded: true } : { body }),
  };
}
