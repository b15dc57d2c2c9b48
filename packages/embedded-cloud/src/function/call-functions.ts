import { EventSources } from "../events/event-sources.ts";
import type { FunctionHost } from "./function-host.ts";
import type { FunctionResource } from "../template/function-resources.ts";
import type { StateDb } from "../state-db.ts";
import { BusEventDispatcher } from "../events/bus-event-dispatcher.ts";
import { Movement } from "../events/movement.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { QueuePoller } from "../events/queue-poller.ts";
import { readQueueTriggers } from "../template/queue-trigger-resources.ts";
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
}: {
  readonly template: Template;
  readonly functions: readonly FunctionResource[];
  readonly stateDb: StateDb;
  readonly standIns: StandIns;
  readonly host: FunctionHost;
  readonly work: WorkInHand;
  readonly awsEnvironment: AwsEnvironment;
}): { sources: EventSources; movement: Movement } {
  const { clock, queues, schedules, events } = standIns;
  // Not what the recurring schedules do themselves, or they would never rest.
  const onActivity = () => schedules.noteActivity();
  const queuePollers = readQueueTriggers(template).map((trigger) => {
    const called = functions.find(({ name, arn }) => [name, arn].includes(trigger.functionName));
    if (called === undefined) throw new Error(`No function of the template is called ${trigger.functionName}`);
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
  const busEvents = new BusEventDispatcher({ rules, functions, events, queues, host, work, onEvent: onActivity });
  events.offerTo((event) => busEvents.giveToQueues(event));
  const firings = new ScheduleDispatcher({ stateDb, clock, schedules, queues, host, work });
  const sources = new EventSources({ clock, queues, events, schedules, work, queuePollers, busEvents, firings });
  return { sources, movement: new Movement({ clock, sources, schedules, firings }) };
}
