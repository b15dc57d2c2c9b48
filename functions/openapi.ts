import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";

import { readEnvironment, setting } from "./runtime/environment.ts";

/** `LAMBDA_TASK_ROOT` is where Lambda has put the function: lib/site.ts lays the document beside it. */
const { SITE_URL, LAMBDA_TASK_ROOT } = readEnvironment(z.object({ SITE_URL: setting, LAMBDA_TASK_ROOT: setting }));

/** Answers the OpenAPI document, which was made with the stack: the same for everybody, but for where the site is. */
export const handler = async (): Promise<APIGatewayProxyStructuredResultV2> => ({
  statusCode: 200,
  headers: {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "public, max-age=300",
    "access-control-allow-origin": "*",
  },
  body: (document ??= withServer(readFileSync(join(LAMBDA_TASK_ROOT, "openapi.json"), "utf8"))),
});

let document: string | undefined;

function withServer(made: string): string {
  return JSON.stringify({ ...JSON.parse(made), servers: [{ url: SITE_URL }] });
}
