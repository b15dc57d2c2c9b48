import { ConflictException, CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";

import { ZONE, formatInstant } from "../domain/instant.ts";
import { runRefOf } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { RunMessage } from "../queue/messages.ts";
import { scheduleName } from "./schedule-name.ts";

export type Schedules = {
  /** Sets one schedule for a milestone; setting it twice is setting it once. */
  readonly set: (run: MilestoneRun) => Promise<void>;
};

export type ScheduleSettings = {
  readonly group: string;
  readonly roleArn: string;
  readonly queueArn: string;
  readonly deadLetterArn: string;
};

/** The one module that imports the Scheduler client. */
export function schedulesIn(settings: ScheduleSettings, client = new SchedulerClient({})): Schedules {
  return {
    async set(run) {
      const message: RunMessage = runRefOf(run);
      const command = new CreateScheduleCommand({
        Name: scheduleName(run),
        GroupName: settings.group,
        // The wall time of the zone, cut from the instant as formatted in it; never built from parts.
        ScheduleExpression: `at(${formatInstant(run.at).slice(0, 19)})`,
        ScheduleExpressionTimezone: ZONE,
        FlexibleTimeWindow: { Mode: "OFF" },
        ActionAfterCompletion: "DELETE",
        Target: {
          Arn: settings.queueArn,
          RoleArn: settings.roleArn,
          Input: JSON.stringify(message),
          RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 3600 },
          DeadLetterConfig: { Arn: settings.deadLetterArn },
        },
      });
      try {
        await client.send(command);
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
      }
    },
  };
}
