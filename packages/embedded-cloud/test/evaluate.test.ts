import { describe, expect, test } from "vitest";

import type { Context, Principal } from "../src/permissions/access-request.ts";
import { evaluate } from "../src/permissions/evaluate.ts";
import { readStatements } from "../src/permissions/statement.ts";
import type { PolicyKind } from "../src/permissions/statement.ts";

const account = "000000000000";
const queue = `arn:aws:sqs:us-east-1:${account}:jobs`;
const roleArn = `arn:aws:iam::${account}:role/worker`;
const session = `arn:aws:sts::${account}:assumed-role/worker/Work`;
const role: Principal = { kind: "role", arn: roleArn, session, account };
const events: Principal = { kind: "service", name: "events.amazonaws.com" };

type Written = Record<string, unknown>;
const allow = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue };
const deny = { ...allow, Effect: "Deny" };
const open = { ...allow, Principal: "*" };

function statementsOf(kind: PolicyKind, written: Written[]) {
  const faults: string[] = [];
  const document = { Version: "2012-10-17", Statement: written };
  const statements = readStatements({ name: kind, kind, document }, faults);
  expect(faults).toEqual([]);
  return statements;
}

function outcome({
  identity = [],
  resource = [],
  principal = role,
  action = "sqs:SendMessage",
  on = queue,
  context = {},
}: {
  identity?: Written[];
  resource?: Written[];
  principal?: Principal;
  action?: string;
  on?: string;
  context?: Context;
}): string {
  const statements = [
    ...(principal.kind === "role" ? statementsOf("identity", identity) : []),
    ...statementsOf("resource", resource),
  ];
  return evaluate({ principal, action, resource: on, context }, statements).outcome;
}

describe("policies together", () => {
  test.each<[string, Parameters<typeof outcome>[0], string]>([
    ["nothing allows it", {}, "not-allowed"],
    ["the role allows it", { identity: [allow] }, "allowed"],
    ["the resource allows it to everybody", { resource: [open] }, "allowed"],
    ["the resource allows it to the role", { resource: [{ ...allow, Principal: { AWS: roleArn } }] }, "allowed"],
    [
      "the resource allows it to the role's session",
      { resource: [{ ...allow, Principal: { AWS: session } }] },
      "allowed",
    ],
    [
      "the resource allows it to the account, and the role's policies say nothing",
      { resource: [{ ...allow, Principal: { AWS: account } }] },
      "not-allowed",
    ],
    [
      "the resource allows it to the account, and so does the role",
      { identity: [allow], resource: [{ ...allow, Principal: { AWS: `arn:aws:iam::${account}:root` } }] },
      "allowed",
    ],
    [
      "the resource allows it to another role",
      { resource: [{ ...allow, Principal: { AWS: `${roleArn}2` } }] },
      "not-allowed",
    ],
    ["the role forbids what it allows", { identity: [allow, deny] }, "forbidden"],
    ["the role forbids what the resource allows", { identity: [deny], resource: [open] }, "forbidden"],
    [
      "the resource forbids what the role allows",
      { identity: [allow], resource: [{ ...deny, Principal: "*" }] },
      "forbidden",
    ],
    [
      "the resource forbids it to the account",
      { identity: [allow], resource: [{ ...deny, Principal: { AWS: account } }] },
      "forbidden",
    ],
    [
      "the resource forbids it to another role",
      { identity: [allow], resource: [{ ...deny, Principal: { AWS: `${roleArn}2` } }] },
      "allowed",
    ],
    [
      "the resource allows it to the service",
      { principal: events, resource: [{ ...allow, Principal: { Service: events.name } }] },
      "allowed",
    ],
    [
      "the resource allows it to another service",
      { principal: events, resource: [{ ...allow, Principal: { Service: "sns.amazonaws.com" } }] },
      "not-allowed",
    ],
    ["the resource allows it to everybody, and a service asks", { principal: events, resource: [open] }, "allowed"],
  ])("%s", (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });
});

