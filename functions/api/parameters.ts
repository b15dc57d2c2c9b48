import { AttachmentIdSchema } from "../domain/attachment.ts";
import { YearSchema } from "../domain/calendar-year.ts";
import { DUTY_STATES } from "../domain/duty.ts";
import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import { LIMIT } from "../http/read-request.ts";
import type { Route } from "../http/routes.ts";
import { LIST_FORMATS } from "../use-cases/export-list.ts";
import { jsonSchema } from "./json-schema.ts";
import type { Json } from "./json-schema.ts";

/** What OpenAPI says of an operation's parameters: in its path, in its query, and the key of a write. */
export function parametersOf({ path, method }: Pick<Route, "path" | "method">, query: Record<string, string> = {}) {
  return [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
      name,
      in: "path",
      required: true,
      schema: schemaOf(name),
    })),
    ...Object.entries(query).map(([name, description]) => ({ name, in: "query", description, schema: schemaOf(name) })),
    ...(method === "GET" ? [] : [idempotencyKey]),
  ];
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  description: "Sent again with the same key, a request is done once, and gets its first answer.",
  schema: { type: "string", pattern: "^[!-~]{1,200}$" },
};

/** A parameter means the same wherever it stands. */
const schemaOf = (name: string): Json => schemas[name] ?? { type: "string" };

const yes = { type: "string", enum: ["yes"] };
const schemas: Readonly<Record<string, Json>> = {
  directiveId: jsonSchema(DirectiveIdSchema),
  obligationId: jsonSchema(ObligationIdSchema),
  unitId: jsonSchema(UnitIdSchema),
  attachmentId: jsonSchema(AttachmentIdSchema),
  year: jsonSchema(YearSchema),
  email: { type: "string", format: "email", maxLength: 254 },
  revision: { type: "integer", minimum: 1 },
  limit: { type: "integer", minimum: 1, maximum: LIMIT.most },
  cursor: { type: "string", pattern: "^[A-Za-z0-9_-]+$" },
  format: { type: "string", enum: LIST_FORMATS },
  state: {
    type: "string",
    pattern: `^(${DUTY_STATES.join("|")})(,(${DUTY_STATES.join("|")}))*$`,
  },
  before: jsonSchema(LocalDateSchema),
  preview: yes,
  confirm: yes,
};
