import { places, whole } from "../figures.ts";
import { schedulerQuotas as quotas } from "../rivals/scheduler-quotas.ts";
import { assumptions } from "./assumptions.ts";
import { billOf } from "./bill.ts";
import { prices } from "./prices.ts";
import type { Usage } from "./prices.ts";
import { usageWithScans, usageWithSchedulePerUnit } from "./rival-usage.ts";
import { seasonOf, usageOf } from "./season-usage.ts";

/** The sizes that a season is priced at. */
export const SIZES = [100, 1_000, 10_000, 100_000, 1_000_000] as const;

/** A season in each of the ways that it could be run. */
export const ways = [
  { name: "Đúng Hạn", usageOf },
  { name: "a schedule for each unit", usageOf: usageWithSchedulePerUnit },
  { name: "scan and filter", usageOf: usageWithScans },
] as const;

/** The tables of docs/cost.md: what a season uses, what that costs, what it would cost in other ways, and what money does not show. */
export const costTables = (): string => [usageTable(), billTable(), waysTable(), timeTable()].join("\n");

const sizes = SIZES.map((units) => `${whole(units)} units`);

function usageTable(): string {
  const usages = SIZES.map(usageOf);
  return markdownTable([
    ["a season uses", ...sizes],
    ...Object.entries(prices).map(([thing, { service, what }]) => [
      `${service}: ${what}`,
      ...usages.map((usage) => figure(usage[thing as keyof Usage])),
    ]),
  ]);
}

function billTable(): string {
  const bills = SIZES.map((units) => billOf(usageOf(units)));
  return markdownTable([
    ["US$ a season", ...sizes],
    ...[...(bills[0]?.byService.keys() ?? [])].map((service) => [
      service,
      ...bills.map(({ byService }) => places(byService.get(service) ?? 0)),
    ]),
    ["altogether", ...bills.map(({ total }) => places(total))],
    ["a unit, in cents", ...SIZES.map((units, nth) => places((100 * (bills[nth]?.total ?? 0)) / units))],
  ]);
}

function waysTable(): string {
  return markdownTable([
    ["US$ a season", ...sizes],
    ...ways.map(({ name, usageOf: usage }) => [name, ...SIZES.map((units) => places(billOf(usage(units)).total))]),
  ]);
}

/** What each way has to wait for, whatever it pays. */
function timeTable(): string {
  const seasons = SIZES.map(seasonOf);
  const sent = (perSecond: number): string[] => seasons.map(({ units }) => figure(units / perSecond / 60));
  const created = seasons.map(({ units, milestones }) => units * (milestones.length - 1));
  return markdownTable([
    ["what money does not show", ...sizes],
    [
      `minutes to send the letters of issue, ${assumptions.lettersPerSecond} a second`,
      ...sent(assumptions.lettersPerSecond),
    ],
    ["the same, 500 a second", ...sent(500)],
    ["a schedule for each unit: schedules to create", ...created.map(whole)],
    [
      `minutes to create them, ${whole(quotas.requestsPerSecond)} a second`,
      ...created.map((schedules) => figure(schedules / quotas.requestsPerSecond / 60)),
    ],
    [
      "scan and filter: requests, one after the other, for a list",
      ...seasons.map(({ units }) => whole(Math.ceil((units * assumptions.storedBytesPerUnit) / 1024 ** 2))),
    ],
  ]);
}

const figure = (quantity: number): string => (quantity < 10 ? places(quantity) : whole(quantity));

/** A table as the formatter leaves it: figures to the right, columns as wide as their longest cell. */
function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |\n`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  const [head = [], ...body] = rows;
  return [head, rule, ...body].map(line).join("");
}
