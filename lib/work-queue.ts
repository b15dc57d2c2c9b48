import { Duration } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import type { EventPattern } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

import { alarmPeriod } from "./alarm-bell.ts";
import type { AlarmBell } from "./alarm-bell.ts";
import { DeadLetters } from "./dead-letters.ts";

export interface WorkQueueProps {
  readonly bell: AlarmBell;
  /** How long a message is hidden from others while one works on it. */
  readonly visibilityTimeout: Duration;
  /** After how many tries a message is given up. */
  readonly receives: number;
  /** Who is affected when a message is given up. */
  readonly deadLettersImpact: string;
  /** How old the oldest message may grow before the bell rings. */
  readonly lateAfter: Duration;
  /** Who is affected when work piles up. */
  readonly lateImpact: string;
}

/** A queue of work to do, with dead letters, that rings when work is given up or left lying. */
export class WorkQueue extends Queue {
  /** What was given up. Whoever fails to put a message on this queue puts it there too: `npm run redrive` sends all again. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    const deadLetters = new DeadLetters(scope, `${id}DeadLetters`, {
      bell: props.bell,
      impact: props.deadLettersImpact,
    });
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: props.visibilityTimeout,
      deadLetterQueue: {
        queue: deadLetters,
        maxReceiveCount: props.receives,
      },
    });
    this.deadLetters = deadLetters;
    props.bell.ringWhen(this, "LeftLying", {
      metric: this.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: "Maximum" }),
      threshold: props.lateAfter.toSeconds(),
      impact: props.lateImpact,
    });
  }

  /** Takes events of the account's bus as work; those that cannot be put on the queue lie among its dead letters, too. */
  takeEvents(scope: Construct, id: string, eventPattern: EventPattern): void {
    const target = new SqsQueue(this, {
      deadLetterQueue: this.deadLetters,
      retryAttempts: 185,
      maxEventAge: Duration.hours(24),
    });
    new Rule(scope, id, { eventPattern, targets: [target] });
  }
}
