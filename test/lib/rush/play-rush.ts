import { routeKeyOf } from "../../../functions/http/routes.ts";
import { Executions } from "./executions.ts";
import { Gateway } from "./gateway.ts";
import type { StageLimits } from "./gateway.ts";
import { busyWith } from "./people.ts";
import type { Request } from "./people.ts";

export type Rush = {
  /** How many were turned away, by route and what was lacking. */
  readonly turnedAway: Readonly<Record<string, number>>;
  /** The moments at which filings were received, in order. */
  readonly received: readonly number[];
  /** The most executions at once. */
  readonly peak: number;
};

/**
 * Sends requests in order of time through a stage's limits to functions of an account with so many executions. A
 * filing's moment of receipt is that of its request at the gateway: one that is let in waits for nothing.
 */
export function playRush(requests: readonly Request[], limits: StageLimits, executions: number): Rush {
  const gateway = new Gateway(limits);
  const functions = new Executions(executions);
  const turnedAway: Record<string, number> = {};
  const received: number[] = [];
  for (const { at, route, files } of requests.toSorted((a, b) => a.at - b.at)) {
    const routeKey = routeKeyOf(route);
    const letIn = gateway.letsIn(routeKey, at);
    const came = letIn === "let in" ? functions.runs(route.by, at, busyWith(route)) : letIn;
    const why = `${routeKey}: ${came}`;
    if (came !== "runs") turnedAway[why] = (turnedAway[why] ?? 0) + 1;
    else if (files) received.push(at);
  }
  return { turnedAway, received, peak: functions.peak };
}
