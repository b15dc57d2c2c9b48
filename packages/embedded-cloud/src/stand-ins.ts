import { join } from "node:path";
import { startDynamoDb } from "./dynamodb.ts";
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
    this.queues = new QueueStore({ stateDb, clock: this.clock });
    this.schedules = new ScheduleStore({ stateDb, clock: this.clock, awsEnvironment });
    this.mails = new MailStore({ stateDb, clock: this.clock });
    this.events = new BusEventStore({ stateDb, clock: this.clock });
    this.objects = new ObjectStore({ stateDb, clock: this.clock });
    this.faults = new Faults(stateDb);
  }

  /** @param dataDirectory undefined keeps all in memory */
  async startTables(dataDirectory: string | undefined): Promise<ServiceServer> {
    return this.#keep(await startDynamoDb(dataDirectory === undefined ? undefined : join(dataDirectory, "tables")));
  }

  async startQueues(): Promise<ServiceServer> {
    const { queues: store, clock } = this;
    const moves = new QueueMoves({ stateDb: this.#stateDb, clock, store });
    return this.#keep(
      await serveOnLoopback(queueService({ store, moves, clock, awsEnvironment: this.#awsEnvironment })),
    );
  }

  async startScheduler(): Promise<ServiceServer> {
    return this.#keep(
      await serveOnLoopback(scheduleService({ store: this.schedules, awsEnvironment: this.#awsEnvironment })),
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
