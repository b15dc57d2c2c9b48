import * as z from "zod/mini";

import { ProblemAnswer } from "../http/answers.ts";
import { FILE_TYPES } from "../documents/formats/file-types.ts";
import { descriptions, routes } from "./all.ts";
import type { RouteName } from "./all.ts";
import type { Description } from "./operation.ts";

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document, made from the schemas that requests are read by. Where the site is, the function adds that
 * answers it.
 */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, description] of Object.entries(descriptions())) {
    if (!isRoute(name)) continue;
    const { method, path, access } = routes[name];
    (paths[path] ??= {})[method.toLowerCase()] = {
      operationId: name,
      ...describe(description, path, { method, access }),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Đúng Hạn",
      version: "1",
      summary: "Collects the reports that public bodies owe by a date.",
      description:
        "Dates are days in Asia/Ho_Chi_Minh; “before” a day leaves out the day itself. Instants are written with their offset. " +
        "Errors are RFC 9457 problems. Lists answer `items` and `cursor`; a null cursor is the end. " +
        "Answered with 429 or 503, or not at all, a request is sent again as it was, after a wait that is no shorter than `Retry-After` and " +
        "doubles each time, a write with the same Idempotency-Key: it is done once.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [],
    paths,
    components: {
      schemas: { Problem: jsonSchema(ProblemAnswer) },
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description:
            "A person's token, made for this site's own client, with a verified e-mail address (of a Cognito user pool the ID token); " +
            "or a client-credentials token of a unit's system that this deployment names. Any other client's token is answered with 401.",
        },
      },
    },
  };
}

function describe(
  { summary, body, status, answer, query, files = [] }: Description,
  path: string,
  { method, access }: { method: string; access: string },
): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: "query",
    description,
    schema: { type: "string" },
  }));
  const idempotent =
    method === "GET"
      ? []
      : [
          {
            name: "Idempotency-Key",
            in: "header",
            description: "Sent again with the same key, a request is done once, and gets its first answer.",
            schema: { type: "string", maxLength: 200 },
          },
        ];
  const content = {
    ...(answer ? { "application/json": { schema: jsonSchema(answer) } } : {}),
    ...Object.fromEntries(files.map((type) => [FILE_TYPES[type].split(";")[0], { schema: { type: "string" } }])),
  };
  const ok = { description: "Done.", ...(Object.keys(content).length > 0 ? { content } : {}) };
  return {
    summary,
    security: access === "public" ? [] : [{ token: [] }],
    parameters: [...inPath, ...inQuery, ...idempotent],
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: {
      [String(status ?? 200)]: ok,
      default: {
        description: "Refused.",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function contentOf(body: NonNullable<Description["body"]>): Json {
  if ("csv" in body) return { "text/csv": { schema: { type: "string" }, example: body.csv } };
  return { "application/json": { schema: jsonSchema(body.schema), example: body.example } };
}

/** The schema of what may be sent: before defaults are filled in and texts are turned into values. */
function jsonSchema(schema: z.core.$ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}

function isRoute(name: string): name is RouteName {
  return name in routes;
}
