import { RemovalPolicy } from "aws-cdk-lib";
import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { CfnStage, HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

import { alarmPeriod } from "./alarm-bell.ts";
import type { AlarmBell } from "./alarm-bell.ts";
import { resourceOf } from "./resource-of.ts";

export interface FrontDoorProps {
  readonly bell: AlarmBell;
  /**
   * Where people reach the site, written into every link.
   * @default - the API's own endpoint
   */
  readonly siteUrl: string | undefined;
}

/** The address of the site, with its limits and its visitors' book. Who answers there is the front desk's matter. */
export class FrontDoor extends Construct {
  readonly api: HttpApi;
  readonly siteUrl: string;
  readonly #stage: CfnStage;

  constructor(scope: Construct, id: string, { bell, siteUrl }: FrontDoorProps) {
    super(scope, id);
    this.api = new HttpApi(this, "Api", { apiName: "dung-han", createDefaultStage: false });
    this.siteUrl = siteUrl ?? this.api.apiEndpoint;

    const visitors = new LogGroup(this, "Visitors", {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: { destination: new LogGroupLogDestination(visitors), format: visitorsBook },
    });
    this.#stage = resourceOf(stage, CfnStage);
    bell.ringWhen(stage, "Failing", {
      metric: stage.metricServerError({ period: alarmPeriod }),
      threshold: 1,
      impact:
        "Officers and supervisors: some of what they asked of the site or the API was answered with an error of ours; a report may not have been filed.",
    });
  }

  /** Holds routes that somebody could hammer at, sign-ins and posts, to fewer requests than the rest. */
  slowDown(routeKeys: readonly string[]): void {
    this.#stage.routeSettings = Object.fromEntries(
      // Property names of the template's own: the library passes these on as they stand.
      routeKeys.map((key) => [key, { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 }]),
    );
  }
}

/** One JSON line a request. Who it was is told by the issuer's opaque subject, never by name or address. */
const visitorsBook = AccessLogFormat.custom(
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
