import { Closers } from "./closers.ts";
import { createTables, dynamoDbClient } from "./dynamodb.ts";
import { callFunctions } from "./function/call-functions.ts";
import { FunctionHost } from "./function/function-host.ts";
import type { Endpoints } from "./function/function-host.ts";
import { FunctionLog } from "./function/function-log.ts";
import type { LogLine } from "./function/log-line.ts";
import { readFunctions } from "./template/function-resources.ts";
import type { FunctionResource } from "./template/function-resources.ts";
import { openStateDb } from "./state-db.ts";
import type { RouteRates } from "./gateway/throttle.ts";
import { readMailResources } from "./template/mail-resources.ts";
import type { Movement } from "./events/movement.ts";
import type { Bucket } from "./objects/bucket.ts";
import type { AwsEnvironment } from "./aws-environment.ts";
import type { Permissions } from "./permissions/permissions.ts";
import type { Refusal } from "./permissions/refusal.ts";
import { Refusals } from "./permissions/refusals.ts";
import { readPolicies } from "./template/policy-resources.ts";
import { readBuckets } from "./template/bucket-resources.ts";
import { createQueues } from "./template/queue-resources.ts";
import { readRoutes } from "./template/route-resources.ts";
import type { Route } from "./template/route-resources.ts";
import { readRouteRates } from "./template/stage-resources.ts";
import { readUserPool } from "./template/user-pool-resources.ts";
import type { PoolDefinition } from "./gateway/user-pool/pool-definition.ts";
import type { SystemClient } from "./gateway/system-client.ts";
import { createSchedules } from "./template/schedule-resources.ts";
import { StandIns } from "./stand-ins.ts";
import type { Template } from "./template/template.ts";
import type { Origins } from "./template/template-types.ts";
import { UncleanStop } from "./events/unclean-stop.ts";
import { WorkInHand } from "./events/work-in-hand.ts";

export type CloudProps = {
  /** Gives the template to stand up, once it is known where things are. */
  readonly readTemplate: (origins: Origins) => Template | Promise<Template>;
  /** Where the site is reached; no slash at the end. */
  readonly site: string;
  readonly awsEnvironment: AwsEnvironment;
  /** Undefined keeps all in memory. */
  readonly dataDirectory: string | undefined;
  /** Where the clock of an empty directory begins; epoch milliseconds. */
  readonly startMs: number;
  /** Whether functions reach the services over sockets alone, as any other client. @default false */
  readonly sockets?: boolean;
  /** How long a function's environment that nobody calls is kept, in real time. @default 5 s */
  readonly idleMs?: number | undefined;
  /** Clients of the user pool that the template does not make. @default - none */
  readonly systems?: readonly SystemClient[] | undefined;
  /** Told every line that a function writes. */
  readonly onLog: (line: LogLine) => void;
  /** Told every call that the template's policies do not let through. */
  readonly onRefusal?: ((refusal: Refusal) => void) | undefined;
};

/** A template, stood up: its resources, and all that calls its functions, but for the gateway. */
export type Cloud = {
  readonly standIns: StandIns;
  readonly functions: readonly FunctionResource[];
  readonly routes: readonly Route[];
  readonly routeRates: RouteRates;
  /** Undefined where tokens come from an issuer that is not in the template. */
  readonly userPool: PoolDefinition | undefined;
  readonly tables: readonly string[];
  readonly buckets: readonly Bucket[];
  readonly awsEnvironment: AwsEnvironment;
  readonly endpoints: Endpoints;
  readonly host: FunctionHost;
  readonly work: WorkInHand;
  readonly log: FunctionLog;
  readonly permissions: Permissions;
  readonly refusals: Refusals;
  readonly movement: Movement;
  /** Does what is there to do, as after every start; after a kill, also what was left undone. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** Stands a template up on ports of this machine; only once it is started it does anything by itself. */
export async function standUpTemplate(props: CloudProps): Promise<Cloud> {
  const closers = new Closers();
  try {
    return await standUpWith(props, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function standUpWith(
  {
    readTemplate,
    site,
    awsEnvironment,
    dataDirectory,
    startMs,
    sockets = false,
    idleMs,
    systems = [],
    onLog,
    onRefusal: tellRefusal = () => {},
  }: CloudProps,
  closers: Closers,
): Promise<Cloud> {
  const stateDb = openStateDb(dataDirectory ?? ":memory:");
  closers.add(() => stateDb.close());
  const unclean = new UncleanStop(stateDb);
  const standIns = new StandIns({ stateDb, awsEnvironment, startMs });
  closers.add(() => standIns.close());

  const { clock, queues, schedules } = standIns;
  const log = new FunctionLog({ now: () => clock.now(), onLine: onLog });
  const refusals = new Refusals(stateDb, log, tellRefusal);
  const onRefusal = (refusal: Refusal): void => refusals.add(refusal);

  const dynamoDb = await standIns.startTables(dataDirectory, onRefusal);
  const sqs = await standIns.startQueues();
  const scheduler = await standIns.startScheduler();
  const template = await readTemplate({ site, queues: sqs.url });
  const functions = readFunctions(template);
  const permissions = standIns.enforce(readPolicies(template, functions, awsEnvironment), onRefusal);
  createQueues({ template, store: queues });
  createSchedules({ template, store: schedules });
  const tableClient = dynamoDbClient(dynamoDb.url, awsEnvironment);
  const tables = await createTables({ template, client: tableClient });
  tableClient.destroy();
  standIns.knowTables(tables.map(({ name, indexes }) => ({ name, indexes })));
  const ses = await standIns.startMail({ ...readMailResources(template), onCrash: ({ caller }) => host.kill(caller) });

  const buckets = readBuckets(template);
  const s3 = await standIns.startObjects(buckets);

  const work = new WorkInHand();
  const services = { DYNAMODB: dynamoDb, SQS: sqs, SCHEDULER: scheduler, SES: ses, S3: s3 };
  const host: FunctionHost = new FunctionHost({ functions, clock, awsEnvironment, services, sockets, idleMs, log });
  const routes = readRoutes(template, awsEnvironment);
  const { sources, movement } = callFunctions({
    template,
    functions,
    stateDb,
    standIns,
    host,
    work,
    awsEnvironment,
    permissions,
  });
  closers.add(async () => {
    sources.stop();
    const finished = await work.finishes({ withinMs: 2000 });
    await host.close();
    await work.finishes();
    if (finished) unclean.stoppedCleanly();
  });

  return {
    standIns,
    functions,
    routes,
    routeRates: readRouteRates(template),
    userPool: readUserPool(template, systems),
    tables: tables.map(({ name }) => name),
    buckets,
    awsEnvironment,
    endpoints: { DYNAMODB: dynamoDb.url, SQS: sqs.url, SCHEDULER: scheduler.url, SES: ses.url, S3: s3.url },
    host,
    work,
    log,
    permissions,
    refusals,
    movement,
    start: () => {
      sources.start();
      return unclean.happened ? movement.recover() : movement.settle();
    },
    close: () => closers.close(),
  };
}
