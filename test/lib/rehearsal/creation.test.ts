import { describe, expect, it } from "vitest";

import { Account } from "../../../lib/rehearsal/account.ts";
import { create, failEverywhere } from "../../../lib/rehearsal/creation.ts";
import { ref, stackOf } from "./stacks.ts";
import type { Resources } from "./stacks.ts";

const group = (attributes: Record<string, unknown> = {}, Name?: string): Resources[string] => ({
  Type: "AWS::Scheduler::ScheduleGroup",
  Properties: Name === undefined ? {} : { Name },
  ...attributes,
});
const role = { Type: "AWS::IAM::Role" };

/** What is left, and why it cannot be repeated, when one of them fails. */
const when = (failed: string, resources: Resources, others = {}) => {
  const failure = failEverywhere(stackOf(resources, others)).find(({ at }) => at === failed);
  const told = (refusals: readonly { resource: string; says: string }[] = []) =>
    refusals.map(({ resource, says }) => `${resource}: ${says}`);
  return { made: failure?.made, left: told(failure?.left), again: told(failure?.again) };
};

describe("a creation that fails", () => {
  it("leaves nothing of what is deleted, and nothing of what is retained except on creation", () => {
    const resources = { Role: role, Group: group({ DeletionPolicy: "RetainExceptOnCreate" }, "milestones") };
    expect(failEverywhere(stackOf(resources))).toEqual([
      { at: "Role", made: 2, left: [], again: [] },
      { at: "Group", made: 2, left: [], again: [] },
    ]);
  });

  it("leaves what is retained, whether it fails there or elsewhere", () => {
    const resources = { Role: role, Group: group({ DeletionPolicy: "Retain" }) };
    const left = ["Group: its DeletionPolicy is Retain"];
    // The name is CloudFormation's own: another one is made beside it.
    expect(when("Role", resources)).toEqual({ made: 2, left, again: [] });
    expect(when("Group", resources)).toEqual({ made: 2, left, again: [] });
  });

  it("cannot be repeated if what is retained has a name of its own", () => {
    const { again } = when("Role", { Role: role, Group: group({ DeletionPolicy: "Retain" }, "milestones") });
    expect(again).toEqual([
      "Group: already exists: AWS::Scheduler::ScheduleGroup milestones, of DungHan-dak-lak-Group-1",
    ]);
  });

  it("can be repeated if the name is made from the stack's id, which the next one does not share", () => {
    const Name = { "Fn::Select": [2, { "Fn::Split": ["/", { Ref: "AWS::StackId" }] }] } as unknown as string;
    expect(when("Role", { Role: role, Group: group({ DeletionPolicy: "Retain" }, Name) }).again).toEqual([]);
  });

  it("has made whatever does not wait for what failed, and nothing that does", () => {
    const resources = {
      Role: role,
      Policy: { Type: "AWS::IAM::Policy", Properties: { Roles: [ref("Role")], PolicyName: "p" } },
      Log: { Type: "AWS::Logs::LogGroup", DeletionPolicy: "Retain" },
      Kept: { Type: "AWS::Logs::LogGroup", DeletionPolicy: "Retain", DependsOn: "Policy" },
    };
    expect(when("Role", resources)).toMatchObject({ made: 2, left: ["Log: its DeletionPolicy is Retain"] });
    expect(when("Policy", resources)).toMatchObject({ made: 3 });
    expect(when("Log", resources)).toMatchObject({ made: 4 });
  });

  it("cannot be deleted, nor repeated, while its termination protection is on", () => {
    const { again } = when("Role", { Role: role }, { terminationProtection: true });
    expect(again).toEqual([
      "the stack: Stack [DungHan-dak-lak] cannot be deleted while TerminationProtection is enabled",
    ]);
  });

  it.each([
    [
      "a table",
      "AWS::DynamoDB::GlobalTable",
      { Replicas: [{ DeletionProtectionEnabled: true }] },
      "Replicas[].DeletionProtectionEnabled is true",
    ],
    ["a pool", "AWS::Cognito::UserPool", { DeletionProtection: "ACTIVE" }, "DeletionProtection is ACTIVE"],
  ])("leaves %s that is protected already, and cannot be repeated for it", (_, Type, Properties, says) => {
    const kept = { Type, Properties, DeletionPolicy: "RetainExceptOnCreate" };
    const { left, again } = when("Role", { Role: role, Kept: kept });
    expect(left).toEqual([`Kept: ${says}`]);
    expect(again).toEqual([`Kept: the failed stack cannot be deleted, since Kept cannot: ${says}`]);
  });

  it("leaves a bucket that the scanner has put its test object into", () => {
    const resources = {
      Bucket: { Type: "AWS::S3::Bucket", DeletionPolicy: "RetainExceptOnCreate" },
      Plan: {
        Type: "AWS::GuardDuty::MalwareProtectionPlan",
        Properties: { ProtectedResource: { S3Bucket: { BucketName: ref("Bucket") } } },
      },
      Rule: { Type: "AWS::Events::Rule" },
      Last: { Type: "AWS::Events::Rule", DependsOn: "Plan" },
    };
    const full = "Bucket: is not empty: it holds malware-protection-resource-validation-object";
    expect(when("Rule", resources).left).toEqual([full]);
    expect(when("Last", resources).left).toEqual([full]);
    // A plan that fails has put nothing in; and without a bucket there is none.
    expect(when("Plan", resources).left).toEqual([]);
    expect(when("Bucket", resources).left).toEqual([]);
  });

  it("cannot be repeated at once if a queue with a name of its own has just been deleted", () => {
    const queue = { Type: "AWS::SQS::Queue", Properties: { QueueName: "letters" } };
    expect(when("Role", { Role: role, Queue: queue }).again).toEqual([
      "Queue: AWS::SQS::Queue letters is not free for 60 seconds yet",
    ]);
  });
});

describe("an account", () => {
  it("refuses a second resource of the same place, in one template and beside another's", () => {
    const route = (ApiId: unknown) => ({ Type: "AWS::ApiGatewayV2::Route", Properties: { ApiId, RouteKey: "GET /" } });
    const api = { Type: "AWS::ApiGatewayV2::Api" };
    const twice = stackOf({ Api: api, One: route(ref("Api")), Two: route(ref("Api")) });
    expect(create(new Account(), twice, 1)).toEqual([
      expect.objectContaining({ resource: "Two", says: expect.stringContaining("GET /, of DungHan-dak-lak-One-1") }),
    ]);
    // The same key of another API is another place.
    expect(
      create(new Account(), stackOf({ Api: api, Other: api, One: route(ref("Api")), Two: route(ref("Other")) }), 1),
    ).toEqual([]);
  });

  it("takes a policy for a place of its own with each queue that it is for", () => {
    const policy = (...Queues: unknown[]) => ({ Type: "AWS::SQS::QueuePolicy", Properties: { Queues } });
    const queue = { Type: "AWS::SQS::Queue" };
    const account = new Account();
    const stack = stackOf({ A: queue, B: queue, First: policy(ref("A"), ref("B")), Second: policy(ref("B")) });
    expect(create(account, stack, 1)).toEqual([
      expect.objectContaining({ resource: "Second", says: "takes the place of First, which then counts for nothing" }),
    ]);
    expect(account.delete("DungHan-dak-lak-First-1")).toMatchObject({
      undone: [{ resource: "Second", says: "is undone when First is deleted, whose place it took" }],
    });
  });
});