describe("actions and resources", () => {
  test.each<[string, Written, string, string, boolean]>([
    ["every action", { Action: "*", Resource: "*" }, "s3:GetObject", "arn:aws:s3:::b/k", true],
    ["all of a service", { Action: "sqs:*", Resource: "*" }, "sqs:SendMessage", queue, true],
    ["all of another service", { Action: "sns:*", Resource: "*" }, "sqs:SendMessage", queue, false],
    ["the beginning of a name", { Action: "sqs:Send*", Resource: "*" }, "sqs:SendMessage", queue, true],
    ["one sign of a name", { Action: "sqs:SendMessag?", Resource: "*" }, "sqs:SendMessage", queue, true],
    [
      "capital letters, which do not count",
      { Action: "SQS:sendmessage", Resource: "*" },
      "sqs:SendMessage",
      queue,
      true,
    ],
    ["a part of a name only", { Action: "sqs:Send", Resource: "*" }, "sqs:SendMessage", queue, false],
    ["one of several", { Action: ["sqs:A", "sqs:B"], Resource: "*" }, "sqs:B", queue, true],
    ["all but some, and another", { NotAction: "sqs:A", Resource: "*" }, "sqs:B", queue, true],
    ["all but some, and one of these", { NotAction: ["sqs:A", "sqs:B*"], Resource: "*" }, "sqs:B", queue, false],
    [
      "all objects of a bucket",
      { Action: "*", Resource: "arn:aws:s3:::b/*" },
      "s3:GetObject",
      "arn:aws:s3:::b/x/y",
      true,
    ],
    [
      "all objects, but the bucket",
      { Action: "*", Resource: "arn:aws:s3:::b/*" },
      "s3:ListBucket",
      "arn:aws:s3:::b",
      false,
    ],
    [
      "objects that begin so",
      { Action: "*", Resource: "arn:aws:s3:::b/in/*" },
      "s3:GetObject",
      "arn:aws:s3:::b/out/y",
      false,
    ],
    ["a wildcard, within its part", { Action: "*", Resource: "arn:aws:sqs:*:jobs" }, "sqs:A", queue, false],
    ["a wildcard for each part", { Action: "*", Resource: "arn:aws:sqs:*:*:jobs" }, "sqs:A", queue, true],
    ["an ARN without its last parts", { Action: "*", Resource: "arn:aws:sqs" }, "sqs:A", queue, true],
    ["capital letters, which count in ARNs", { Action: "*", Resource: queue.toUpperCase() }, "sqs:A", queue, false],
    ["all resources, for a call about none", { Action: "*", Resource: "*" }, "sqs:ListQueues", "*", true],
    ["one resource, for a call about none", { Action: "*", Resource: queue }, "sqs:ListQueues", "*", false],
    ["all resources but some, and another", { Action: "*", NotResource: `${queue}2` }, "sqs:A", queue, true],
    [
      "all resources but some, and one of these",
      { Action: "*", NotResource: [`${queue}2`, queue] },
      "sqs:A",
      queue,
      false,
    ],
    [
      "signs that mean something elsewhere",
      { Action: "*", Resource: "arn:aws:s3:::b/a.b+*" },
      "s3:A",
      "arn:aws:s3:::b/aXb+c",
      false,
    ],
  ])("a statement on %s", (_, statement, action, on, allowed) => {
    expect(outcome({ identity: [{ Effect: "Allow", ...statement }], action, on })).toBe(
      allowed ? "allowed" : "not-allowed",
    );
  });
});

