import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";

import { securityText } from "./http/security-text.ts";
import { strictly } from "./http/strict-transport.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";

/** `LAMBDA_TASK_ROOT` is where Lambda has put the function: lib/site.ts lays the document beside it. */
const { SITE_URL, SECURITY_CONTACT, LAMBDA_TASK_ROOT } = readEnvironment(
  z.object({ SITE_URL: setting, SECURITY_CONTACT: setting, LAMBDA_TASK_ROOT: setting }),
);

type Asked = Pick<APIGatewayProxyEventV2, "rawPath" | "headers"> & {
  readonly requestContext: Pick<APIGatewayProxyEventV2["requestContext"], "timeEpoch">;
};

/** Answers what the site tells of itself: its OpenAPI document, and whom to tell of a hole in it. The same for everybody. */
export const handler = async (asked: Asked): Promise<APIGatewayProxyStructuredResultV2> =>
  strictly(asked.rawPath.endsWith(".txt") ? aboutSecurity(asked.requestContext.timeEpoch) : openApi(), asked.headers);

function openApi(): APIGatewayProxyStructuredResultV2 {
  document ??= withServer(readFileSync(join(LAMBDA_TASK_ROOT, "openapi.json"), "utf8"));
  const headers = { ...HEADERS, "content-type": "application/json; charset=utf-8" };
  return { statusCode: 200, headers: { ...headers, "access-control-allow-origin": "*" }, body: document };
}

let document: string | undefined;

function withServer(made: string): string {
  return JSON.stringify({ ...JSON.parse(made), servers: [{ url: SITE_URL }] });
}

function aboutSecurity(now: number): APIGatewayProxyStructuredResultV2 {
  const headers = { ...HEADERS, "content-type": "text/plain; charset=utf-8" };
  return SECURITY_CONTACT === "none"
    ? { statusCode: 404, headers, body: "This deployment names no contact for security.\n" }
    : { statusCode: 200, headers, body: securityText({ contact: SECURITY_CONTACT, siteUrl: SITE_URL }, now) };
}

const HEADERS = { "cache-control": "public, max-age=300", "x-content-type-options": "nosniff" };
