import { FILE_TYPES } from "../documents/formats/file-types.ts";
import type { Route } from "../http/routes.ts";
import { jsonSchema } from "./json-schema.ts";
import type { Json } from "./json-schema.ts";
import type { Description } from "./operation.ts";

/** What OpenAPI says of the answers of an operation that did what it was asked. */
export function grantedResponses(
  { status, answer, files = [] }: Description,
  { method }: Pick<Route, "method">,
  links: Json,
): Json {
  const content = {
    ...(answer ? { "application/json": { schema: jsonSchema(answer) } } : {}),
    ...Object.fromEntries(files.map((type) => [FILE_TYPES[type].split(";")[0], { schema: { type: "string" } }])),
  };
  const granted =
    status === 303
      ? { "303": led }
      : {
          [String(status ?? 200)]: {
            description: "Done.",
            ...(method === "GET" ? {} : { headers: replayed }),
            ...(Object.keys(content).length > 0 ? { content } : {}),
            ...(Object.keys(links).length > 0 ? { links } : {}),
          },
        };
  return { ...granted, ...(files.length > 0 ? { "303": led } : {}) };
}

const replayed = {
  "idempotency-replayed": {
    description: "The first answer to a request with this Idempotency-Key, once more.",
    schema: { const: "true" },
  },
};

const led = {
  description: "The file is at this address, for a short time.",
  headers: { location: { required: true, schema: { type: "string" } } },
};
