import { Aws } from "aws-cdk-lib";
import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { CfnRoute, CfnStage, HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import type { HttpMethod, HttpRoute, HttpRouteIntegration, IHttpRouteAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

import { KEPT } from "./kept.ts";
import { alarmPeriod } from "./metric-math.ts";
import { resourceOf } from "./resource-of.ts";
import { limits, stageLimit } from "./route-limits.ts";
import { TurnedAway } from "./turned-away.ts";

export interface GatewayProps {
  /**
   * Where people reach the site, written into every link.
   * @default - the API's own endpoint
   */
  readonly siteUrl: string | undefined;
}

export interface RouteOptions {
  readonly path: string;
  readonly method: HttpMethod;
  readonly integration: HttpRouteIntegration;
  readonly authorizer: IHttpRouteAuthorizer;
  /** Which limit of its own it is held to, besides the stage's. */
  readonly limit: keyof typeof limits | undefined;
}

/** The address of the site, with its limits and its access log. Who answers there is the site's matter. */
export class Gateway extends Construct {
  readonly api: HttpApi;
  readonly siteUrl: string;
  readonly turnedAway: TurnedAway;
  readonly #stage: HttpStage;
  readonly #settings: Record<string, unknown> = {};

  constructor(scope: Construct, id: string, { siteUrl }: GatewayProps) {
    super(scope, id);
    this.api = new HttpApi(this, "Api", { apiName: Aws.STACK_NAME, createDefaultStage: false });
    this.siteUrl = siteUrl ?? this.api.apiEndpoint;

    const accessLog = new LogGroup(this, "AccessLog", { retention: RetentionDays.ONE_YEAR, removalPolicy: KEPT });
    this.#stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: stageLimit.perSecond, burstLimit: stageLimit.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
    this.turnedAway = new TurnedAway(this, "TurnedAway", { accessLog });
  }

  /** Requests that were answered with an error of ours. */
  get failures(): Metric {
    return this.#stage.metricServerError({ period: alarmPeriod });
  }

  /** Adds a route; one with a limit of its own is there before the stage, whose settings name it. */
  addRoute({ path, method, integration, authorizer, limit }: RouteOptions): HttpRoute {
    const [route] = this.api.addRoutes({ path, methods: [method], integration, authorizer });
    if (route === undefined) throw new Error(`${method} ${path}: the library made no route of it`);
    if (limit !== undefined) this.#hold(route, limit);
    return route;
  }

  /**
   * The one place that writes the stage's settings: from routes, not from their keys, so that none is named that the
   * stage does not wait for. The service refuses a stage whose settings name a route that is not there yet (D75).
   */
  #hold(route: HttpRoute, limit: keyof typeof limits): void {
    const made = resourceOf(route, CfnRoute);
    const stage = resourceOf(this.#stage, CfnStage);
    const { perSecond, burst } = limits[limit];
    // Property names of the template's own: the library passes these on as they stand.
    this.#settings[made.routeKey] = { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst };
    stage.routeSettings = this.#settings;
    stage.addResourceDependency(made);
  }
}

/** One JSON line a request. Who it was is told by the issuer's opaque subject, never by name or address. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    ip: AccessLogField.contextIdentitySourceIp(),
    subject: AccessLogField.contextAuthorizerClaims("sub"),
    routeKey: "$context.routeKey",
    status: AccessLogField.contextStatus(),
    bytes: AccessLogField.contextResponseLength(),
    latencyMs: AccessLogField.contextResponseLatency(),
    error: "$context.integrationErrorMessage",
    refused: "$context.authorizer.error",
  }),
);
