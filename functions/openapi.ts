import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";

import { documentRoute } from "./http/routes.ts";
import { elsewhereInApi } from "./http/elsewhere-in-api.ts";
import { resultOf } from "./http/gateway-event.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";

/** `LAMBDA_TASK_ROOT` is where Lambda has put the function: lib/site.ts lays the document beside it. */
const { SITE_URL, LAMBDA_TASK_ROOT } = readEnvironment(z.object({ SITE_URL: setting, LAMBDA_TASK_ROOT: setting }));

const DocumentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
let made: z.infer<typeof DocumentSchema> | undefined;
let shown: string | undefined;

/**
 * Answers the OpenAPI document, which was made with the stack: the same for everybody, but for where the site is. And by
 * what it says, all that no route of the API takes.
 */
export const handler = async ({
  routeKey,
  rawPath,
}: Pick<APIGatewayProxyEventV2, "routeKey" | "rawPath">): Promise<APIGatewayProxyStructuredResultV2> => {
  made ??= DocumentSchema.parse(JSON.parse(readFileSync(join(LAMBDA_TASK_ROOT, "openapi.json"), "utf8")));
  if (routeKey !== documentRoute) return resultOf(elsewhereInApi(rawPath, made.paths));
  return {
    statusCode: 200,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
    },
    body: (shown ??= JSON.stringify({ ...made, servers: [{ url: SITE_URL }] })),
  };
};
