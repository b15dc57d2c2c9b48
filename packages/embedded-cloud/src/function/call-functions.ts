import { EventSources } from "../events/event-sources.ts";
import type { FunctionHost } from "./function-host.ts";
import type { FunctionResource } from "../template/function-resources.ts";
import type { StateDb } from "../state-db.ts";
import { BusEventDispatcher } from "../events/bus-event-dispatcher.ts";
import { Movement } from "../events/movement.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { QueuePoller } from "../events/queue-poller.ts";
import { refusalLine } from "../permissions/refusal.ts";
import { readQueueTriggers } from "../template/queue-trigger-resources.ts";
import type { QueueTrigger } from "../template/queue-trigger-resources.ts";
import { readRules } from "../template/rule-resources.ts";
import { ScheduleDispatcher } from "../events/schedule-dispatcher.ts";
import type { StandIns } from "../stand-ins.ts";
import type { Template } from "../template/template.ts";
import type { WorkInHand } from "../events/work-in-hand.ts";

/** Connects to the functions all that calls them by itself, and the clock that moves it. */
export function callFunctions({
  template,
  functions,
  stateDb,
  standIns,
  host,
  work,
  awsEnvironment,
  permissions,
}: {
  readonly template: Template;
  readonly functions: readonly FunctionResource[];
  readonly stateDb: StateDb;
  readonly standIns: StandIns;
  readonly host: FunctionHost;
  readonly work: WorkInHand;
  readonly awsEnvironment: AwsEnvironment;
  readonly permissions: Permissions;
}): { sources: EventSources; movement: Movement } {
  const { clock, queues, schedules, events, faults } = standIns;
  // Not what the recurring schedules do themselves, or they would never rest.
  const onActivity = () => schedules.noteActivity();
  const triggers = readQueueTriggers(template).map((trigger) => {
    const called = functions.find(({ name, arn }) => [name, arn].includes(trigger.functionName));
    if (called === undefined) throw new Error(`No function of the template is called ${trigger.functionName}`);
    return { trigger, called };
  });
  checkReading(triggers, permissions);
  const queuePollers = triggers.map(({ trigger, called }) => {
    return new QueuePoller({
      trigger,
      functionArn: called.arn,
      queues,
      host,
      work,
      awsEnvironment,
      onBatch: onActivity,
    });
  });
  const rules = readRules(template);
  const busEvents = new BusEventDispatcher({
    rules,
    functions,
    events,
    queues,
    host,
    work,
    permissions,
    onEvent: onActivity,
  });
  events.offerTo((event) => busEvents.giveToQueues(event));
  const firings = new ScheduleDispatcher({ stateDb, clock, schedules, queues, host, work, permissions, faults });
  const sources = new EventSources({ clock, queues, events, schedules, work, queuePollers, busEvents, firings });
  return { sources, movement: new Movement({ clock, sources, schedules, firings }) };
}

/** What Lambda asks of a function's role before it reads a queue for it. */
const readingActions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

/** @throws Error that names all that is missing: in the cloud, such a mapping is not even created */
function checkReading(
  triggers: readonly { readonly trigger: QueueTrigger; readonly called: FunctionResource }[],
  permissions: Permissions,
): void {
  const refusals = triggers.flatMap(({ trigger: { queueArn: resource }, called }) =>
    readingActions.flatMap((action) => permissions.ofFunction(called.arn, { action, resource }) ?? []),
  );
  if (refusals.length === 0) return;
  const lines = refusals.map((refusal) => `- ${refusalLine(refusal)}`);
  throw new Error(["The embedded cloud cannot read queues for these functions:", ...lines].join("\n"));
}
