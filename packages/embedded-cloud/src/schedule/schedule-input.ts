import type { AwsEnvironment } from "../aws-environment.ts";
import { stableUuid } from "../stable-id.ts";

export type Firing = { readonly scheduleArn: string; readonly scheduledMs: number };

/**
 * What the target gets: its input with the context attributes put in, or the service's default notification where it
 * has none.
 */
export function inputOfFiring(input: string | undefined, firing: Firing, awsEnvironment: AwsEnvironment): string {
  const scheduledTime = `${new Date(firing.scheduledMs).toISOString().slice(0, 19)}Z`;
  const executionId = stableUuid(`${firing.scheduleArn} ${firing.scheduledMs}`);
  if (input === undefined) {
    return JSON.stringify({
      version: "0",
      id: executionId,
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account: awsEnvironment.account,
      time: scheduledTime,
      region: awsEnvironment.region,
      resources: [firing.scheduleArn],
      detail: "{}",
    });
  }
  return input
    .replaceAll("<aws.scheduler.schedule-arn>", firing.scheduleArn)
    .replaceAll("<aws.scheduler.scheduled-time>", scheduledTime)
    .replaceAll("<aws.scheduler.execution-id>", executionId)
    .replaceAll("<aws.scheduler.attempt-number>", "1");
}
