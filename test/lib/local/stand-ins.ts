import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { openStateDb, StandIns } from "embedded-cloud";
import type { Bucket } from "embedded-cloud";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

import { seasonStartMs } from "../../../lib/local/load-season.ts";

export const awsEnvironment = { region: "ap-southeast-1", account: "000000000000" };
export const startMs = seasonStartMs;

/** A directory of its own, gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "dung-han-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
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

/** Queues and files over HTTP with the real clients; stopped after the test, or by `stop`. */
export async function startStandIns({ directory = ":memory:", buckets = [bucket] } = {}) {
  const stateDb = openStateDb(directory);
  const standIns = new StandIns({ stateDb, awsEnvironment, startMs });
  const { url: queuesUrl } = await standIns.startQueues();
  const { url: objectsUrl } = await standIns.startObjects(buckets);
  const common = {
    region: awsEnvironment.region,
    credentials: { accessKeyId: "post-worker", secretAccessKey: "none" },
    maxAttempts: 1,
  };
  const sqs = new SQSClient({ ...common, endpoint: queuesUrl });
  // As in a function: its clock is the virtual one.
  const s3 = new S3Client({
    ...common,
    endpoint: objectsUrl,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

  let stopped = false;
  async function stop(): Promise<void> {
    if (stopped) return;
    stopped = true;
    for (const client of [sqs, s3]) client.destroy();
    await standIns.close();
    stateDb.close();
  }
  onTestFinished(stop);
  const queueUrl = (name: string) => `${queuesUrl}/${awsEnvironment.account}/${name}`;
  const { clock, queues, events, objects } = standIns;
  return { stateDb, clock, queues, events, objects, sqs, s3, objectsUrl, queueUrl, stop };
}
