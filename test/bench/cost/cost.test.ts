import { readFileSync } from "node:fs";

import { beforeAll, describe, expect, it } from "vitest";

import { resourcesOf, synthesize } from "../../lib/synthesized.ts";
import { assumptions } from "./assumptions.ts";
import { billOf } from "./bill.ts";
import { costTables, ways } from "./cost-tables.ts";
import { prices } from "./prices.ts";
import type { Usage } from "./prices.ts";
import { seasonOf, usageOf } from "./season-usage.ts";

const things = Object.keys(prices) as (keyof Usage)[];

describe("the cost of a season", () => {
  it("stands in docs/cost.md as it is worked out", () => {
    const page = readFileSync(new URL("../../../docs/cost.md", import.meta.url), "utf8");
    for (const table of costTables().split("\n\n")) expect(page).toContain(table.trim());
  });

  it("counts the letters of 2017: 136 to units and heads, and three that name the late ones", () => {
    expect(seasonOf(34).ladderLetters).toBeCloseTo(34 + 30 + 25 + 16 + 11 + 6 + 2 * (3 + 2 + 2) + 3);
    expect(seasonOf(34).filings).toBeCloseTo(32);
  });

  it("is a part that is there whatever the number of units, and the same for every further unit", () => {
    for (const { usageOf: usage } of ways)
      for (const thing of things) {
        const [first, second, third] = [1_000, 2_000, 3_000].map((units) => usage(units)[thing]);
        expect(third! - second!).toBeCloseTo(second! - first!, 3);
        expect(second).toBeGreaterThanOrEqual(first!);
      }
  });

  it("is each thing's quantity at its price, by service and altogether", () => {
    const nothing = Object.fromEntries(things.map((thing) => [thing, 0])) as Usage;
    const { byService, total } = billOf({
      ...nothing,
      letters: 2_000,
      writeUnits: 4e6,
      readUnits: 8e6,
      alarmMonths: 3,
    });
    expect(Object.fromEntries([...byService].filter(([, dollars]) => dollars > 0))).toEqual({
      SES: 0.2,
      DynamoDB: 2.5 + 1,
      CloudWatch: expect.closeTo(0.3),
    });
    expect(total).toBeCloseTo(4);
  });

  it("pays for waiting: at twice the account's rate, half as long", () => {
    const letters = seasonOf(10_000).letters;
    const waited = (letters * assumptions.postWorkers * assumptions.gigabytes.post) / assumptions.lettersPerSecond;
    expect(usageOf(10_000).gigabyteSeconds).toBeGreaterThan(waited);
  });
});

describe("what the cost model takes of the stack", () => {
  let template: ReturnType<typeof synthesize>;
  beforeAll(() => {
    template = synthesize();
  });
  const memoryOf = (entry: string): number =>
    resourcesOf(template, "AWS::Lambda::Function").find(
      ({ properties }) => properties["Description"] === `functions/${entry}.ts`,
    )?.properties["MemorySize"];

  it("is the metrics that its alarms watch, and the queues that Lambda asks", () => {
    const metrics = resourcesOf(template, "AWS::CloudWatch::Alarm").map(({ properties }) =>
      properties["Metrics"] === undefined
        ? 1
        : properties["Metrics"].filter((metric: object) => "MetricStat" in metric).length,
    );
    expect(metrics.reduce((sum, count) => sum + count, 0)).toBe(assumptions.alarmMetrics);
    expect(resourcesOf(template, "AWS::Lambda::EventSourceMapping")).toHaveLength(assumptions.workQueues);
  });

  it.each([
    ["unit-site", "web"],
    ["milestone", "milestone"],
    ["send-mail", "post"],
    ["mail-events", "mailEvents"],
    ["counts", "count"],
    ["watchdog", "watch"],
  ] as const)("is the memory of %s", (entry, name) => {
    expect(memoryOf(entry)).toBe(assumptions.gigabytes[name] * 1024);
  });
});
