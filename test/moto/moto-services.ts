import { CreateBucketCommand, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { CreateScheduleGroupCommand } from "@aws-sdk/client-scheduler";
import { CreateConfigurationSetCommand, VerifyDomainIdentityCommand } from "@aws-sdk/client-ses";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";

import { arnOfQueue, awsEnvironment, clientsAt, resources } from "../services/services.ts";
import type { Services } from "../services/services.ts";

/** What moto tells of the mails that it took. */
type MotoModels = { ses?: { RawMessage?: { destinations: string[]; raw_data: string }[] } };

/** moto's server, emptied first; its clock is the machine's. */
export async function motoServices(url: string): Promise<Services> {
  await fetch(`${url}/moto-api/reset`, { method: "POST" });
  const clients = clientsAt({ sqs: url, scheduler: url, s3: url, ses: url });
  const { sqs, scheduler, s3, ses } = clients;
  await sqs.send(new CreateQueueCommand({ QueueName: resources.deadLetters }));
  for (const [name, { visibilityTimeoutSeconds, maxReceiveCount }] of Object.entries(resources.queues)) {
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOfQueue(resources.deadLetters), maxReceiveCount });
    const Attributes = { VisibilityTimeout: String(visibilityTimeoutSeconds), RedrivePolicy };
    await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  }
  await scheduler.send(new CreateScheduleGroupCommand({ Name: resources.group }));
  const Bucket = resources.bucket;
  const CreateBucketConfiguration = { LocationConstraint: awsEnvironment.region };
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  await ses.send(new VerifyDomainIdentityCommand({ Domain: resources.domain }));
  await ses.send(new CreateConfigurationSetCommand({ ConfigurationSet: { Name: resources.configurationSet } }));
  return {
    ...clients,
    queueUrl: (name) => `${url}/${awsEnvironment.account}/${name}`,
    pass: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    async mails() {
      const { ses: models } = (await (await fetch(`${url}/moto-api/data.json`)).json()) as MotoModels;
      const mails = models?.RawMessage ?? [];
      return mails.map(({ destinations, raw_data }) => ({ recipients: destinations.toSorted(), raw: raw_data }));
    },
    close: async () => clients.destroy(),
  };
}
