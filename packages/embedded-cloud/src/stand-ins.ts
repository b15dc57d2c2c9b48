import { join } from "node:path";
import { startDynamoDb } from "./dynamodb.ts";
import type { TableServer } from "./dynamodb.ts";
import type { FaultTargets } from "./fault.ts";
import { Faults } from "./faults.ts";
import type { StateDb } from "./state-db.ts";
import { listenOnLoopback, serveOnLoopback } from "./loopback-server.ts";
import type { LoopbackServer, ServiceServer } from "./loopback-server.ts";
import { BusEventStore } from "./events/bus-event-store.ts";
import type { MailResources } from "./template/mail-resources.ts";
import { mailService } from "./mail/mail-service.ts";
import type { Crash } from "./mail/mail-service.ts";
import { MailStore } from "./mail/mail-store.ts";
import type { Bucket } from "./objects/bucket.ts";
import { objectService } from "./objects/object-service.ts";
import { ObjectStore } from "./objects/object-store.ts";
import type { AwsEnvironment } from "./aws-environment.ts";
import { Permissions } from "./permissions/permissions.ts";
import type { Enforced, Policies } from "./permissions/permissions.ts";
import type { Refusal } from "./permissions/refusal.ts";
import { QueueMoves } from "./queue/queue-moves.ts";
import { queueService } from "./queue/queue-service.ts";
import { QueueStore } from "./queue/queue-store.ts";
import { scheduleService } from "./schedule/schedule-service.ts";
import { ScheduleStore } from "./schedule/schedule-store.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** The services that functions call, each on a port of its own, and the stores behind them. */
export class StandIns {
  readonly clock: VirtualClock;
  readonly queues: QueueStore;
  readonly schedules: ScheduleStore;
  readonly mails: MailStore;
  readonly events: BusEventStore;
  readonly objects: ObjectStore;
  readonly faults: Faults;
  readonly #stateDb: StateDb;
  readonly #awsEnvironment: AwsEnvironment;
  readonly #servers: LoopbackServer[] = [];
  #tables: TableServer | undefined;
  #faultTables: FaultTargets["tables"] | undefined;
  #permissions: Permissions | undefined;
  readonly #enforced: Enforced = () => this.#permissions;

  /** @param startMs where the clock of an empty state database begins */
  constructor({
    stateDb,
    awsEnvironment,
    startMs,
  }: {
    readonly stateDb: StateDb;
    readonly awsEnvironment: AwsEnvironment;
    readonly startMs: number;
  }) {
    this.#stateDb = stateDb;
    this.#awsEnvironment = awsEnvironment;
    this.clock = new VirtualClock({ stateDb, startMs });
    this.faults = new Faults(stateDb, () => {
      return this.#faultTables && { queues: this.queues.workQueues(), tables: this.#faultTables };
    });
    const { clock, faults } = this;
    this.queues = new QueueStore({ stateDb, clock, faults });
    this.schedules = new ScheduleStore({ stateDb, clock, awsEnvironment, faults });
    this.mails = new MailStore({ stateDb, clock: this.clock });
    this.events = new BusEventStore({ stateDb, clock: this.clock });
    this.objects = new ObjectStore({ stateDb, clock: this.clock });
  }

  /** @param dataDirectory undefined keeps all in memory */
  async startTables(dataDirectory: string | undefined, onRefusal: (refusal: Refusal) => void): Promise<ServiceServer> {
    const directory = dataDirectory === undefined ? undefined : join(dataDirectory, "tables");
    const { clock, faults } = this;
    const onStrike = (id: number): void => faults.struck(id);
    const tables = this.#keep(await startDynamoDb({ directory, clock, onRefusal, onStrike }));
    const suffer = (): void => tables.suffer({ waiting: faults.ofTables(), awsEnvironment: this.#awsEnvironment });
    suffer();
    faults.onChange(suffer);
    this.#tables = tables;
    return tables;
  }

  /** From now on a fault that names a table or a queue must name one that is there. */
  knowTables(tables: FaultTargets["tables"]): void {
    this.#faultTables = tables;
  }

  /** From now on, no service does what these policies do not allow. */
  enforce(policies: Policies, onRefusal: (refusal: Refusal) => void): Permissions {
    this.#permissions = new Permissions(policies, onRefusal);
    this.#tables?.enforce(policies);
    return this.#permissions;
  }

  async startQueues(): Promise<ServiceServer> {
    const { queues: store, clock } = this;
    const moves = new QueueMoves({ stateDb: this.#stateDb, clock, store });
    return this.#keep(
      await serveOnLoopback(
        queueService({ store, moves, clock, awsEnvironment: this.#awsEnvironment, enforced: this.#enforced }),
      ),
    );
  }

  async startScheduler(): Promise<ServiceServer> {
    return this.#keep(
      await serveOnLoopback(
        scheduleService({ store: this.schedules, awsEnvironment: this.#awsEnvironment, enforced: this.#enforced }),
      ),
    );
  }

  async startMail(
    resources: MailResources & { readonly onCrash: (crash: Crash) => Promise<void> },
  ): Promise<ServiceServer> {
    const { clock, mails: store, events, faults } = this;
    const service = mailService({
      stateDb: this.#stateDb,
      clock,
      awsEnvironment: this.#awsEnvironment,
      store,
      events,
      faults,
      maxSendRate: 1000,
      enforced: this.#enforced,
      ...resources,
    });
    return this.#keep(await serveOnLoopback(service));
  }

  async startObjects(buckets: readonly Bucket[]): Promise<LoopbackServer> {
    const { clock, objects: store, events } = this;
    const handle = objectService({
      stateDb: this.#stateDb,
      clock,
      awsEnvironment: this.#awsEnvironment,
      store,
      events,
      buckets,
      enforced: this.#enforced,
    });
    return this.#keep(await listenOnLoopback(handle));
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()));
  }

  #keep<Server extends LoopbackServer>(server: Server): Server {
    this.#servers.push(server);
    return server;
  }
}
