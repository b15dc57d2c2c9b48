import { S3Client } from "@aws-sdk/client-s3";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SESClient } from "@aws-sdk/client-ses";
import { SQSClient } from "@aws-sdk/client-sqs";

export const awsEnvironment = { region: "ap-southeast-1", account: "123456789012" } as const;
export const arnOfQueue = (name: string) => `arn:aws:sqs:${awsEnvironment.region}:${awsEnvironment.account}:${name}`;

/**
 * What stands there before a clause is tried: two queues and one for their dead letters, a group of schedules, a bucket
 * that keeps versions, a domain that may be written from, and a configuration set.
 */
export const resources = {
  queues: {
    post: { visibilityTimeoutSeconds: 3, maxReceiveCount: 2 },
    run: { visibilityTimeoutSeconds: 360, maxReceiveCount: 5 },
  },
  deadLetters: "dead",
  group: "ladder",
  bucket: "papers",
  domain: "daklak.example",
  configurationSet: "letters",
} as const;

/** Something that stands in for the services that functions call, with nothing in it but the resources. */
export type Services = {
  readonly sqs: SQSClient;
  readonly scheduler: SchedulerClient;
  readonly s3: S3Client;
  readonly ses: SESClient;
  readonly queueUrl: (name: string) => string;
  /** Lets time go by, whatever clock the services go by; in seconds. */
  readonly pass: (seconds: number) => Promise<void>;
  /** The mails that were taken, as they were written, and for whom, in the order of the alphabet. */
  readonly mails: () => Promise<readonly { readonly recipients: readonly string[]; readonly raw: string }[]>;
  readonly close: () => Promise<void>;
};

/** The real clients, as functions have them, turned to loopback. */
export function clientsAt(endpoints: Readonly<Record<"sqs" | "scheduler" | "s3" | "ses", string>>) {
  const settings = {
    region: awsEnvironment.region,
    credentials: { accessKeyId: "function", secretAccessKey: "none" },
    maxAttempts: 1,
  };
  const clients = {
    sqs: new SQSClient({ ...settings, endpoint: endpoints.sqs }),
    scheduler: new SchedulerClient({ ...settings, endpoint: endpoints.scheduler }),
    s3: new S3Client({
      ...settings,
      endpoint: endpoints.s3,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    }),
    ses: new SESClient({ ...settings, endpoint: endpoints.ses }),
  };
  return { ...clients, destroy: () => Object.values(clients).forEach((client) => client.destroy()) };
}
