import { Duration } from "aws-cdk-lib";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Rule } from "aws-cdk-lib/aws-events";
import type { EventPattern } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

import { DeadLetters } from "./dead-letters.ts";
import { alarmPeriod } from "./metric-math.ts";

/** How long a message is tried, at least, before it is given up: longer than most outages, and still the same morning. */
export const TRIED_FOR = Duration.hours(1);

export interface WorkQueueProps {
  /** How long the function that works it off may take for one batch. */
  readonly workTime: Duration;
  /**
   * How long a batch may wait to be filled.
   * @default - not at all
   */
  readonly batchingWindow?: Duration;
}

/**
 * A queue of work to do, with dead letters. A message that fails is seen again after six times the time of one try (and
 * what a batch waits to be filled), as the service asks
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html), and tried for an hour (D78).
 */
export class WorkQueue extends Queue {
  /** What was given up. Whoever fails to put a message on this queue puts it there too: `npm run redrive` sends all again. */
  readonly deadLetters: Queue;
  readonly workTime: Duration;
  readonly batchingWindow: Duration | undefined;

  constructor(scope: Construct, id: string, { workTime, batchingWindow }: WorkQueueProps) {
    const deadLetters = new DeadLetters(scope, `${id}DeadLetters`);
    const hiddenSeconds = 6 * workTime.toSeconds() + (batchingWindow?.toSeconds() ?? 0);
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(hiddenSeconds),
      deadLetterQueue: {
        queue: deadLetters,
        maxReceiveCount: Math.ceil(TRIED_FOR.toSeconds() / hiddenSeconds),
      },
    });
    this.deadLetters = deadLetters;
    this.workTime = workTime;
    this.batchingWindow = batchingWindow;
  }

  /** How long the oldest message has lain here, in seconds. */
  get age(): Metric {
    return this.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: "Maximum" });
  }

  /** How many messages were given up and still lie there. */
  get givenUp(): Metric {
    return this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: "Maximum" });
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
