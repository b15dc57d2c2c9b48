import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod/mini";

import { readEnvironment, setting } from "./runtime/environment.ts";
import { compressed } from "./http/compress.ts";
import { strictly } from "./http/strict-transport.ts";

/** `LAMBDA_TASK_ROOT` is where Lambda has put the function: lib/look.ts lays the files beside it. */
const { ASSETS: version, LAMBDA_TASK_ROOT: folder } = readEnvironment(
  z.object({ ASSETS: setting, LAMBDA_TASK_ROOT: setting }),
);

const headers = { "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin" };

/** The files by the names that pages call them by. Only this version's: another's may be in a cache, never here. */
const files = new Map([
  [`page.${version}.css`, fileOf("page.css", "text/css; charset=utf-8")],
  [`page.${version}.js`, fileOf("page.js", "text/javascript; charset=utf-8")],
  [`icon.${version}.svg`, fileOf("icon.svg", "image/svg+xml")],
]);

/** Answers the style sheet, the script and the icon, which never change under their names. */
export const handler = async ({
  pathParameters,
  headers: asked,
}: Pick<APIGatewayProxyEventV2, "pathParameters" | "headers">): Promise<APIGatewayProxyStructuredResultV2> =>
  compressed(strictly(files.get(pathParameters?.["file"] ?? "") ?? nothing, asked), asked["accept-encoding"]);

const nothing: APIGatewayProxyStructuredResultV2 = {
  statusCode: 404,
  headers: { ...headers, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: "There is no such file.\n",
};

function fileOf(name: string, type: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 200,
    headers: {
      ...headers,
      "content-type": type,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    },
    body: readFileSync(join(folder, name), "utf8"),
  };
}
