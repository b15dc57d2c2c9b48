import { Duration, Validations } from "aws-cdk-lib";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { Schedule, ScheduleExpression, ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Construct } from "constructs";

import { DungHanFunction } from "./dung-han-function.ts";
import { alarmPeriod } from "./metric-math.ts";
import type { Register } from "./register.ts";
import type { Reminders } from "./reminders.ts";
import { ScheduleRole } from "./schedule-role.ts";

export interface WatchdogProps {
  readonly register: Register;
  readonly reminders: Reminders;
}

/** Every five minutes, finds what should have happened and did not. */
export class Watchdog extends Construct {
  readonly #function: DungHanFunction;

  constructor(scope: Construct, id: string, { register, reminders }: WatchdogProps) {
    super(scope, id);
    const watchdog = new DungHanFunction(this, "Function", {
      entry: "watchdog",
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: { TABLE_NAME: register.tableName, RUN_QUEUE_URL: reminders.runs.queueUrl },
    });
    register.grantRead(watchdog);
    reminders.runs.grants.sendMessages(watchdog);
    // Not in the milestones' group: what sets milestones has no say over the watchdog.
    const group = ScheduleGroup.fromDefaultScheduleGroup(this, "Group");
    new Schedule(this, "Round", {
      scheduleGroup: group,
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      target: new LambdaInvoke(watchdog, {
        role: new ScheduleRole(this, "ScheduleRole", { groupArn: group.scheduleGroupArn }),
        // No dead letters: a round that was missed is not worth another, for the next is minutes away (D28).
        retryAttempts: 2,
        maxEventAge: Duration.minutes(5),
      }),
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-IAM5[Resource::<WatchdogFunction79A09A6B.Arn>:*]",
      reason: "The library's target allows every version of the one function; it is deployed without versions.",
    });
    this.#function = watchdog;
  }

  /** Rounds that were gone through to their end. Lambda tells both numbers of each invocation, or neither. */
  get rounds(): IMetric {
    return new MathExpression({
      expression: "begun - failed",
      usingMetrics: { begun: this.#function.metricInvocations(), failed: this.#function.metricErrors() },
      period: alarmPeriod,
    });
  }
}
