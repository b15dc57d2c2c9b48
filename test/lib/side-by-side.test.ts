import { describe, expect, it } from "vitest";

import { dakLak, synthesize } from "./synthesized.ts";

type Resource = { Type: string; Properties?: Record<string, unknown> };

/** Properties that are called a name, but name something in another place than the account. */
const NO_NAMES = new Set([
  // Which of the services' own metrics an alarm watches.
  "AWS::CloudWatch::Alarm MetricName",
  // A stage within its API.
  "AWS::ApiGatewayV2::Stage StageName",
  // A policy within its role.
  "AWS::IAM::Policy PolicyName",
  // An attribute within its table.
  "AWS::DynamoDB::GlobalTable AttributeName",
  // The group that the account has from the beginning.
  "AWS::Scheduler::Schedule GroupName",
  // Whom tokens are meant for, within the user pool.
  "AWS::Cognito::UserPoolResourceServer Name",
  // Whom the operator's mail comes from.
  "AWS::SNS::Topic DisplayName",
]);

/** What a template calls things by a name of its own choice, as `type property name`. */
function namesIn(settings: Record<string, unknown>): string[] {
  const resources = Object.values(synthesize(settings).toJSON()["Resources"]) as Resource[];
  return resources.flatMap(({ Type, Properties = {} }) =>
    Object.entries(Properties)
      .filter(([key]) => /(?:Name|Domain|Identity)$/.test(key) && !NO_NAMES.has(`${Type} ${key}`))
      .filter(([, value]) => !/"Ref":|"Fn::GetAtt":/.test(JSON.stringify(value)))
      .map(([key, value]) => `${Type} ${key} ${JSON.stringify(value)}`),
  );
}

describe("two deployments in one account and region", () => {
  const production = { ...dakLak, stands: true, scan: "guardduty" };
  const trial = { ...dakLak, name: "dak-lak-thu", scan: "guardduty" };

  it("have no name in common, even with one sender's domain, when one adopts its identity", () => {
    const [one, other] = [namesIn(production), namesIn({ ...trial, identity: "adopt" })];
    expect(one).toContain('AWS::SES::EmailIdentity EmailIdentity "daklak.test"');
    expect(one.filter((name) => other.includes(name))).toEqual([]);
  });

  it("would share the identity of the sender's domain, if both made it", () => {
    const [one, other] = [namesIn(production), namesIn(trial)];
    expect(one.filter((name) => other.includes(name))).toEqual(['AWS::SES::EmailIdentity EmailIdentity "daklak.test"']);
  });

  it("count what they do in metrics of their own", () => {
    const namespaces = (settings: Record<string, unknown>) => {
      const text = JSON.stringify(synthesize(settings).toJSON());
      return new Set(text.match(/DungHan-[a-z-]+(?=")/g));
    };
    expect(namespaces(production)).toEqual(new Set(["DungHan-dak-lak"]));
    expect(namespaces(trial)).toEqual(new Set(["DungHan-dak-lak-thu"]));
  });
});
