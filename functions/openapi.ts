import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";

import { readEnvironment, setting } from "./runtime/environment.ts";
import { openApiDocument } from "./http/openapi.ts";

const env = readEnvironment(z.object({ SITE_URL: setting }));

/** Answers the OpenAPI document: made once in a function's life, and the same for everybody. */
export const handler = async (): Promise<APIGatewayProxyStructuredResultV2> => ({
  statusCode: 200,
  headers: {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "public, max-age=300",
    "access-control-allow-origin": "*",
  },
  body: (document ??= JSON.stringify(openApiDocument(env.SITE_URL))),
});

let document: string | undefined;
