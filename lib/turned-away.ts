import { Stack } from "aws-cdk-lib";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { IFilterPattern, ILogGroup, JsonPattern } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

import { pageRoutes } from "../functions/http/page-routes.ts";
import { routeKeyOf } from "../functions/http/routes.ts";
import { routes } from "../functions/api/all.ts";
import type { PageRoute } from "../functions/http/page-routes.ts";
import type { Route } from "../functions/http/routes.ts";
import { alarmPeriod } from "./metric-math.ts";
import { limitOf } from "./route-limits.ts";

export interface TurnedAwayProps {
  /** The log of all requests. */
  readonly accessLog: ILogGroup;
}

/**
 * Counts who is refused because a limit is reached. The gateway's own figures do not tell a 429 from any other refusal, so it
 * is read out of the log; of very many at once the gateway may log some only, so that these counts are the least there
 * were (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-monitor.html).
 */
export class TurnedAway extends Construct {
  /** From what units do at a deadline, and from all that is only read: limits that no honest caller reaches alone. */
  readonly fromSite: Metric;
  /** From signing in, whose limit one caller can use up. */
  readonly fromSignIn: Metric;

  constructor(scope: Construct, id: string, { accessLog }: TurnedAwayProps) {
    super(scope, id);
    const count = (metricName: string, filterPattern: IFilterPattern): Metric =>
      new MetricFilter(this, metricName, {
        logGroup: accessLog,
        filterPattern,
        // A log's filter cannot say whose log it is but by the name of what it counts.
        metricNamespace: Stack.of(this).stackName,
        metricName,
      }).metric({ period: alarmPeriod, statistic: "Sum" });
    this.fromSite = count("TurnedAwayFromSite", FilterPattern.all(turnedAway, siteRoutes()));
    this.fromSignIn = count("TurnedAwayFromSignIn", FilterPattern.all(turnedAway, signInRoutes()));
  }
}

const turnedAway = FilterPattern.stringValue("$.status", "=", "429");
const all: readonly (Route | PageRoute)[] = [...Object.values(routes), ...Object.values(pageRoutes)];
const keysOf = (wanted: (route: Route | PageRoute) => boolean): string[] => all.filter(wanted).map(routeKeyOf);

/** Everything but signing in and its like, and what supervisors and the home unit change: there one caller is enough. */
function siteRoutes(): JsonPattern {
  const starts = new Set(keysOf((route) => limitOf(route) === "rush").map(startOf));
  const guessed = keysOf((route) => limitOf(route) === "guessing" && route.method === "GET");
  const read = FilterPattern.all(
    is("GET *"),
    ...guessed.map((key) => FilterPattern.stringValue("$.routeKey", "!=", key)),
  );
  return FilterPattern.any(...[...starts].map(is), read);
}

const signInRoutes = (): JsonPattern => FilterPattern.any(...keysOf((route) => route.by === "sign-in").map(is));

const is = (routeKey: string): JsonPattern => FilterPattern.stringValue("$.routeKey", "=", routeKey);

/** A route's key up to its first parameter, for a filter's pattern may be 1,024 characters long. */
const startOf = (routeKey: string): string => routeKey.replace(/\{.*$/, "*");
