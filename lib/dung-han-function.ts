import type { Duration } from "aws-cdk-lib";
import { RemovalPolicy } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { SqsEventSourceProps } from "aws-cdk-lib/aws-lambda-event-sources";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

import { alarmPeriod } from "./alarm-bell.ts";
import type { AlarmBell } from "./alarm-bell.ts";
import { entryFile } from "./bundle.ts";
import { functionCode } from "./function-code.ts";
import type { WorkQueue } from "./work-queue.ts";

export interface DungHanFunctionProps {
  /** Which file of functions/ it runs, without `.ts`. */
  readonly entry: string;
  /**
   * Its code, when there is more to it than that file.
   * @default - the file's bundle
   */
  readonly code?: Code;
  readonly timeout: Duration;
  /** Megabytes; processor time is given in proportion. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly bell: AlarmBell;
  /** Who is affected when it fails or is held back. */
  readonly impact: string;
  /**
   * Why it may send itself work again and again through its own queue.
   * @default - Lambda breaks such a loop off after some sixteen rounds
   */
  readonly loopsBecause?: string;
  /**
   * What becomes of the log when the function goes.
   * @default RemovalPolicy.RETAIN - who asked what of whom may have to be answered later
   */
  readonly logRemoval?: RemovalPolicy;
}

/** How many messages are handed over at once, and to how many at a time. */
type BatchOptions = Pick<SqsEventSourceProps, "batchSize" | "maxBatchingWindow" | "maxConcurrency">;

/** The defaults of every function; its role may write its own log, and what it is granted. */
export class DungHanFunction extends LambdaFunction {
  readonly #bell: AlarmBell;
  readonly #impact: string;

  constructor(scope: Construct, id: string, props: DungHanFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: props.logRemoval ?? RemovalPolicy.RETAIN,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);

    super(scope, id, {
      description: entryFile(props.entry),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: props.code ?? functionCode(props.entry),
      timeout: props.timeout,
      memorySize: props.memorySize,
      environment: { ...props.environment },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      ...(props.loopsBecause && { recursiveLoop: RecursiveLoop.ALLOW }),
    });

    this.#bell = props.bell;
    this.#impact = props.impact;
    for (const [name, metric] of [
      ["Failing", this.metricErrors({ period: alarmPeriod })],
      ["HeldBack", this.metricThrottles({ period: alarmPeriod })],
    ] as const) {
      props.bell.ringWhen(this, name, { metric, threshold: 1, impact: props.impact });
    }
  }

  /**
   * Takes the messages of a queue as its work; those that it could not handle are seen again, and only those. The bell
   * rings when some fail again and again: a message comes back within six minutes, so that one alone which always fails
   * rings within twenty, and a moment's trouble that is over at the next try never does.
   */
  worksOff(queue: WorkQueue, batches: BatchOptions): void {
    this.addEventSource(new SqsEventSource(queue, { ...batches, reportBatchItemFailures: true }));
    this.#bell.ringWhen(this, "Retrying", {
      metric: this.countOf("MessagesFailed"),
      threshold: 1,
      within: { reached: 3, periods: 4 },
      impact: `${this.#impact} For a quarter of an hour messages of its queue have failed and been tried again: the function's log names them and says why. Mended before they are given up, they go on by themselves; afterwards they lie among the dead letters.`,
    });
  }

  /** What it counts in its log, by the name that it gives it (functions/metrics.ts). */
  countOf(metricName: string): Metric {
    return new Metric({
      namespace: "DungHan",
      metricName,
      dimensionsMap: { FunctionName: this.functionName },
      period: alarmPeriod,
      statistic: "Sum",
    });
  }
}
