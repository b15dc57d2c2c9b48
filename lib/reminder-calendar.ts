import { Aws, Duration, Stack, Validations } from "aws-cdk-lib";
import { Grant } from "aws-cdk-lib/aws-iam";
import { ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

import { alarmPeriod } from "./alarm-bell.ts";
import type { AlarmBell } from "./alarm-bell.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { PostRoom } from "./post-room.ts";
import type { Register } from "./register.ts";
import { ScheduleRole } from "./schedule-role.ts";
import { WorkQueue } from "./work-queue.ts";

export interface ReminderCalendarProps {
  readonly bell: AlarmBell;
  readonly register: Register;
  readonly postRoom: PostRoom;
}

/** Keeps one schedule for each milestone, and runs the milestone when it comes. */
export class ReminderCalendar extends Construct {
  readonly runQueue: Queue;

  constructor(scope: Construct, id: string, { bell, register, postRoom }: ReminderCalendarProps) {
    super(scope, id);
    const runs = new WorkQueue(this, "Runs", {
      bell,
      visibilityTimeout: Duration.minutes(6),
      receives: 8,
      deadLettersImpact:
        "Every unit that still owes the report of this milestone: none is reminded, or the supervisor gets no list of who is late.",
      lateAfter: Duration.minutes(30),
      lateImpact: "Every unit that still owes a report: today's reminders are half an hour late.",
    });
    this.runQueue = runs;
    const group = new ScheduleGroup(this, "Milestones");
    bell.ringWhen(group, "Dropped", {
      metric: group.metricDropped({ period: alarmPeriod }),
      threshold: 1,
      impact: "Every unit of one obligation: a milestone came and was not run; the watch runs it within minutes, late.",
    });
    const role = new ScheduleRole(this, "ScheduleRole", { groupArn: group.scheduleGroupArn });
    // The scheduler writes its dead letters in the same role.
    this.runQueue.grant(role, "sqs:SendMessage");
    runs.deadLetters.grant(role, "sqs:SendMessage");

    const milestone = new DungHanFunction(this, "Milestone", {
      entry: "milestone",
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: {
        TABLE_NAME: register.tableName,
        RUN_QUEUE_URL: this.runQueue.queueUrl,
        RUN_QUEUE_ARN: this.runQueue.queueArn,
        POST_QUEUE_URL: postRoom.queue.queueUrl,
        SCHEDULE_GROUP: group.scheduleGroupName,
        SCHEDULE_ROLE_ARN: role.roleArn,
        SCHEDULE_DEAD_LETTER_ARN: runs.deadLetters.queueArn,
      },
      bell,
      impact:
        "Every unit that still owes a report: reminders and escalations are late, or a directive that was issued has no schedules.",
      loopsBecause: "a sweep of many units puts itself on the queue again with its cursor, until all have been seen",
    });
    milestone.worksOff(runs, { batchSize: 1 });
    register.grantReadWrite(milestone);
    this.runQueue.grants.sendMessages(milestone);
    postRoom.queue.grants.sendMessages(milestone);
    // The group's own grants allow changing and deleting, too: a schedule is set once, and deletes itself.
    Grant.addToPrincipal({
      grantee: milestone,
      actions: ["scheduler:CreateSchedule"],
      resourceArns: [
        Stack.of(this).formatArn({
          partition: Aws.PARTITION,
          region: Aws.REGION,
          service: "scheduler",
          resource: "schedule",
          resourceName: `${group.scheduleGroupName}/*`,
        }),
      ],
    });
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${group.scheduleGroupName}/*]`,
      reason: "Milestones are scheduled at run time, so their names are not known here; the group holds nothing else.",
    });
    Grant.addToPrincipal({
      grantee: milestone,
      actions: ["iam:PassRole"],
      resourceArns: [role.roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
    });
  }
}
