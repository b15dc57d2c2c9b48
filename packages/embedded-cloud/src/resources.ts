import type { Cloud } from "./cloud.ts";
import type { identityOf } from "./gateway/identity-provider.ts";

export type Resources = ReturnType<typeof readResources>;

/** What of the template stands where, and how full it is. */
export function readResources(
  { functions, routes, tables, buckets, awsEnvironment, endpoints, standIns }: Cloud,
  issuer: ReturnType<typeof identityOf>,
) {
  const { queues, schedules, objects } = standIns;
  const all = queues.queues();
  return {
    region: awsEnvironment.region,
    endpoints: { sqs: endpoints.SQS },
    /** Whose tokens the gateway asks for. */
    issuer,
    functions: functions.map(({ name, description, bundleBytes, timeoutMs, memoryMegabytes }) => ({
      name,
      description,
      bundleBytes,
      timeoutSeconds: timeoutMs / 1000,
      memoryMegabytes,
    })),
    queues: all.map(({ name, arn }) => ({
      name,
      ...queues.counts(arn),
      /** Of which queue these are the dead letters. */
      deadLettersOf: all.find(({ dead_letter_arn }) => dead_letter_arn === arn)?.name ?? null,
    })),
    tables,
    buckets: buckets.map(({ name }) => {
      const kept = objects.objects(name);
      return { name, objects: kept.length, bytes: kept.reduce((total, { size }) => total + size, 0) };
    }),
    schedules: schedules.upcoming().map(({ atMs, schedule: { groupName, name, definition, periodMs } }) => ({
      group: groupName,
      name,
      /** ISO 8601, in UTC. */
      next: new Date(atMs).toISOString(),
      recurring: periodMs !== undefined,
      expression: definition.ScheduleExpression,
      target: definition.Target.Arn.split(":").at(-1) ?? "",
    })),
    routes: routes.map(({ key, jwt }) => ({ key, access: jwt === undefined ? "public" : "signed-in" })),
  };
}
