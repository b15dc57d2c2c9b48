import { describe, expect, it } from "vitest";

import { buildApp } from "../../lib/app.ts";
import { possibleRegions, refuseRegion } from "../../lib/regions.ts";
import { dakLak, unbundled } from "./synthesized.ts";

const MAIL = "AWS::SES::ConfigurationSet, AWS::SES::ConfigurationSetEventDestination, AWS::SES::EmailIdentity";

const stackIn =
  (region: string, settings: Record<string, unknown> = {}) =>
  () =>
    buildApp({ settings: { ...dakLak, ...settings, region }, context: unbundled, checked: false });

describe("a region", () => {
  it.each(["ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-northeast-1"])("is possible: %s", (region) => {
    expect(possibleRegions).toContain(region);
    expect(stackIn(region)).not.toThrow();
  });

  it.each(["ap-southeast-7", "ap-east-1"])(
    "without the mail service's types is refused, by their names: %s",
    (region) => {
      expect(possibleRegions).not.toContain(region);
      expect(stackIn(region)).toThrow(`region: got ${region}, which has no ${MAIL}; allowed: `);
    },
  );

  it("is refused for the types that the stack has, not for others", () => {
    expect(stackIn("ap-southeast-7", { identity: "adopt" })).toThrow(
      "which has no AWS::SES::ConfigurationSet, AWS::SES::ConfigurationSetEventDestination; allowed:",
    );
    expect(() => refuseRegion("ap-southeast-7", ["AWS::SQS::Queue"])).not.toThrow();
  });

  it("that nobody has looked at is refused, and those that are possible are named", () => {
    expect(() => refuseRegion("vn-hanoi-1", [])).toThrow(
      `region: got vn-hanoi-1, which lib/regions.ts does not know; allowed: ${possibleRegions.join(", ")}.`,
    );
  });
});
