import type * as z from "zod/mini";

import type { Answer, Request } from "../http/exchange.ts";
import type { FileType } from "../documents/formats/file-types.ts";
import type { FunctionName, Route } from "../http/routes.ts";
import type { Refusal } from "../domain/refusal.ts";

/** One operation of the HTTP API: where it is called, and what is done then. */
export type Operation<Effects> = Route & {
  readonly run: (request: Request, effects: Effects) => Promise<Answer | Refusal>;
  /** It takes a units file, which may be long and is no JSON. */
  readonly takesUnitsFile?: true;
};

/** The operations of one resource. */
export type Operations<Effects> = Readonly<Record<string, Operation<Effects>>>;

/** What the OpenAPI document says of an operation beyond its method and path. */
export type Description = {
  readonly summary: string;
  readonly body?: { readonly schema: z.core.$ZodType; readonly example: unknown } | { readonly csv: string };
  readonly status?: 201 | 204 | 303;
  readonly answer?: z.core.$ZodType;
  readonly query?: Readonly<Record<string, string>>;
  /** Files that it can be had as: beside the answer, or in its place. */
  readonly files?: readonly FileType[];
};

/** What is said of each operation of a resource. It is a function, so that no bundle holds it but the document's. */
export type Descriptions<Of> = Readonly<Record<keyof Of, Description>>;

/** Operations of one function. They come with a bearer token, which the gateway verifies. */
export const answeredBy =
  (by: FunctionName) =>
  <Effects>(method: Route["method"], path: string, run: Operation<Effects>["run"]): Operation<Effects> => ({
    method,
    path,
    access: "signed-in",
    by,
    run,
  });

/** What every list takes. */
export const paging = {
  limit: "How many items at most, 1 to 200; 50 unless given.",
  cursor: "Where to go on: the cursor of the answer before.",
};
