import * as z from "zod/mini";

import { DocumentSchema } from "../grants.ts";
import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const createQueue = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
const queuePolicies = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html";
const topic = page("AWS::SNS::Topic");
const rename = "https://github.com/pulumi/pulumi-aws/issues/1923";

export const types: ResourceTypes = {
  "AWS::SQS::Queue": {
    source: page("AWS::SQS::Queue"),
    claims: [{ by: ["QueueName"], second: "refused", restsFor: "60 seconds", source: createQueue }],
    loss: "the messages on it: letters and milestones that wait, or lie among the dead letters",
  },
  "AWS::SQS::QueuePolicy": {
    source: page("AWS::SQS::QueuePolicy"),
    claims: [{ by: ["Queues[]"], second: "undone", source: rename }],
  },
  "AWS::SNS::Topic": {
    source: topic,
    claims: [{ by: ["TopicName"], second: "refused", source: topic }],
    loss: "its confirmed subscriptions: nobody hears an alarm until they are confirmed again",
  },
  "AWS::SNS::TopicPolicy": {
    source: page("AWS::SNS::TopicPolicy"),
    claims: [{ by: ["Topics[]"], second: "undone", source: page("AWS::SNS::TopicPolicy") }],
  },
  "AWS::SNS::Subscription": {
    source: page("AWS::SNS::Subscription"),
    claims: [
      {
        by: ["TopicArn", "Protocol", "Endpoint"],
        second: "undone",
        source: "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html",
      },
    ],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "display-name-in-ascii",
    policy: "A topic's display name is ASCII, as the heads of its letters have to be.",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html",
    breaches: each("AWS::SNS::Topic", z.object({ DisplayName: z._default(z.string(), "") }), ({ DisplayName }) =>
      /^[\x20-\x7e]*$/.test(DisplayName) ? [] : [`Invalid parameter: DisplayName ${JSON.stringify(DisplayName)}`],
    ),
  },
  {
    id: "queue-policy-is-small",
    policy: "A statement of a queue's policy has at most seven actions.",
    source: queuePolicies,
    breaches: each("AWS::SQS::QueuePolicy", z.object({ PolicyDocument: DocumentSchema }), ({ PolicyDocument }) =>
      PolicyDocument.Statement.filter(({ Action }) => Action.length > 7).map(
        ({ Action }) => `a statement of its policy has ${Action.length} actions`,
      ),
    ),
  },
];

export const limits: readonly Limit[] = [
  { of: "AWS::SQS::Queue", at: "VisibilityTimeout", most: 43_200, unit: "seconds", source: createQueue },
  {
    of: "AWS::SQS::Queue",
    at: "MessageRetentionPeriod",
    least: 60,
    most: 1_209_600,
    unit: "seconds",
    source: createQueue,
  },
  { of: "AWS::SQS::Queue", at: "DelaySeconds", most: 900, unit: "seconds", source: createQueue },
  { of: "AWS::SQS::Queue", at: "RedrivePolicy.maxReceiveCount", least: 1, most: 1000, unit: "", source: createQueue },
  { of: "AWS::SQS::QueuePolicy", at: "PolicyDocument", most: 8192, unit: "bytes", source: queuePolicies },
  { of: "AWS::SQS::QueuePolicy", at: "PolicyDocument.Statement", most: 20, unit: "entries", source: queuePolicies },
  { of: "AWS::SNS::Topic", at: "DisplayName", most: 100, unit: "characters", source: topic },
];
