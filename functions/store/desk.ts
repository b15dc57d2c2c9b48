import { dashboardsIn } from "./dashboards.ts";
import type { Table } from "./dynamo.ts";
import { settledIn } from "./settled.ts";
import { unitPlacesIn } from "./unit-duties.ts";

export type Desk = ReturnType<typeof deskIn>;

/** What starts, dashboards and lists of obligations are made of: only the offices' functions have it. */
export const deskIn = (table: Table) => ({ ...dashboardsIn(table), ...settledIn(table), ...unitPlacesIn(table) });
