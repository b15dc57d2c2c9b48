import * as z from "zod/mini";
import { arnIn } from "../aws-environment.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { messageOf } from "../permissions/refusal.ts";
import { ServiceRefusal } from "../service-refusal.ts";

/** Who fires schedules. */
export const schedulerService = "scheduler.amazonaws.com";

/** The action that each operation needs, and what it is about: one schedule, one group, or none of either. */
const needs: Readonly<Record<string, readonly [action: string, about: "schedule" | "schedule-group" | "none"]>> = {
  "POST schedules/{Name}": ["CreateSchedule", "schedule"],
  "PUT schedules/{Name}": ["UpdateSchedule", "schedule"],
  "GET schedules/{Name}": ["GetSchedule", "schedule"],
  "DELETE schedules/{Name}": ["DeleteSchedule", "schedule"],
  "GET schedules": ["ListSchedules", "none"],
  "POST schedule-groups/{Name}": ["CreateScheduleGroup", "schedule-group"],
  "GET schedule-groups/{Name}": ["GetScheduleGroup", "schedule-group"],
  "DELETE schedule-groups/{Name}": ["DeleteScheduleGroup", "schedule-group"],
  "GET schedule-groups": ["ListScheduleGroups", "none"],
};

const BodySchema = z.object({
  GroupName: z._default(z.string(), "default"),
  Target: z.optional(z.object({ RoleArn: z.string() })),
});

export type ScheduleCall = {
  /** Method and path, such as `POST schedules/{Name}`. */
  readonly operation: string;
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;
};

/**
 * Refuses what the caller may not do. Who hands a role to a schedule must be allowed to pass it on, and the service to
 * take it on.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 *
 * @throws ServiceRefusal `AccessDeniedException`, `ValidationException`
 */
export function checkScheduleCall(
  permissions: Permissions,
  authorization: string | undefined,
  { operation, name, body, query }: ScheduleCall,
): void {
  const [action, about] = needs[operation] ?? [];
  if (action === undefined) return;
  const { awsEnvironment } = permissions;
  const { GroupName, Target } = z.safeParse(BodySchema, body).data ?? { GroupName: "default" };
  const group = query.get("groupName") ?? GroupName;
  const named = about === "schedule" ? `schedule/${group}/${name}` : `schedule-group/${name}`;
  const judge = (call: Parameters<Permissions["judge"]>[1]): void => {
    const refusal = permissions.judge(authorization, call);
    if (refusal !== undefined) {
      throw new ServiceRefusal("AccessDeniedException", messageOf(refusal, call.resource), 403);
    }
  };
  judge({
    action: `scheduler:${action}`,
    resource: about === "none" ? "*" : arnIn(awsEnvironment, "scheduler", named),
  });
  if (Target === undefined || !["CreateSchedule", "UpdateSchedule"].includes(action)) return;
  const context = { "iam:passedtoservice": schedulerService };
  judge({ action: "iam:PassRole", resource: Target.RoleArn, context });
  const role = { arn: Target.RoleArn, sourceArn: arnIn(awsEnvironment, "scheduler", `schedule-group/${group}`) };
  if (permissions.mayTakeOn(schedulerService, role)) return;
  throw new ServiceRefusal(
    "ValidationException",
    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
  );
}
