import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { leftOut, stoodUp } from "../src/template/template-types.ts";
import { Template } from "../src/template/template.ts";
import { awsEnvironment } from "./stand-ins.ts";

const origins = { site: "http://127.0.0.1:4000", queues: "http://127.0.0.1:4001" };

function read(resources: Record<string, unknown>): Template {
  return new Template({
    template: { Resources: resources },
    directory: "/assembly",
    stackName: "Test",
    awsEnvironment,
    origins,
  });
}

const Jobs = { Type: "AWS::SQS::Queue", Properties: {} };
const Api = { Type: "AWS::ApiGatewayV2::Api", Properties: {} };

test.each([
  ["a queue's URL", { Ref: "Jobs" }, "http://127.0.0.1:4001/000000000000/Test-Jobs"],
  ["a queue's ARN", { "Fn::GetAtt": ["Jobs", "Arn"] }, "arn:aws:sqs:ap-southeast-1:000000000000:Test-Jobs"],
  ["the site's address", { "Fn::GetAtt": ["Api", "ApiEndpoint"] }, "http://127.0.0.1:4000"],
  ["a pseudo parameter", { Ref: "AWS::Region" }, "ap-southeast-1"],
  ["a text put together", { "Fn::Join": ["/", ["a", { Ref: "AWS::AccountId" }]] }, "a/000000000000"],
  [
    "a text with names in it",
    { "Fn::Sub": "${AWS::Partition}:${Jobs.Arn}" },
    "aws:arn:aws:sqs:ap-southeast-1:000000000000:Test-Jobs",
  ],
  [
    "a text with names of its own",
    { "Fn::Sub": ["${who} ${!literal}", { who: { Ref: "AWS::StackName" } }] },
    "Test ${literal}",
  ],
  ["a part of a text", { "Fn::Select": ["1", { "Fn::Split": ["-", { Ref: "AWS::Region" }] }] }, "southeast"],
  ["what lies deep", { list: [{ deep: { Ref: "AWS::URLSuffix" } }] }, { list: [{ deep: "amazonaws.com" }] }],
])("the template's functions resolve to %s", (_, value, expected) => {
  const template = read({ Jobs, Api, Rule: { Type: "AWS::Events::Rule", Properties: { value } } });
  expect(template.ofType("AWS::Events::Rule")[0]?.properties).toEqual({ value: expected });
});

test("a name that the template gives is kept", () => {
  const template = read({ Jobs: { Type: "AWS::SQS::Queue", Properties: { QueueName: "jobs" } } });
  expect(template.ofType("AWS::SQS::Queue")[0]).toMatchObject({
    ref: "http://127.0.0.1:4001/000000000000/jobs",
    attributes: { Arn: "arn:aws:sqs:ap-southeast-1:000000000000:jobs" },
  });
});

test("an asset is found in the assembly", () => {
  const template = read({ Work: { Type: "AWS::Lambda::Function", Metadata: { "aws:asset:path": "asset.1" } } });
  expect(template.ofType("AWS::Lambda::Function")[0]?.assetDirectory).toBe("/assembly/asset.1");
});

test("all resource types that are not known are named at once", () => {
  const resources = {
    Jobs,
    Files: { Type: "AWS::EFS::FileSystem" },
    Cache: { Type: "AWS::ElastiCache::CacheCluster" },
  };
  expect(() => read(resources)).toThrow(
    [
      "The embedded deployment cannot stand up this template:",
      "- Files: the type AWS::EFS::FileSystem is not known",
      "- Cache: the type AWS::ElastiCache::CacheCluster is not known",
    ].join("\n"),
  );
});

test("a resource on a condition is refused by name", () => {
  expect(() => read({ Jobs: { ...Jobs, Condition: "IsProduction" } })).toThrow("Jobs: conditions (IsProduction)");
});

test.each([
  ["a function of the template", { "Fn::ImportValue": "x" }, "Fn::ImportValue"],
  ["a resource that is not there", { Ref: "Nothing" }, "Nothing"],
  ["an attribute", { "Fn::GetAtt": ["Jobs", "Colour"] }, "the attribute Colour of Jobs"],
  ["a resource that is left out", { Ref: "Bell" }, "leaves out the type AWS::SNS::Topic"],
])("%s that is not known fails by name", (_, value, message) => {
  const template = read({
    Jobs,
    Bell: { Type: "AWS::SNS::Topic" },
    Rule: { Type: "AWS::Events::Rule", Properties: { value } },
  });
  expect(() => template.ofType("AWS::Events::Rule")).toThrow(message);
});

test("the README names every resource type that is stood up or passed over", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const named = new Set(readme.match(/AWS::\w+::\w+/g));
  const known = [...Object.keys(stoodUp), ...Object.keys(leftOut)];
  expect(named).toEqual(new Set(known));
});
