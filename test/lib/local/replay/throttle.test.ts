import { describe, expect, it } from "vitest";

import { parseInstant } from "../../../../functions/domain/instant.ts";
import { isReporter } from "../../../../functions/domain/unit.ts";
import { assemblyOf } from "../../../../lib/kept/assembly.ts";
import { tellNobody } from "../../../../lib/kept/tell.ts";
import { ownSettings } from "../../../../lib/local/own-settings.ts";
import { openHarness } from "../../../../lib/local/replay/open-harness.ts";
import { homeUnitOf, keeperOf, performer } from "../../../../lib/local/replay/perform.ts";
import { play } from "../../../../lib/local/replay/play.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";

const whole = readScenario({});
const { units, directives, season } = whole;
const scenario = { ...whole, season: { ...season, until: season.issueAt + 1, acts: [] } };
const homeUnit = homeUnitOf(whole);
const filing = "POST /api/duties/{directiveId}/{obligationId}/{unitId}/submissions";

type Stage = { Type: string; Properties: { RouteSettings: Record<string, object> } };

/** The stack of the product, but for how often one of its routes lets somebody in. */
async function stackWith(route: string, perSecond: number) {
  const settings = ownSettings({ homeUnit: homeUnit.id, keeper: keeperOf(whole) });
  const assembly = await assemblyOf({ settings }, tellNobody);
  const template = JSON.parse(assembly.template) as { Resources: Record<string, Stage> };
  const stage = Object.values(template.Resources).find(({ Type }) => Type === "AWS::ApiGatewayV2::Stage")!;
  expect(Object.keys(stage.Properties.RouteSettings)).toContain(route);
  stage.Properties.RouteSettings[route] = { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: perSecond };
  return { ...assembly, template: JSON.stringify(template) };
}

/** All units file at once, in the last minute before the deadline. */
async function rush(perSecond: number) {
  const lastAt = parseInstant("2017-10-29T23:59:00+07:00");
  const stack = await stackWith(filing, perSecond);
  const startAt = season.issueAt - 3_600_000;
  const stage = await openHarness({ startAt, homeUnit, assembly: Promise.resolve(stack) });
  try {
    await play(stage.harness, scenario);
    await stage.harness.moveTo(lastAt);
    const perform = performer(scenario, stage.harness);
    const [directive] = directives;
    const obligation = directive!.obligations[0]!;
    const reporting = units.filter((unit) => isReporter(obligation.reporters, unit));
    const submit = { act: "submit", obligation: obligation.id, directiveId: directive!.id, at: lastAt } as const;
    return await Promise.allSettled(reporting.map(({ id }) => perform({ ...submit, unit: id })));
  } finally {
    await stage.close();
  }
}

describe("a rush of units that file at once", { timeout: 120_000 }, () => {
  it("fails on a throttle of 5 a second, with the route's name; whom it lets in has filed", async () => {
    const filed = await rush(5);
    const refused = filed.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    expect(filed.length - refused.length).toBeGreaterThanOrEqual(5);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(new Set(refused)).toEqual(
      new Set([`Error: The throttle of the route ${filing} turns a request away: 429 {"message":"Too Many Requests"}`]),
    );
  });

  it("goes through on the stack's own throttle", async () => {
    expect((await rush(500)).map(({ status }) => status)).toEqual(Array.from({ length: 34 }, () => "fulfilled"));
  });
});
