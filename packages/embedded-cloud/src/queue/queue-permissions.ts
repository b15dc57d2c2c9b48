import * as z from "zod/mini";
import { arnIn } from "../aws-environment.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { messageOf } from "../permissions/refusal.ts";
import { ServiceRefusal } from "../service-refusal.ts";

const NamingSchema = z.object({
  QueueUrl: z.optional(z.string()),
  QueueName: z.optional(z.string()),
  SourceArn: z.optional(z.string()),
});

/**
 * Refuses what the caller may not do with a queue. A batch needs the permission of its single operation.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 *
 * @throws ServiceRefusal `AccessDenied`, as the service words it: with the action in small letters
 */
export function checkQueueCall(
  permissions: Permissions,
  authorization: string | undefined,
  operation: string,
  input: unknown,
): void {
  const { QueueUrl, QueueName, SourceArn } = z.safeParse(NamingSchema, input).data ?? {};
  const name = QueueName ?? QueueUrl?.split("/").at(-1);
  const ofName = name === undefined ? "*" : arnIn(permissions.awsEnvironment, "sqs", name);
  const resource = SourceArn ?? ofName;
  const action = `sqs:${operation.replace(/Batch$/, "")}`;
  const refusal = permissions.judge(authorization, { action, resource });
  if (refusal === undefined) return;
  const told = messageOf(refusal, resource).replaceAll(action, action.toLowerCase());
  throw new ServiceRefusal("AccessDenied", told, 403);
}
