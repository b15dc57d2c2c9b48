import * as z from "zod/mini";

import { ProblemAnswer } from "../http/answers.ts";
import { descriptions, routes } from "./all.ts";
import type { RouteName } from "./all.ts";
import { linksFrom } from "./links.ts";
import type { Description } from "./operation.ts";
import { parametersOf } from "./parameters.ts";
import { refusalsOf, refusedResponses } from "./refused-responses.ts";
import { grantedResponses } from "./granted-responses.ts";
import { jsonSchema } from "./json-schema.ts";
import type { Json } from "./json-schema.ts";

/**
 * The OpenAPI 3.1 document, made from the schemas that requests are read by. Where the site is, the function adds that
 * answers it.
 */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, description] of Object.entries(descriptions())) {
    if (!isRoute(name)) continue;
    const { method, path } = routes[name];
    (paths[path] ??= {})[method.toLowerCase()] = { operationId: name, ...describe(description, name) };
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
      schemas: { Problem: jsonSchema(ProblemAnswer), GatewayMessage: jsonSchema(z.object({ message: z.string() })) },
      responses: refusedResponses,
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

function describe(description: Description, name: RouteName): Json {
  const { summary, body, query } = description;
  const { access } = routes[name];
  return {
    summary,
    security: access === "public" ? [] : [{ token: [] }],
    parameters: parametersOf(routes[name], query),
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: { ...grantedResponses(description, routes[name], linksFrom(name)), ...refusalsOf(routes[name]) },
  };
}

function contentOf(body: NonNullable<Description["body"]>): Json {
  if ("csv" in body) return { "text/csv": { schema: { type: "string" }, example: body.csv } };
  return { "application/json": { schema: jsonSchema(body.schema), example: body.example } };
}

function isRoute(name: string): name is RouteName {
  return name in routes;
}
