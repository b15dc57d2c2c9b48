import { S3Client } from "@aws-sdk/client-s3";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SESClient } from "@aws-sdk/client-ses";
import { SQSClient } from "@aws-sdk/client-sqs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Faults } from "../src/faults.ts";
import { openStateDb } from "../src/state-db.ts";
import { listenOnLoopback, serveOnLoopback } from "../src/loopback-server.ts";
import { BusEventStore } from "../src/events/bus-event-store.ts";
import { mailService } from "../src/mail/mail-service.ts";
import type { Crash } from "../src/mail/mail-service.ts";
import { MailStore } from "../src/mail/mail-store.ts";
import type { Bucket } from "../src/objects/bucket.ts";
import { objectService } from "../src/objects/object-service.ts";
import { ObjectStore } from "../src/objects/object-store.ts";
import { QueueMoves } from "../src/queue/queue-moves.ts";
import { queueService } from "../src/queue/queue-service.ts";
import { QueueStore } from "../src/queue/queue-store.ts";
import { scheduleService } from "../src/schedule/schedule-service.ts";
import { ScheduleStore } from "../src/schedule/schedule-store.ts";
import { VirtualClock } from "../src/virtual-clock.ts";

export const awsEnvironment = { region: "ap-southeast-1", account: "000000000000" };
export const startMs = Date.parse("2017-07-14T08:00:00+07:00");

const allKinds = ["send", "delivery", "bounce", "complaint", "reject", "deliveryDelay", "renderingFailure"] as const;

/** Takes what ends a thing when nobody needs it any more. */
export type AtEnd = (end: () => Promise<void> | void) => void;

/** A directory of its own, gone after the test, unless another end is given. */
export function temporaryDirectory(atEnd: AtEnd = onTestFinished): string {
  const directory = mkdtempSync(join(tmpdir(), "dung-han-"));
  atEnd(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export const bucket: Bucket = {
  name: "papers",
  tells: true,
  lifecycle: [
    { prefix: "incoming/", expires: 2, oldVersionsExpire: 1, brokenOffUploadsExpire: undefined },
    { prefix: "exports/", expires: 7, oldVersionsExpire: 1, brokenOffUploadsExpire: undefined },
    { prefix: "", expires: undefined, oldVersionsExpire: undefined, brokenOffUploadsExpire: 1 },
  ],
  cors: [{ origins: ["https://baocao.tinh.example"], methods: ["POST"], headers: ["content-type"] }],
  scan: undefined,
};

/** All stand-ins over HTTP with the real clients; stopped after the test, or by `stop`. */
export async function startStandIns({ directory = ":memory:", buckets = [bucket] } = {}) {
  const stateDb = openStateDb(directory);
  const clock = new VirtualClock({ stateDb, startMs });
  const faults = new Faults(stateDb);
  const queues = new QueueStore({ stateDb, clock, faults });
  const schedules = new ScheduleStore({ stateDb, clock, awsEnvironment, faults });
  const mails = new MailStore({ stateDb, clock });
  const events = new BusEventStore({ stateDb, clock });
  const objects = new ObjectStore({ stateDb, clock });
  const crashes: Crash[] = [];

  const queueServer = await serveOnLoopback(
    queueService({ store: queues, moves: new QueueMoves({ stateDb, clock, store: queues }), clock, awsEnvironment }),
  );
  const scheduleServer = await serveOnLoopback(scheduleService({ store: schedules, awsEnvironment }));
  const mailServer = await serveOnLoopback(
    mailService({
      stateDb,
      clock,
      awsEnvironment,
      store: mails,
      events,
      faults,
      identities: ["daklak.example"],
      configurationSets: [{ name: "letters", publishes: allKinds }],
      maxSendRate: 14,
      onCrash: async (crash) => void crashes.push(crash),
    }),
  );
  const objectServer = await listenOnLoopback(
    objectService({ stateDb, clock, awsEnvironment, store: objects, events, buckets }),
  );

  const common = {
    region: awsEnvironment.region,
    credentials: { accessKeyId: "post-worker", secretAccessKey: "none" },
    maxAttempts: 1,
  };
  const sqs = new SQSClient({ ...common, endpoint: queueServer.url });
  const scheduler = new SchedulerClient({ ...common, endpoint: scheduleServer.url });
  const ses = new SESClient({ ...common, endpoint: mailServer.url });
  // As in a function: its clock is the virtual one.
  const s3 = new S3Client({
    ...common,
    endpoint: objectServer.url,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

  let stopped = false;
  async function stop(): Promise<void> {
    if (stopped) return;
    stopped = true;
    for (const client of [sqs, scheduler, ses, s3]) client.destroy();
    await Promise.all([queueServer.close(), scheduleServer.close(), mailServer.close(), objectServer.close()]);
    stateDb.close();
  }
  onTestFinished(stop);
  return {
    stateDb,
    clock,
    queues,
    schedules,
    faults,
    mails,
    events,
    objects,
    crashes,
    sqs,
    scheduler,
    ses,
    s3,
    objectsUrl: objectServer.url,
    queueUrl: (name: string) => `${queueServer.url}/${awsEnvironment.account}/${name}`,
    stop,
  };
}
