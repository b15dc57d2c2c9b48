import type { Stack } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";

import { buildApp } from "../../lib/app.ts";
import { laptopStackName } from "../../lib/stack-name.ts";
import { resourcesOf, synthesize, unbundled } from "./synthesized.ts";

const variants: [string, Record<string, unknown>][] = [
  ["with a user pool", {}],
  ["with an issuer of its own", { issuer: "https://sso.daklak.example", audience: ["dung-han"] }],
  ["with a scanner", { scan: "guardduty" }],
];
const stackWith = (settings: Record<string, unknown>) =>
  buildApp({ settings, context: unbundled, checked: false }).node.findChild(laptopStackName) as Stack;

describe("what is kept", () => {
  it.each(variants)(
    "is register, archive and logs, and goes again when a first deployment fails: %s",
    (_, settings) => {
      const resources = Object.values(synthesize(settings).toJSON()["Resources"]) as Record<string, string>[];
      const kept = resources.filter(
        ({ Type, DeletionPolicy = "Delete" }) => DeletionPolicy !== "Delete" && Type !== "AWS::Cognito::UserPool",
      );
      expect([...new Set(kept.map(({ Type }) => Type))].toSorted()).toEqual([
        "AWS::DynamoDB::GlobalTable",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
      ]);
      for (const { Type, DeletionPolicy, UpdateReplacePolicy } of kept)
        expect([Type, DeletionPolicy, UpdateReplacePolicy]).toEqual([Type, "RetainExceptOnCreate", "Retain"]);
    },
  );

  it("is not the schedules: they lead to what is gone, and the register knows every milestone", () => {
    const groups = Object.values(synthesize().findResources("AWS::Scheduler::ScheduleGroup"));
    expect(groups).toEqual([expect.not.objectContaining({ DeletionPolicy: expect.anything() })]);
  });
});

describe("protection from being deleted", () => {
  it.each([false, true])("is there once the first deployment stands, and not before: %s", (stands) => {
    expect(stackWith({ stands }).terminationProtection).toBe(stands);
    const [table] = resourcesOf(synthesize({ stands }), "AWS::DynamoDB::GlobalTable");
    expect(table?.properties["Replicas"][0].DeletionProtectionEnabled).toBe(stands);
  });
});

describe("a name", () => {
  // What a resource is called in its account and region. All else that looks like a name is one within its own parent only
  // (a route's, an index's, a policy's within its role).
  const NAMES: Record<string, string> = {
    "AWS::ApiGatewayV2::Api": "Name",
    "AWS::ApiGatewayV2::Authorizer": "Name",
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::Cognito::UserPool": "UserPoolName",
    "AWS::Cognito::UserPoolClient": "ClientName",
    "AWS::Cognito::UserPoolDomain": "Domain",
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::Events::Rule": "Name",
    "AWS::IAM::Role": "RoleName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::Logs::MetricFilter": "FilterName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SES::ConfigurationSet": "Name",
    "AWS::SES::EmailIdentity": "EmailIdentity",
    "AWS::SNS::Topic": "TopicName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::Scheduler::Schedule": "Name",
    "AWS::Scheduler::ScheduleGroup": "Name",
  };
  const WITHOUT_NAME = new Set([
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Stage",
    "AWS::Cognito::ManagedLoginBranding",
    "AWS::Cognito::UserPoolResourceServer",
    "AWS::GuardDuty::MalwareProtectionPlan",
    "AWS::IAM::Policy",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Permission",
    "AWS::S3::BucketPolicy",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
  ]);

  it.each(variants)(
    "is made by the deployment, or of the stack's own: a second one beside it, or after it, meets none that is taken: %s",
    (_, settings) => {
      const resources = Object.values(
        synthesize({ ...settings, operatorEmail: "truc@daklak.example" }).toJSON()["Resources"],
      ) as { Type: string; Properties?: Record<string, unknown> }[];
      const unknown = resources.map(({ Type }) => Type).filter((type) => !NAMES[type] && !WITHOUT_NAME.has(type));
      expect([...new Set(unknown)]).toEqual([]);
      const given = resources.flatMap(({ Type, Properties = {} }) => {
        const name = Properties[NAMES[Type] ?? ""];
        return name === undefined || /"AWS::Stack(Name|Id)"/.test(JSON.stringify(name)) ? [] : [[Type, name]];
      });
      // A domain is what it is; of two deployments that share one, the second adopts it.
      expect(given).toEqual([["AWS::SES::EmailIdentity", "daklak.example"]]);
    },
  );
});

describe("what the template says to services", () => {
  it("is ASCII but for what people read in mail of the user pool: some take nothing else, and no stand-in says so", () => {
    const resources = Object.values(
      synthesize({ scan: "guardduty", operatorEmail: "truc@daklak.example" }).toJSON()["Resources"],
    ) as { Type: string; Properties?: unknown }[];
    const beyond = resources.filter(({ Properties }) => /[^\x20-\x7e\n]/.test(JSON.stringify(Properties ?? {})));
    expect([...new Set(beyond.map(({ Type }) => Type))]).toEqual(["AWS::Cognito::UserPool"]);
  });
});
