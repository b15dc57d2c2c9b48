import * as z from "zod/mini";
import { checkRange } from "./queue-limits.ts";
import { parseJson, read } from "./queue-operations.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { QueueRow, QueueShape, QueueStore } from "./queue-store.ts";
import { ServiceRefusal } from "../service-refusal.ts";

const RedrivePolicySchema = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.union([z.number(), z.pipe(z.string(), z.transform(Number))]),
});

/** The queue that a `CreateQueue` asks for; what the stand-in does not do is refused by name. */
export function requestedQueue(
  name: string,
  asked: Readonly<Record<string, string>>,
  awsEnvironment: AwsEnvironment,
): QueueShape {
  if (!/^[\w-]{1,80}$/.test(name)) {
    throw new ServiceRefusal(
      "InvalidParameterValue",
      `Queue names are 1 to 80 letters, digits, hyphens or underscores; got ${name}. FIFO queues are not part of the embedded deployment.`,
    );
  }
  const { VisibilityTimeout, DelaySeconds, MessageRetentionPeriod, RedrivePolicy, ...others } = asked;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new ServiceRefusal("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
  return {
    name,
    arn: `arn:aws:sqs:${awsEnvironment.region}:${awsEnvironment.account}:${name}`,
    visibilityTimeoutSeconds: inRange("VisibilityTimeout", VisibilityTimeout ?? "30"),
    delaySeconds: inRange("DelaySeconds", DelaySeconds ?? "0"),
    retentionSeconds: inRange("MessageRetentionPeriod", MessageRetentionPeriod ?? "345600"),
    ...(RedrivePolicy !== undefined && { redrive: requestedRedrive(RedrivePolicy) }),
  };
}

/** All attributes of a queue as `GetQueueAttributes` writes them: every value is text. */
export function writtenAttributes(queue: QueueRow, counts: ReturnType<QueueStore["counts"]>): Record<string, string> {
  return {
    QueueArn: queue.arn,
    VisibilityTimeout: String(queue.visibility_ms / 1000),
    DelaySeconds: String(queue.delay_ms / 1000),
    MessageRetentionPeriod: String(queue.retention_ms / 1000),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ...(queue.dead_letter_arn !== null && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queue.dead_letter_arn,
        maxReceiveCount: queue.max_receive_count,
      }),
    }),
  };
}

/**
 * The names of attributes in a `GetQueueAttributes`. Those that no queue here has are taken, and not answered.
 *
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 *
 * @throws ServiceRefusal `InvalidAttributeName`
 */
export function checkAttributeNames(names: readonly string[]): void {
  const unknown = names.find((name) => !attributeNames.has(name));
  if (unknown !== undefined) throw new ServiceRefusal("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
}

const attributeNames: ReadonlySet<string> = new Set([
  "All",
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesDelayed",
  "ApproximateNumberOfMessagesNotVisible",
  "ContentBasedDeduplication",
  "CreatedTimestamp",
  "DeduplicationScope",
  "DelaySeconds",
  "FifoQueue",
  "FifoThroughputLimit",
  "KmsDataKeyReusePeriodSeconds",
  "KmsMasterKeyId",
  "LastModifiedTimestamp",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "Policy",
  "QueueArn",
  "ReceiveMessageWaitTimeSeconds",
  "RedriveAllowPolicy",
  "RedrivePolicy",
  "SqsManagedSseEnabled",
  "VisibilityTimeout",
]);

function requestedRedrive(policy: string): { deadLetterArn: string; maxReceiveCount: number } {
  const { deadLetterTargetArn, maxReceiveCount } = read(RedrivePolicySchema, parseJson(policy));
  checkRange("maxReceiveCount", maxReceiveCount);
  return { deadLetterArn: deadLetterTargetArn, maxReceiveCount };
}

function inRange(name: Parameters<typeof checkRange>[0], text: string): number {
  const value = Number(text);
  checkRange(name, value);
  return value;
}
