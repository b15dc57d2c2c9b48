import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";

import { documentRoute, securityTextRoute } from "./http/routes.ts";
import { elsewhereInApi } from "./http/elsewhere-in-api.ts";
import { resultOf } from "./http/gateway-event.ts";
import { securityText } from "./http/security-text.ts";
import { strictly } from "./http/strict-transport.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";

/** `LAMBDA_TASK_ROOT` is where Lambda has put the function: lib/site.ts lays the document beside it. */
const { SITE_URL, SECURITY_CONTACT, LAMBDA_TASK_ROOT } = readEnvironment(
  z.object({ SITE_URL: setting, SECURITY_CONTACT: setting, LAMBDA_TASK_ROOT: setting }),
);

const DocumentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
let made: z.infer<typeof DocumentSchema> | undefined;
let shown: string | undefined;

type Asked = Pick<APIGatewayProxyEventV2, "routeKey" | "rawPath" | "headers"> & {
  readonly requestContext: Pick<APIGatewayProxyEventV2["requestContext"], "timeEpoch">;
};

/**
 * Answers what the site tells of itself, the same to everybody: its OpenAPI document, and whom to tell of a hole in it. And
 * by what the document says, all that no route of the API takes.
 */
export const handler = async (asked: Asked): Promise<APIGatewayProxyStructuredResultV2> =>
  strictly(answerTo(asked), asked.headers);

function answerTo({ routeKey, rawPath, requestContext }: Asked): APIGatewayProxyStructuredResultV2 {
  if (routeKey === securityTextRoute) return aboutSecurity(requestContext.timeEpoch);
  made ??= DocumentSchema.parse(JSON.parse(readFileSync(join(LAMBDA_TASK_ROOT, "openapi.json"), "utf8")));
  if (routeKey !== documentRoute) return resultOf(elsewhereInApi(rawPath, made.paths));
  const headers = { ...HEADERS, "content-type": "application/json; charset=utf-8" };
  return {
    statusCode: 200,
    headers: { ...headers, "access-control-allow-origin": "*" },
    body: (shown ??= JSON.stringify({ ...made, servers: [{ url: SITE_URL }] })),
  };
}

function aboutSecurity(now: number): APIGatewayProxyStructuredResultV2 {
  const headers = { ...HEADERS, "content-type": "text/plain; charset=utf-8" };
  return SECURITY_CONTACT === "none"
    ? { statusCode: 404, headers, body: "This deployment names no contact for security.\n" }
    : { statusCode: 200, headers, body: securityText({ contact: SECURITY_CONTACT, siteUrl: SITE_URL }, now) };
}

const HEADERS = { "cache-control": "public, max-age=300", "x-content-type-options": "nosniff" };
