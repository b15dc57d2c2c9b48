import { Duration, Validations } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

import { alarmPeriod } from "./alarm-bell.ts";
import type { AlarmBell } from "./alarm-bell.ts";

export interface DeadLettersProps {
  readonly bell: AlarmBell;
  /** Who is affected when something lies here. */
  readonly impact: string;
}

/** Keeps for 14 days what was given up, and rings. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, { bell, impact }: DeadLettersProps) {
    super(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "This is a dead-letter queue itself.",
    });
    bell.ringWhen(this, "NotEmpty", {
      metric: this.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: "Maximum" }),
      threshold: 1,
      impact,
    });
  }
}
