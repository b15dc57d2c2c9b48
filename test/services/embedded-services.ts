import { openStateDb, StandIns } from "embedded-cloud";

import { arnOfQueue, awsEnvironment, clientsAt, resources } from "./services.ts";
import type { Services } from "./services.ts";

/** The embedded cloud's own stand-ins, in memory. Their clock stands still but where time is let go by. */
export async function embeddedServices(): Promise<Services> {
  const stateDb = openStateDb(":memory:");
  const standIns = new StandIns({ stateDb, awsEnvironment, startMs: Date.now() });
  const { clock, queues, schedules, mails } = standIns;
  const deadLetterArn = arnOfQueue(resources.deadLetters);
  queues.createQueue({
    name: resources.deadLetters,
    arn: deadLetterArn,
    visibilityTimeoutSeconds: 30,
    delaySeconds: 0,
  });
  for (const [name, { visibilityTimeoutSeconds, maxReceiveCount }] of Object.entries(resources.queues)) {
    const redrive = { deadLetterArn, maxReceiveCount };
    queues.createQueue({ name, arn: arnOfQueue(name), visibilityTimeoutSeconds, delaySeconds: 0, redrive });
  }
  schedules.createGroup(resources.group);
  const [queueServer, scheduleServer, objectServer, mailServer] = await Promise.all([
    standIns.startQueues(),
    standIns.startScheduler(),
    standIns.startObjects([{ name: resources.bucket, tells: false, lifecycle: [], cors: [], scan: undefined }]),
    standIns.startMail({
      identities: [resources.domain],
      configurationSets: [{ name: resources.configurationSet, publishes: [] }],
      onCrash: async () => {},
    }),
  ]);
  const clients = clientsAt({
    sqs: queueServer.url,
    scheduler: scheduleServer.url,
    s3: objectServer.url,
    ses: mailServer.url,
  });
  let passedMs = 0;
  return {
    ...clients,
    queueUrl: (name) => `${queueServer.url}/${awsEnvironment.account}/${name}`,
    async pass(seconds) {
      passedMs += seconds * 1000;
      clock.set(Date.now() + passedMs);
    },
    mails: async () =>
      mails.mailbox().map(({ id, recipients }) => ({
        recipients: recipients.toSorted(),
        raw: mails.raw(id)?.toString() ?? "",
      })),
    async close() {
      clients.destroy();
      await standIns.close();
      stateDb.close();
    },
  };
}
