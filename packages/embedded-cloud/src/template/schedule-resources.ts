import * as z from "zod/mini";
import type { ScheduleStore } from "../schedule/schedule-store.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

const ScheduleSchema = z.object({
  GroupName: z._default(z.string(), "default"),
  ScheduleExpression: z.string().check(z.startsWith("rate(")),
  FlexibleTimeWindow: z.object({ Mode: z.literal("OFF") }),
  State: z._default(z.literal("ENABLED"), "ENABLED"),
  Target: z.object({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.optional(z.string()),
    DeadLetterConfig: z.optional(z.object({ Arn: z.string() })),
    RetryPolicy: z.optional(z.unknown()),
  }),
});

/**
 * Creates the schedule groups and the recurring schedules of the template; those that are there already keep their
 * rhythm.
 */
export function createSchedules({
  template,
  store,
}: {
  readonly template: Template;
  readonly store: ScheduleStore;
}): void {
  for (const { ref } of template.ofType("AWS::Scheduler::ScheduleGroup")) store.createGroup(ref);
  for (const resource of template.ofType("AWS::Scheduler::Schedule")) {
    const { GroupName, ScheduleExpression, Target } = readProperties(ScheduleSchema, resource);
    store.putRecurring({
      name: resource.ref,
      groupName: GroupName,
      expression: ScheduleExpression,
      target: {
        arn: Target.Arn,
        roleArn: Target.RoleArn,
        ...(Target.Input !== undefined && { input: Target.Input }),
        ...(Target.DeadLetterConfig !== undefined && { deadLetterArn: Target.DeadLetterConfig.Arn }),
      },
    });
  }
}
