import * as z from "zod/mini";

import type { Route } from "../http/routes.ts";
import * as attachments from "./attachments.ts";
import * as calendar from "./calendar.ts";
import * as directives from "./directives.ts";
import * as scans from "./scans.ts";
import * as duties from "./duties.ts";
import * as forwarding from "./forwarding.ts";
import * as history from "./history.ts";
import * as me from "./me.ts";
import * as obligationActs from "./obligation-acts.ts";
import * as obligations from "./obligations.ts";
import type { Description } from "./operation.ts";
import * as rulings from "./rulings.ts";
import * as staff from "./staff.ts";
import * as units from "./units.ts";

/**
 * Every route of the HTTP API: the stack turns this list into the gateway's routes, and the function that answers finds
 * the operation by the same key. The pages' routes are in http/page-routes.ts.
 */
export const routes = {
  readDescription: { method: "GET", path: "/openapi.json", access: "public", by: "openapi" },
  ...me.operations,
  ...units.operations,
  ...staff.operations,
  ...calendar.operations,
  ...directives.operations,
  ...obligations.operations,
  ...obligationActs.operations,
  ...forwarding.operations,
  ...duties.operations,
  ...history.operations,
  ...attachments.operations,
  ...scans.operations,
  ...rulings.operations,
} satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** What the OpenAPI document says of each. */
export const descriptions = (): Readonly<Record<RouteName, Description>> => ({
  readDescription: { summary: "This document", answer: z.looseObject({ openapi: z.string() }) },
  ...me.descriptions(),
  ...units.descriptions(),
  ...staff.descriptions(),
  ...calendar.descriptions(),
  ...directives.descriptions(),
  ...obligations.descriptions(),
  ...obligationActs.descriptions(),
  ...forwarding.descriptions(),
  ...duties.descriptions(),
  ...history.descriptions(),
  ...attachments.descriptions(),
  ...scans.descriptions(),
  ...rulings.descriptions(),
});
