import { describe, expect, it } from "vitest";

import { rehearse } from "../../../lib/rehearsal/rehearsal.ts";
import { reportOf } from "../../../lib/rehearsal/report.ts";
import { arnOf, changed, ofType, ref, sourceOf } from "./stacks.ts";

describe("the report", () => {
  const resources = (protection: boolean) => ({
    Table: {
      Type: "AWS::DynamoDB::GlobalTable",
      Properties: {
        AttributeDefinitions: [{ AttributeName: "pk" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        Replicas: [{ Region: ref("AWS::Region"), DeletionProtectionEnabled: protection }],
      },
      DeletionPolicy: "RetainExceptOnCreate",
      UpdateReplacePolicy: "Retain",
    },
    Log: { Type: "AWS::Logs::LogGroup", DeletionPolicy: "Retain" },
    Queue: { Type: "AWS::SQS::Queue" },
    Rule: { Type: "AWS::Events::Rule", Properties: { Targets: [{ Arn: arnOf("Queue") }] } },
  });
  const first = sourceOf(resources(false));
  const standing = sourceOf(resources(true), { stands: true, terminationProtection: true });

  it("tells of each resource in its turn, of each step, and of what is found with its source", () => {
    expect(reportOf(rehearse({ variant: "small", first, standing, released: standing })).join("\n")).toBe(`\
small: the stack DungHan-dak-lak, 4 resources

  Each is created, in an order that its dependencies allow. Each fails once; what need not wait for it is there by
  then, is rolled back, and all is created again:
    1 AWS::DynamoDB::GlobalTable Table: waits for 0; 1 of 4 are left behind, created again
    2 AWS::Logs::LogGroup Log: waits for 0; 1 of 4 are left behind, created again
    3 AWS::SQS::Queue Queue: waits for 0; 1 of 3 are left behind, created again
    4 AWS::Events::Rule Rule: waits for 1; 1 of 4 are left behind, created again

  It stands, and is protected: 1 change
    update AWS::DynamoDB::GlobalTable Table: Replicas
    nothing is lost; failed at each of them, nothing is left

  It is updated from the released template: nothing changes

  It is destroyed, which is refused until its protection is taken off; 2 stay by their policy:
    AWS::Logs::LogGroup Log
    AWS::DynamoDB::GlobalTable Table
    and it is created anew beside them

  Found wrong: 2
  - events-are-let-in: A queue that a rule hands events to lets EventBridge in: without that they are lost, and nothing says so. (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html)
      Rule: its target Queue does not let events.amazonaws.com send messages
  - rolled-back: A creation that fails anywhere leaves nothing behind. (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html)
      Log: its DeletionPolicy is Retain (when Table fails, or one of 3 others)`);
  });

  it("says so when nothing is found", () => {
    const clean = (source: typeof first) =>
      changed(source, (all) => {
        delete all["Rule"];
        for (const log of ofType(all, "AWS::Logs::LogGroup")) log["DeletionPolicy"] = "RetainExceptOnCreate";
      });
    const lines = reportOf(
      rehearse({ variant: "small", first: clean(first), standing: clean(standing), released: clean(standing) }),
    );
    expect(lines).toContain("    3 AWS::SQS::Queue Queue: waits for 0; 3 rolled back, created again");
    expect(lines.at(-1)).toBe("  Nothing is found wrong.");
  });
});
