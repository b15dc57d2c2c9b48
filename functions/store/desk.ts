import { dashboardsIn } from "./dashboards.ts";
import { dutiesByUnitIn } from "./duties-by-unit.ts";
import type { Table } from "./dynamo.ts";
import { openByDateIn } from "./open-by-date.ts";
import { ownRunsIn } from "./own-runs.ts";
import { settledIn } from "./settled.ts";
import { unitPlacesIn } from "./unit-duties.ts";

export type Desk = ReturnType<typeof deskIn>;

/** What starts, dashboards and lists of obligations are made of: only the offices' functions have it. */
export const deskIn = (table: Table) => ({
  ...dashboardsIn(table),
  ...ownRunsIn(table),
  ...dutiesByUnitIn(table),
  ...openByDateIn(table),
  ...settledIn(table),
  ...unitPlacesIn(table),
});