describe("conditions", () => {
  const source = `arn:aws:events:us-east-1:${account}:rule/r`;
  test.each<[string, Written, Context, boolean]>([
    ["a text", { StringEquals: { "aws:SourceAccount": account } }, { "aws:sourceaccount": account }, true],
    ["another text", { StringEquals: { "aws:SourceAccount": account } }, { "aws:sourceaccount": "1" }, false],
    ["one of several texts", { StringEquals: { "aws:SourceAccount": ["2", "1"] } }, { "aws:sourceaccount": "1" }, true],
    ["a key in capital letters", { StringEquals: { "AWS:SourceAccount": "1" } }, { "aws:sourceaccount": "1" }, true],
    ["a key that the call has not", { StringEquals: { "aws:SourceAccount": "1" } }, {}, false],
    ["such a key, if it exists", { StringEqualsIfExists: { "aws:SourceAccount": "1" } }, {}, true],
    [
      "another value, if it exists",
      { StringEqualsIfExists: { "aws:SourceAccount": "1" } },
      { "aws:sourceaccount": "2" },
      false,
    ],
    ["not a text", { StringNotEquals: { "aws:SourceAccount": "1" } }, { "aws:sourceaccount": "2" }, true],
    [
      "none of several texts",
      { StringNotEquals: { "aws:SourceAccount": ["1", "2"] } },
      { "aws:sourceaccount": "2" },
      false,
    ],
    ["not a text, of a key that the call has not", { StringNotEquals: { "aws:SourceAccount": "1" } }, {}, true],
    [
      "a text like a pattern",
      { StringLike: { "ses:FromAddress": "*@a.example" } },
      { "ses:fromaddress": "x@a.example" },
      true,
    ],
    [
      "a pattern taken as it stands",
      { StringEquals: { "ses:FromAddress": "*@a.example" } },
      { "ses:fromaddress": "x@a.example" },
      false,
    ],
    [
      "a text unlike a pattern",
      { StringNotLike: { "ses:FromAddress": "*@a.example" } },
      { "ses:fromaddress": "x@a.example" },
      false,
    ],
    [
      "a text but for capitals",
      { StringEqualsIgnoreCase: { "ses:FromAddress": "A@a.example" } },
      { "ses:fromaddress": "a@A.example" },
      true,
    ],
    [
      "no text but for capitals",
      { StringNotEqualsIgnoreCase: { "ses:FromAddress": "A@a.example" } },
      { "ses:fromaddress": "a@A.example" },
      false,
    ],
    ["an ARN", { ArnEquals: { "aws:SourceArn": source } }, { "aws:sourcearn": source }, true],
    [
      "an ARN like a pattern",
      { ArnLike: { "aws:SourceArn": `arn:aws:events:*:*:rule/*` } },
      { "aws:sourcearn": source },
      true,
    ],
    [
      "an ARN unlike a pattern",
      { ArnNotLike: { "aws:SourceArn": `arn:aws:events:*:*:rule/*` } },
      { "aws:sourcearn": source },
      false,
    ],
    ["not an ARN", { ArnNotEquals: { "aws:SourceArn": `${source}2` } }, { "aws:sourcearn": source }, true],
    ["a truth", { Bool: { "aws:SecureTransport": "true" } }, { "aws:securetransport": "true" }, true],
    ["a falsehood", { Bool: { "aws:SecureTransport": false } }, { "aws:securetransport": "true" }, false],
    ["less than a number", { NumericLessThan: { "s3:TlsVersion": 1.2 } }, { "s3:tlsversion": "1.3" }, false],
    ["more than a number", { NumericGreaterThan: { "s3:TlsVersion": "1.2" } }, { "s3:tlsversion": "1.3" }, true],
    ["at least a number", { NumericGreaterThanEquals: { "s3:TlsVersion": "1.3" } }, { "s3:tlsversion": "1.3" }, true],
    ["at most a number", { NumericLessThanEquals: { "s3:TlsVersion": "1.3" } }, { "s3:tlsversion": "1.3" }, true],
    ["a number", { NumericEquals: { "s3:TlsVersion": "1.30" } }, { "s3:tlsversion": "1.3" }, true],
    ["not a number", { NumericNotEquals: { "s3:TlsVersion": "1.3" } }, { "s3:tlsversion": "1.3" }, false],
    ["no such key", { Null: { "aws:SourceArn": "true" } }, {}, true],
    ["such a key", { Null: { "aws:SourceArn": "false" } }, {}, false],
    [
      "all of a list",
      { "ForAllValues:StringLike": { "ses:Recipients": "*@a.example" } },
      { "ses:recipients": ["x@a.example", "y@a.example"] },
      true,
    ],
    [
      "not all of a list",
      { "ForAllValues:StringLike": { "ses:Recipients": "*@a.example" } },
      { "ses:recipients": ["x@a.example", "y@b.example"] },
      false,
    ],
    ["all of no list", { "ForAllValues:StringLike": { "ses:Recipients": "*@a.example" } }, {}, true],
    [
      "any of a list",
      { "ForAnyValue:StringLike": { "ses:Recipients": "*@a.example" } },
      { "ses:recipients": ["x@a.example", "y@b.example"] },
      true,
    ],
    ["any of no list", { "ForAnyValue:StringLike": { "ses:Recipients": "*@a.example" } }, {}, false],
    [
      "any of a list that is not so",
      { "ForAnyValue:StringNotLike": { "ses:Recipients": "*@a.example" } },
      { "ses:recipients": ["x@a.example"] },
      false,
    ],
    [
      "two that both hold",
      { StringEquals: { "aws:SourceAccount": "1" }, Bool: { "aws:SecureTransport": "true" } },
      { "aws:sourceaccount": "1", "aws:securetransport": "true" },
      true,
    ],
    [
      "two of which one holds",
      { StringEquals: { "aws:SourceAccount": "2" }, Bool: { "aws:SecureTransport": "true" } },
      { "aws:sourceaccount": "1", "aws:securetransport": "true" },
      false,
    ],
  ])("a statement on %s", (_, Condition, context, allowed) => {
    expect(outcome({ identity: [{ ...allow, Condition }], context })).toBe(allowed ? "allowed" : "not-allowed");
  });
});
