import { expect } from "vitest";

import { arnOf, ref } from "../stacks.ts";
import type { Given, Resources } from "../stacks.ts";
import { allowed, policy, role } from "./roles.ts";
import type { RuleCases } from "./rule-case.ts";

const fn = (properties: object = {}, attributes: object = {}): Given => ({
  Type: "AWS::Lambda::Function",
  Properties: { Role: arnOf("Role"), Timeout: 20, ...properties },
  ...attributes,
});
const mapping = (properties: object = {}): Given => ({
  Type: "AWS::Lambda::EventSourceMapping",
  Properties: { EventSourceArn: arnOf("Queue"), FunctionName: ref("Function"), ...properties },
});
const queue = (properties: object = {}): Given => ({ Type: "AWS::SQS::Queue", Properties: { ...properties } });
const receiving = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const worker = (others: Resources): Resources => ({
  Queue: queue({ VisibilityTimeout: 120 }),
  Role: role(),
  Policy: policy(allowed(receiving, arnOf("Queue"))),
  Function: fn({}, { DependsOn: ["Policy"] }),
  Mapping: mapping(),
  ...others,
});
const lacks = (...calls: string[]) =>
  calls.map((call) => `Mapping: The provided execution role does not have permissions to call ${call} on SQS`);
const asked = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/** What holds for functions, their queues and topics. */
export const functionRules: RuleCases = {
  "function-may-take-its-messages": {
    keeps: [
      { title: "a policy that the function waits for", resources: worker({}) },
      {
        title: "the role's own policy, with patterns",
        resources: worker({
          Role: role("lambda.amazonaws.com", {
            Policies: [{ PolicyName: "p", PolicyDocument: { Statement: [allowed("sqs:*", "*")] } }],
          }),
          Policy: policy(allowed("sqs:SendMessage", arnOf("Queue"))),
        }),
      },
    ],
    breaks: [
      {
        title: "a policy that may come later",
        resources: worker({ Function: fn() }),
        says: lacks(...asked),
      },
      {
        title: "a policy on another queue",
        resources: worker({ Other: queue(), Policy: policy(allowed(receiving, arnOf("Other"))) }),
        says: lacks(...asked),
      },
      {
        title: "a policy that allows less",
        resources: worker({ Policy: policy(allowed(["sqs:ReceiveMessage"], arnOf("Queue"))) }),
        says: lacks("DeleteMessage", "GetQueueAttributes"),
      },
      {
        title: "a policy that denies",
        resources: worker({ Policy: policy({ ...allowed(receiving, arnOf("Queue")), Effect: "Deny" }) }),
        says: lacks(...asked),
      },
    ],
  },
  "event-source-has-a-cap": {
    keeps: [
      { title: "two at a time", resources: worker({ Mapping: mapping({ ScalingConfig: { MaximumConcurrency: 2 } }) }) },
    ],
    breaks: [
      {
        title: "as many as come",
        resources: worker({}),
        says: ["Mapping: has no ScalingConfig.MaximumConcurrency, and may take all of them"],
      },
    ],
  },
  "messages-hidden-while-worked-on": {
    keeps: [{ title: "six times as long", resources: worker({}) }],
    breaks: [
      {
        title: "five times as long",
        resources: worker({ Queue: queue({ VisibilityTimeout: 100 }) }),
        says: ["Mapping: its queue hides messages for 100 s; 6 × 20 s are 120 s"],
      },
      {
        title: "less long than the function runs",
        resources: worker({ Queue: queue({ VisibilityTimeout: 19 }) }),
        says: ["Mapping: its queue hides messages for 19 s, which Lambda refuses; 6 × 20 s are 120 s"],
      },
      {
        title: "as long as a queue does by itself",
        resources: worker({ Queue: queue() }),
        says: ["Mapping: its queue hides messages for 30 s; 6 × 20 s are 120 s"],
      },
    ],
  },
  "large-batches-wait-to-fill": {
    keeps: [
      { title: "ten at once", resources: worker({ Mapping: mapping({ BatchSize: 10 }) }) },
      {
        title: "a hundred after a second",
        resources: worker({ Mapping: mapping({ BatchSize: 100, MaximumBatchingWindowInSeconds: 1 }) }),
      },
    ],
    breaks: [
      {
        title: "eleven at once",
        resources: worker({ Mapping: mapping({ BatchSize: 11 }) }),
        says: ["Mapping: takes batches of 11 and waits 0 s for them to fill"],
      },
    ],
  },
  "environment-names-are-free": {
    keeps: [
      {
        title: "a name",
        resources: { Role: role(), Function: fn({ Environment: { Variables: { TABLE_NAME: "t" } } }) },
      },
    ],
    breaks: [
      {
        title: "names of Lambda's, and none at all",
        resources: {
          Role: role(),
          Function: fn({ Environment: { Variables: { AWS_REGION: "r", TZ: "z", A: "", "a-b": "" } } }),
        },
        says: ["AWS_REGION", "TZ", "A", "a-b"].map(
          (name) => `Function: its environment has ${name}, a name that Lambda does not take`,
        ),
      },
    ],
  },
  "function-in-its-role": {
    keeps: [{ title: "a role for Lambda", resources: { Role: role(), Function: fn() } }],
    breaks: [
      {
        title: "a role for the scheduler",
        resources: { Role: role("scheduler.amazonaws.com"), Function: fn() },
        says: ["Function: The role defined for the function cannot be assumed by Lambda"],
      },
    ],
  },
  "function-may-give-up": {
    keeps: [
      { title: "no dead letters", resources: { Role: role(), Function: fn() } },
      {
        title: "a policy that the function waits for",
        resources: {
          Role: role(),
          Queue: queue(),
          Policy: policy(allowed("sqs:SendMessage", arnOf("Queue"))),
          Function: fn({ DeadLetterConfig: { TargetArn: arnOf("Queue") } }, { DependsOn: "Policy" }),
        },
      },
    ],
    breaks: [
      {
        title: "a policy that may come later",
        resources: {
          Role: role(),
          Queue: queue(),
          Policy: policy(allowed("sqs:SendMessage", arnOf("Queue"))),
          Function: fn({ DeadLetterConfig: { TargetArn: arnOf("Queue") } }),
        },
        says: ["Function: The provided execution role does not have permissions to call sqs:SendMessage"],
      },
    ],
  },
  "nothing-reserved": {
    keeps: [
      {
        title: "nothing, and none at all",
        resources: { Role: role(), Function: fn({ ReservedConcurrentExecutions: 0 }) },
      },
    ],
    breaks: [
      {
        title: "one",
        resources: { Role: role(), Function: fn({ ReservedConcurrentExecutions: 1 }) },
        says: ["Function: reserves 1: decreases account's UnreservedConcurrentExecution below its minimum value"],
      },
    ],
  },
  "who-may-call-a-function": {
    keeps: [
      {
        title: "one caller",
        resources: {
          Role: role(),
          Function: fn(),
          P: { Type: "AWS::Lambda::Permission", Properties: { FunctionName: ref("Function") } },
        },
      },
    ],
    breaks: [
      {
        title: "a hundred callers",
        resources: {
          Role: role(),
          Function: fn(),
          ...Object.fromEntries(
            Array.from({ length: 100 }, (_, i) => [
              `P${i}`,
              {
                Type: "AWS::Lambda::Permission",
                Properties: { FunctionName: arnOf("Function"), Principal: "apigateway.amazonaws.com" },
              },
            ]),
          ),
        },
        says: [expect.stringMatching(/^Function: its policy comes to some \d{5} bytes; allowed: 20480$/)],
      },
    ],
  },
  "display-name-in-ascii": {
    keeps: [
      {
        title: "without marks",
        resources: { T: { Type: "AWS::SNS::Topic", Properties: { DisplayName: "Dung Han" } } },
      },
    ],
    breaks: [
      {
        title: "with marks",
        resources: { T: { Type: "AWS::SNS::Topic", Properties: { DisplayName: "Đúng Hạn" } } },
        says: ['T: Invalid parameter: DisplayName "Đúng Hạn"'],
      },
    ],
  },
  "queue-policy-is-small": {
    keeps: [{ title: "one action", resources: { P: queuePolicy("sqs:SendMessage") } }],
    breaks: [
      {
        title: "eight actions",
        resources: { P: queuePolicy(..."a b c d e f g h".split(" ")) },
        says: ["P: a statement of its policy has 8 actions"],
      },
    ],
  },
};

function queuePolicy(...actions: string[]): Given {
  const PolicyDocument = { Statement: [allowed(actions, "*")] };
  return { Type: "AWS::SQS::QueuePolicy", Properties: { Queues: ["q"], PolicyDocument } };
}
