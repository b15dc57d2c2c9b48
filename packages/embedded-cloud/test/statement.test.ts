import { describe, expect, test } from "vitest";

import { readStatements } from "../src/permissions/statement.ts";
import type { PolicyKind } from "../src/permissions/statement.ts";

const queue = "arn:aws:sqs:us-east-1:000000000000:jobs";
const allow = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue };
const open = { ...allow, Principal: "*" };

describe("what is not known", () => {
  test.each<[string, PolicyKind, unknown, string]>([
    [
      "an operator",
      "identity",
      { ...allow, Condition: { IpAddress: { "aws:SourceArn": "1" } } },
      "the operator IpAddress is not known",
    ],
    [
      "a condition key",
      "identity",
      { ...allow, Condition: { StringEquals: { "aws:SourceVpc": "v" } } },
      "the condition key aws:SourceVpc is not known",
    ],
    [
      "a list without a word on how many of it",
      "identity",
      { ...allow, Condition: { StringEquals: { "ses:Recipients": "x" } } },
      "StringEquals needs ForAllValues or ForAnyValue before it",
    ],
    [
      "a policy variable",
      "identity",
      { ...allow, Resource: "arn:aws:s3:::b/${aws:username}" },
      "the policy variable ${aws:username} is not known",
    ],
    ["an element", "resource", { ...open, NotPrincipal: "*" }, "NotPrincipal is not known"],
    ["an effect", "identity", { ...allow, Effect: "Perhaps" }, 'Effect: got "Perhaps"'],
    ["no action", "identity", { Effect: "Allow", Resource: "*" }, "one of Action and NotAction is needed"],
    ["no resource", "identity", { Effect: "Allow", Action: "*" }, "one of Resource and NotResource is needed"],
    ["a principal in a role's policy", "identity", open, "the policy of a role names no Principal"],
    ["no principal in a resource's policy", "resource", allow, "a Principal is needed"],
    ["a resource in a trust policy", "trust", open, "a trust policy names no Resource"],
  ])("%s is named", (_, kind, statement, fault) => {
    const faults: string[] = [];
    readStatements({ name: "Own", kind, document: { Statement: [statement] } }, faults);
    expect(faults).toEqual([expect.stringContaining(fault)]);
    expect(faults[0]).toMatch(/^Own, statement 1: /);
  });

  test("all that is wrong with a policy is told at once, and so is a document of another form", () => {
    const faults: string[] = [];
    const Condition = { IpAddress: { "aws:SourceArn": "1" }, StringEquals: { "aws:SourceVpc": "v" } };
    readStatements({ name: "A", kind: "identity", document: { Statement: [{ ...allow, Condition }] } }, faults);
    readStatements({ name: "B", kind: "identity", document: { Version: "2030-01-01", Statement: [] } }, faults);
    expect(faults).toHaveLength(3);
    expect(faults[2]).toBe('B: Version: got "2030-01-01", known is "2012-10-17" or "2008-10-17"');
  });
});
