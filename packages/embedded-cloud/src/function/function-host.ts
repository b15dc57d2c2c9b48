import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import type { FunctionLog } from "./function-log.ts";
import { FunctionPool } from "./function-pool.ts";
import type { FunctionResource } from "../template/function-resources.ts";
import { FunctionThread } from "./function-thread.ts";
import type { InvocationOutcome } from "./function-thread.ts";
import type { LoopbackServer, ServiceServer } from "../loopback-server.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { accessKeyIdOf } from "../permissions/function-credentials.ts";
import type { Ports } from "../transport/port-requests.ts";
import type { VirtualClock } from "../virtual-clock.ts";

/** A service as a function reaches it; without `connect`, over sockets alone. */
type ReachedService = Pick<LoopbackServer, "url"> & Partial<Pick<ServiceServer, "connect">>;

/** Where the services stand in, by the suffix of the clients' own variable `AWS_ENDPOINT_URL_…`. */
export type Endpoints = Readonly<Record<"DYNAMODB" | "SQS" | "SCHEDULER" | "SES" | "S3", string>>;
type ReachedServices = Readonly<Record<keyof Endpoints, ReachedService>>;

/** How many of a function run at a time where the template does not say: two processors are seldom more than busy. */
const usualConcurrency = 4;

/** Another is started in a tenth of a second; many idle ones take much memory. */
const usualIdleMs = 5000;

/** Lambda: runs the bundles of the template, each with its own environment. */
export class FunctionHost {
  readonly #clock: VirtualClock;
  readonly #awsEnvironment: AwsEnvironment;
  readonly #services: ReachedServices;
  readonly #sockets: boolean;
  readonly #log: FunctionLog;
  readonly #pools: ReadonlyMap<string, FunctionPool>;
  readonly #threads = new Map<string, FunctionThread>();
  #started = 0;

  constructor({
    functions,
    clock,
    awsEnvironment,
    services,
    sockets,
    log,
    idleMs = usualIdleMs,
  }: {
    readonly functions: readonly FunctionResource[];
    readonly clock: VirtualClock;
    readonly awsEnvironment: AwsEnvironment;
    readonly services: ReachedServices;
    /** Whether functions reach the services over sockets alone. */
    readonly sockets: boolean;
    readonly log: FunctionLog;
    /** How long an environment that nobody calls is kept, in real time. @default 5 s */
    readonly idleMs?: number | undefined;
  }) {
    this.#clock = clock;
    this.#awsEnvironment = awsEnvironment;
    this.#services = services;
    this.#sockets = sockets;
    this.#log = log;
    this.#pools = new Map(
      functions.map((resource) => {
        const limit = resource.reservedConcurrency ?? usualConcurrency;
        return [resource.arn, new FunctionPool({ start: () => this.#start(resource), limit, idleMs })];
      }),
    );
  }

  /** Invokes a function and waits for what becomes of it; it does not throw for what the function does. */
  async invoke(arn: string, event: unknown): Promise<InvocationOutcome> {
    const pool = this.#pools.get(arn);
    if (pool === undefined) throw new Error(`No function of the template has the ARN ${arn}`);
    return pool.invoke(randomUUID(), JSON.stringify(event));
  }

  /** Kills the one environment that calls with this access key id. */
  async kill(accessKeyId: string): Promise<void> {
    await this.#threads.get(accessKeyId)?.kill();
    this.#threads.delete(accessKeyId);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  #start(resource: FunctionResource): FunctionThread {
    this.#started += 1;
    const accessKeyId = accessKeyIdOf(resource.arn, this.#started);
    const thread = new FunctionThread({
      setup: {
        functionName: resource.name,
        functionArn: resource.arn,
        file: resource.file,
        exportName: resource.exportName,
        timeoutMs: resource.timeoutMs,
        memoryMegabytes: resource.memoryMegabytes,
        clock: this.#clock.shared,
        ports: this.#ports(),
      },
      environment: { ...this.#lambdaEnvironment(resource, accessKeyId), ...resource.environment },
      onLine: (line) => this.#log.write(resource.name, line),
    });
    this.#threads.set(accessKeyId, thread);
    return thread;
  }

  #ports(): Ports {
    if (this.#sockets) return {};
    return Object.fromEntries(
      Object.values(this.#services).flatMap(({ url, connect }) =>
        connect === undefined ? [] : [[new URL(url).host, connect()]],
      ),
    );
  }

  /** What Lambda gives every function; that the endpoints are here is all a bundle sees of being local. */
  #lambdaEnvironment({ name, file, memoryMegabytes }: FunctionResource, accessKeyId: string): Record<string, string> {
    const { region } = this.#awsEnvironment;
    return {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: "none",
      AWS_SESSION_TOKEN: "none",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
      AWS_LAMBDA_LOG_GROUP_NAME: `/local/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: "local",
      LAMBDA_TASK_ROOT: dirname(file),
      LANG: "en_US.UTF-8",
      TZ: ":UTC",
      ...Object.fromEntries(
        Object.entries(this.#services).map(([service, { url }]) => [`AWS_ENDPOINT_URL_${service}`, url]),
      ),
    };
  }
}
