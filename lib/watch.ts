import { Duration, Validations } from "aws-cdk-lib";
import { Schedule, ScheduleExpression, ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Construct } from "constructs";

import type { AlarmBell } from "./alarm-bell.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { Register } from "./register.ts";
import type { ReminderCalendar } from "./reminder-calendar.ts";
import { ScheduleRole } from "./schedule-role.ts";

export interface WatchProps {
  readonly bell: AlarmBell;
  readonly register: Register;
  readonly calendar: ReminderCalendar;
}

/** Every five minutes, finds what should have happened and did not. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { bell, register, calendar }: WatchProps) {
    super(scope, id);
    const impact =
      "Nobody yet; but while the watch sleeps, a milestone or letter that is lost stays lost, and units are not reminded.";
    const watch = new DungHanFunction(this, "Function", {
      entry: "watch",
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: { TABLE_NAME: register.tableName, RUN_QUEUE_URL: calendar.runQueue.queueUrl },
      bell,
      impact,
    });
    register.grantRead(watch);
    calendar.runQueue.grants.sendMessages(watch);
    // Not in the milestones' group: what sets milestones has no say over the watch.
    const group = ScheduleGroup.fromDefaultScheduleGroup(this, "Group");
    new Schedule(this, "Round", {
      scheduleGroup: group,
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      target: new LambdaInvoke(watch, {
        role: new ScheduleRole(this, "ScheduleRole", { groupArn: group.scheduleGroupArn }),
        // No dead letters: a round that was missed is not worth another, for the next is minutes away.
        retryAttempts: 2,
        maxEventAge: Duration.minutes(5),
      }),
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-IAM5[Resource::<WatchFunctionE77E8A53.Arn>:*]",
      reason: "The library's target allows every version of the one function; it is deployed without versions.",
    });
    bell.ringWhenSilent(this, "Asleep", { metric: watch.metricInvocations({ period: Duration.minutes(15) }), impact });
  }
}
