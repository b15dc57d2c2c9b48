import { describe, expect, it } from "vitest";

import type { StackSource } from "../../../lib/rehearsal/stack.ts";
import { update } from "../../../lib/rehearsal/update.ts";
import { arnOf, ref, stackOf } from "./stacks.ts";
import type { Resources } from "./stacks.ts";

const kept = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" };
const table = (properties: Record<string, unknown> = {}, attributes: Record<string, unknown> = kept) => ({
  Type: "AWS::DynamoDB::GlobalTable",
  Properties: { KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }], ...properties },
  ...attributes,
});

const updated = (before: Resources, after: Resources, others: Partial<StackSource> = {}) => {
  const { changes, lost, refused, left } = update(stackOf(before), stackOf(after, others));
  const told = (refusals: typeof lost) => refusals.map(({ resource, says }) => `${resource}: ${says}`);
  return {
    changes: changes.map(({ kind, id, by }) => [kind, id, ...by].join(" ")),
    lost: told(lost),
    refused: told(refused),
    left: told(left),
  };
};
const harmless = { lost: [], refused: [], left: [] };

describe("an update", () => {
  it("to the same template changes nothing", () => {
    expect(updated({ Table: table() }, { Table: table() })).toEqual({ changes: [], ...harmless });
  });

  it("that puts a protection on changes what is there, and replaces nothing", () => {
    const Replicas = [{ Region: "r", DeletionProtectionEnabled: true }];
    expect(updated({ Table: table() }, { Table: table({ Replicas }) })).toEqual({
      changes: ["update Table Replicas"],
      ...harmless,
    });
  });

  it("that changes the keys of the register would replace it, and leave the one with the data behind", () => {
    const after = { Table: table({ KeySchema: [{ AttributeName: "id", KeyType: "HASH" }] }) };
    const { changes, lost } = updated({ Table: table() }, after);
    expect(changes).toEqual(["replace Table KeySchema"]);
    expect(lost).toEqual([
      "Table: is replaced for its KeySchema; the one that stands stays in the account, and nothing asks it any more (Retain): the register: units, duties, filings and every letter's record",
    ]);
  });

  it("that changes the projection of an index may replace the register, deep as that stands", () => {
    const index = (NonKeyAttributes: string[]) => ({
      GlobalSecondaryIndexes: [{ IndexName: "open", Projection: { ProjectionType: "INCLUDE", NonKeyAttributes } }],
    });
    const { changes } = updated({ Table: table(index(["state"])) }, { Table: table(index(["state", "head"])) });
    expect(changes).toEqual(["replace Table GlobalSecondaryIndexes.Projection.NonKeyAttributes"]);
  });

  it("that calls the register otherwise would lose it, by what the policy says", () => {
    expect(updated({ Table: table({}, {}) }, { Register: table({}, {}) })).toMatchObject({
      changes: ["create Register", "remove Table"],
      lost: [
        "Table: is not in the new template; the one that stands is deleted: the register: units, duties, filings and every letter's record",
      ],
    });
    expect(updated({ Table: table() }, { Register: table() }).lost).toEqual([
      expect.stringContaining("stays in the account, and nothing asks it any more (RetainExceptOnCreate)"),
    ]);
  });

  it("that takes a queue out means it; that calls it otherwise would lose its messages", () => {
    const queue = { Type: "AWS::SQS::Queue" };
    expect(updated({ Old: queue, Other: queue }, { Other: queue })).toMatchObject(harmless);
    expect(updated({ Old: queue }, { New: queue }).lost).toEqual([
      expect.stringMatching(/^Old: .* is deleted: the messages/),
    ]);
  });

  it("that takes out a log which is retained loses nothing", () => {
    const log = (attributes: object) => ({ Type: "AWS::Logs::LogGroup", ...attributes });
    expect(updated({ Old: log(kept) }, { New: log(kept) }).lost).toEqual([]);
    expect(updated({ Old: log({}) }, { New: log({}) }).lost).toHaveLength(1);
  });

  it("that removes a protected table says that it would be left behind", () => {
    const Replicas = [{ DeletionProtectionEnabled: true }];
    expect(updated({ Table: table({ Replicas }, {}) }, { Topic: { Type: "AWS::SNS::Topic" } }).lost).toContain(
      "Table: would be left behind: Replicas[].DeletionProtectionEnabled is true",
    );
  });

  it("hands a replacement on to whatever names what is replaced, by properties that force one", () => {
    const resources = (FifoQueue?: boolean) => ({
      Queue: { Type: "AWS::SQS::Queue", Properties: FifoQueue === undefined ? {} : { FifoQueue } },
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { EventSourceArn: arnOf("Queue"), FunctionName: "post", BatchSize: 1 },
      },
      Function: {
        Type: "AWS::Lambda::Function",
        Properties: { Environment: { Variables: { QUEUE: ref("Queue") } } },
      },
      Apart: { Type: "AWS::SNS::Topic" },
    });
    expect(updated(resources(), resources(true)).changes).toEqual([
      "replace Queue FifoQueue",
      "replace Mapping EventSourceArn",
      "update Function Environment",
    ]);
  });

  it("is refused if what has a name of its own is replaced", () => {
    const group = (KeySchema: unknown) => ({ Table: table({ TableName: "register", KeySchema }) });
    expect(updated(group(["a"]), group(["b"])).refused).toEqual([
      "Table: already exists: AWS::DynamoDB::GlobalTable register, of DungHan-dak-lak-Table-1",
    ]);
  });

  it.each([
    ["route", "AWS::ApiGatewayV2::Route", { ApiId: "api", RouteKey: "GET /" }],
    ["event source", "AWS::Lambda::EventSourceMapping", { EventSourceArn: "queue", FunctionName: "post" }],
    ["bucket's policy", "AWS::S3::BucketPolicy", { Bucket: "files" }],
    ["sender's identity", "AWS::SES::EmailIdentity", { EmailIdentity: "daklak.test" }],
  ])("is refused if a %s is called otherwise: the old one goes last", (_, Type, Properties) => {
    const { refused } = updated({ Old: { Type, Properties } }, { New: { Type, Properties } });
    expect(refused).toEqual([expect.stringMatching(/^New: already exists: .* of DungHan-dak-lak-Old-1$/)]);
  });

  it("undoes a queue's policy that is called otherwise, when the old one goes", () => {
    const policy = { Type: "AWS::SQS::QueuePolicy", Properties: { Queues: ["letters"] } };
    expect(updated({ Old: policy }, { New: policy })).toMatchObject({
      refused: [],
      lost: ["New: is undone when Old is deleted, whose place it took"],
    });
  });

  it("lets a route change its key, but no other take the old one at once: it may come first", () => {
    const route = (RouteKey: string) => ({ Type: "AWS::ApiGatewayV2::Route", Properties: { ApiId: "api", RouteKey } });
    const before = { A: route("GET /a"), B: route("GET /b") };
    expect(updated(before, { A: route("GET /c"), B: route("GET /b") })).toMatchObject(harmless);
    expect(updated(before, { A: route("GET /c"), B: route("GET /a") }).refused).toHaveLength(1);
  });

  it.each([
    ["an attribute is not required any more", { Schema: [{ Name: "email", Required: true }] }, {}],
    [
      "an attribute is changed",
      { Schema: [{ Name: "email", Mutable: true }] },
      { Schema: [{ Name: "email", Mutable: false }] },
    ],
    ["people sign in by something else", { UsernameAttributes: ["email"] }, { UsernameAttributes: ["phone_number"] }],
  ])("of the pool is refused if %s", (_, before, after) => {
    const pool = (Properties: object) => ({ Pool: { Type: "AWS::Cognito::UserPool", Properties: { ...Properties } } });
    expect(updated(pool(before), pool(after)).refused).toHaveLength(1);
    expect(updated(pool(before), pool(before)).refused).toEqual([]);
  });

  it("makes one index at a time", () => {
    const indexes = (...names: string[]) => ({
      Table: table({ GlobalSecondaryIndexes: names.map((IndexName) => ({ IndexName })) }),
    });
    expect(updated(indexes("a"), indexes("a", "b"))).toMatchObject(harmless);
    expect(updated(indexes("a"), indexes("a", "b", "c")).refused).toEqual([
      "Table: Cannot perform more than one GSI creation or deletion in a single update: b, c",
    ]);
  });

  it("does not make a resource of one type into one of another", () => {
    expect(updated({ A: { Type: "AWS::SNS::Topic" } }, { A: { Type: "AWS::SQS::Queue" } }).refused).toEqual([
      "A: Update of resource type is not permitted: AWS::SNS::Topic to AWS::SQS::Queue",
    ]);
  });

  it("finds no stack of another name", () => {
    const { refused } = updated({ Table: table() }, { Table: table() }, { name: "DungHan-daklak" });
    expect(refused).toEqual([
      "the stack: is called DungHan-dak-lak where it stands, and DungHan-daklak now: it would be made a second time",
    ]);
  });

  it("that fails at any change leaves nothing of what it made, unless that is retained", () => {
    const log = (attributes: object) => ({ Type: "AWS::Logs::LogGroup", ...attributes });
    const after = (attributes: object) => ({ Table: table(), Log: log(attributes), Role: { Type: "AWS::IAM::Role" } });
    expect(updated({ Table: table() }, after({ DeletionPolicy: "RetainExceptOnCreate" })).left).toEqual([]);
    expect(updated({ Table: table() }, after({ DeletionPolicy: "Retain" })).left).toEqual([
      "Log: is left when the update fails at Log: its DeletionPolicy is Retain",
      "Log: is left when the update fails at Role: its DeletionPolicy is Retain",
    ]);
  });
});
