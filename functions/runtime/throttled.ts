/** What services call it, each in its own words: DynamoDB, SQS, EventBridge Scheduler, S3. */
const THROTTLED = /throttl|throughputexceeded|requestlimitexceeded|toomanyrequests|slowdown/i;

/**
 * Whether a service turned a call away since more is asked of it at this moment than it takes, after the SDK's own tries too
 * (docs.aws.amazon.com, “Error handling with DynamoDB”). Such a call was not carried out; the same will be, later.
 */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && THROTTLED.test(error.name);
}
