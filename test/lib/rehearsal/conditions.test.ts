import { describe, expect, it } from "vitest";

import { withoutConditions } from "../../../lib/rehearsal/conditions.ts";

const decided = (condition: unknown, others: Record<string, unknown> = {}) =>
  withoutConditions({
    Parameters: { Stage: { Default: "trial" } },
    Conditions: { Asked: condition, Trial: { "Fn::Equals": [{ Ref: "Stage" }, "trial"] } },
    Resources: { Always: { Type: "T" }, Sometimes: { Type: "T", Condition: "Asked" } },
    ...others,
  }) as { Resources: Record<string, { Properties?: unknown }>; Outputs: object };

describe("a condition", () => {
  it.each([
    [true, { "Fn::Equals": ["a", "a"] }],
    [false, { "Fn::Equals": ["a", "b"] }],
    [true, { "Fn::Equals": [{ Ref: "Stage" }, "trial"] }],
    [true, { Condition: "Trial" }],
    [false, { "Fn::Not": [{ Condition: "Trial" }] }],
    [false, { "Fn::And": [{ Condition: "Trial" }, { "Fn::Equals": [1, 2] }] }],
    [true, { "Fn::Or": [{ Condition: "Trial" }, { "Fn::Equals": [1, 2] }] }],
  ])("leaves a resource in (%s) by %j", (isThere, condition) => {
    expect(Object.keys(decided(condition).Resources)).toEqual(isThere ? ["Always", "Sometimes"] : ["Always"]);
  });

  it("chooses between values, and takes out what is no value", () => {
    const Properties = {
      a: { "Fn::If": ["Trial", { Ref: "Always" }, "no"] },
      b: { "Fn::If": ["Asked", "yes", { Ref: "AWS::NoValue" }] },
      c: ["x", { "Fn::If": ["Asked", "yes", { Ref: "AWS::NoValue" }] }],
    };
    const Resources = { Always: { Type: "T" }, Other: { Type: "T", Properties } };
    expect(decided({ "Fn::Equals": [1, 2] }, { Resources }).Resources["Other"]?.Properties).toEqual({
      a: { Ref: "Always" },
      c: ["x"],
    });
  });

  it("leaves outputs out, too", () => {
    const Outputs = { A: { Value: "a", Condition: "Asked" }, B: { Value: "b" } };
    expect(decided({ "Fn::Equals": [1, 2] }, { Outputs }).Outputs).toEqual({ B: { Value: "b" } });
  });

  it.each([
    [{ "Fn::Equals": [{ Ref: "AWS::Region" }, "x"] }, "what only an account knows"],
    [{ "Fn::Contains": [["a"], "a"] }, "cannot be decided here"],
    [{ Condition: "Nowhere" }, "a condition Nowhere and has none"],
  ])("that cannot be decided is an error: %j", (condition, says) => {
    expect(() => decided(condition)).toThrow(says);
  });
});
