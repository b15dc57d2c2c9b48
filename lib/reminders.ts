import { Aws, Duration, Stack, Validations } from "aws-cdk-lib";
import { Grant } from "aws-cdk-lib/aws-iam";
import { CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";

import type { Counts } from "./counts.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { Mail } from "./mail.ts";
import type { Register } from "./register.ts";
import { ScheduleRole } from "./schedule-role.ts";
import { WorkQueue } from "./work-queue.ts";

export interface RemindersProps {
  readonly register: Register;
  readonly mail: Mail;
  readonly counts: Counts;
}

/** Keeps one schedule for each milestone, and runs the milestone when it comes. */
export class Reminders extends Construct {
  readonly runs: WorkQueue;
  readonly milestone: DungHanFunction;

  constructor(scope: Construct, id: string, { register, mail, counts }: RemindersProps) {
    super(scope, id);
    this.runs = new WorkQueue(this, "Runs", { workTime: Duration.seconds(60) });
    // The library's own construct keeps the group, under a name that it works out from the stack's: after a first
    // deployment that failed, the next would find the name taken. This one goes with the stack, and its schedules go
    // with it; no milestone is lost by that, for the register knows each, and the watch runs what has not run.
    const group = new CfnScheduleGroup(this, "Milestones");
    const role = new ScheduleRole(this, "ScheduleRole", { groupArn: group.attrArn });
    // The scheduler writes its dead letters in the same role.
    this.runs.grant(role, "sqs:SendMessage");
    this.runs.deadLetters.grant(role, "sqs:SendMessage");

    this.milestone = new DungHanFunction(this, "Milestone", {
      entry: "milestone",
      timeout: this.runs.workTime,
      memorySize: 512,
      environment: {
        TABLE_NAME: register.tableName,
        RUN_QUEUE_URL: this.runs.queueUrl,
        RUN_QUEUE_ARN: this.runs.queueArn,
        POST_QUEUE_URL: mail.letters.queueUrl,
        COUNT_QUEUE_URL: counts.moves.queueUrl,
        SCHEDULE_GROUP: group.ref,
        SCHEDULE_ROLE_ARN: role.roleArn,
        SCHEDULE_DEAD_LETTER_ARN: this.runs.deadLetters.queueArn,
      },
      loopsBecause: "a sweep of many units puts itself on the queue again with its cursor, until all have been seen",
    });
    // Many may fall due at eight; each has done its part within seconds.
    this.milestone.worksOff(this.runs, { batchSize: 1, maxConcurrency: 2 });
    register.grantReadWrite(this.milestone);
    this.runs.grants.sendMessages(this.milestone);
    mail.letters.grants.sendMessages(this.milestone);
    counts.moves.grants.sendMessages(this.milestone);
    // The group's own grants allow changing and deleting, too: a schedule is set once, and deletes itself.
    Grant.addToPrincipal({
      grantee: this.milestone,
      actions: ["scheduler:CreateSchedule"],
      resourceArns: [
        Stack.of(this).formatArn({
          partition: Aws.PARTITION,
          region: Aws.REGION,
          service: "scheduler",
          resource: "schedule",
          resourceName: `${group.ref}/*`,
        }),
      ],
    });
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/<${Stack.of(this).getLogicalId(group)}>/*]`,
      reason: "Milestones are scheduled at run time, so their names are not known here; the group holds nothing else.",
    });
    Grant.addToPrincipal({
      grantee: this.milestone,
      actions: ["iam:PassRole"],
      resourceArns: [role.roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
    });
  }
}
