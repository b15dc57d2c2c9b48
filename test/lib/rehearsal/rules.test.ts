import { describe, expect, it } from "vitest";

import { resourceTypes, rules } from "../../../lib/rehearsal/services.ts";
import { accountRules } from "./rules/account.ts";
import { eventRules } from "./rules/events.ts";
import { functionRules } from "./rules/functions.ts";
import { peopleRules } from "./rules/people.ts";
import { siteRules } from "./rules/site.ts";
import { breaking, stackOf } from "./stacks.ts";

const cases = { ...accountRules, ...eventRules, ...functionRules, ...peopleRules, ...siteRules };

describe("every rule", () => {
  it("has a stack that keeps it and one that breaks it", () => {
    expect(Object.keys(cases).toSorted()).toEqual([...new Set(rules.map(({ id }) => id))].toSorted());
  });

  it("says where it is written", () => {
    for (const { source } of rules) expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com)\//);
    for (const { source } of Object.values(resourceTypes))
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});

describe.each(Object.entries(cases))("%s", (rule, { keeps, breaks }) => {
  it.each(keeps.map((kept) => ({ kept })))("is kept: $kept.title", ({ kept: { resources, others } }) => {
    expect(breaking(rule, stackOf(resources, others))).toEqual([]);
  });

  it.each(breaks.map((broken) => ({ broken })))(
    "is broken: $broken.title",
    ({ broken: { resources, others, says } }) => {
      expect(breaking(rule, stackOf(resources, others))).toEqual(says);
    },
  );
});

describe("a resource that a rule cannot read", () => {
  it("breaks it, instead of passing unseen", () => {
    const stack = stackOf({ Stage: { Type: "AWS::ApiGatewayV2::Stage", Properties: { RouteSettings: [] } } });
    expect(breaking("stage-after-its-routes", stack)).toContainEqual(
      expect.stringMatching(/^Stage: cannot be read at/),
    );
  });
});
