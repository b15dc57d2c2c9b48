import type { Duration } from "aws-cdk-lib";
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
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

import { entryFile } from "./bundle.ts";
import { functionCode } from "./function-code.ts";
import { KEPT } from "./kept.ts";
import { alarmPeriod } from "./metric-math.ts";
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
  /**
   * Why it may send itself work again and again through its own queue.
   * @default - Lambda breaks such a loop off after some sixteen rounds
   */
  readonly loopsBecause?: string;
}

export interface BatchOptions {
  /** How many messages are handed over at once. */
  readonly batchSize: number;
  /**
   * How many batches are worked on at once, 2 at least (the service takes no less). Without a limit one queue could
   * take every execution that the account has, and people would wait.
   */
  readonly maxConcurrency: number;
}

/** The defaults of every function; its role may write its own log, and what it is granted. */
export class DungHanFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: DungHanFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.ONE_YEAR,
      // Who asked what of whom may have to be answered later.
      removalPolicy: KEPT,
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
  }

  /**
   * Takes the messages of a queue as its work; those that it could not handle are seen again, and only those.
   * @throws Error when the function may run for longer than the queue was told
   */
  worksOff(queue: WorkQueue, batches: BatchOptions): void {
    this.addEnvironment("METRICS_NAMESPACE", this.stack.stackName);
    const { workTime, batchingWindow } = queue;
    const seconds = this.timeout?.toSeconds() ?? Number.POSITIVE_INFINITY;
    if (seconds > workTime.toSeconds()) {
      throw new Error(
        `${this.node.path} may run for ${seconds} seconds; its queue, ${queue.node.path}, was made for ${workTime.toSeconds()}`,
      );
    }
    this.addEventSource(
      new SqsEventSource(queue, {
        ...batches,
        ...(batchingWindow && { maxBatchingWindow: batchingWindow }),
        reportBatchItemFailures: true,
      }),
    );
  }

  /**
   * What goes wrong of a queue's work: invocations that ended in an error, and messages of those that did not. A message
   * that failed comes back within some six minutes, so that one alone which always fails is told of in three of four
   * periods.
   */
  get failures(): Metric[] {
    return [this.metricErrors({ period: alarmPeriod }), this.countOf("MessagesFailed")];
  }

  /** What it counts in its log, by the name that it gives it (functions/runtime/metrics.ts). */
  countOf(metricName: string): Metric {
    return new Metric({
      namespace: this.stack.stackName,
      metricName,
      dimensionsMap: { FunctionName: this.functionName },
      period: alarmPeriod,
      statistic: "Sum",
    });
  }
}
