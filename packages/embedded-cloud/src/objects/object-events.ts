import type { BusEvent } from "../events/bus-event.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { stableUuid } from "../stable-id.ts";
import type { Bucket } from "./bucket.ts";
import type { StoredObject } from "./object-store.ts";

/** What made an object, in the words of S3's own events. */
export type Making = "PutObject" | "POST Object" | "CopyObject" | "CompleteMultipartUpload";

/** The file that every scanner takes for malware, made for trying them out; in two, so that this source is none. */
const trialOfScanners = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** What EventBridge is told of an object that came: by S3, and by the scanner that looks through its bucket. */
export function eventsOf(
  { bucket, object, making, body }: { bucket: Bucket; object: StoredObject; making: Making; body: Uint8Array },
  awsEnvironment: AwsEnvironment,
): BusEvent[] {
  const told = { bucket, object, awsEnvironment };
  const isScanned = bucket.scan?.prefixes.some((prefix) => object.key.startsWith(prefix)) ?? false;
  return [
    ...(bucket.tells ? [created(told, making)] : []),
    ...(isScanned ? [scanned(told, Buffer.from(body).includes(trialOfScanners))] : []),
  ];
}

type Told = { readonly bucket: Bucket; readonly object: StoredObject; readonly awsEnvironment: AwsEnvironment };

function created({ bucket, object, awsEnvironment }: Told, making: Making): BusEvent {
  return {
    ...envelope({ object, awsEnvironment }, "Object Created"),
    source: "aws.s3",
    resources: [`arn:aws:s3:::${bucket.name}`],
    detail: {
      version: "0",
      bucket: { name: bucket.name },
      object: {
        key: object.key,
        size: object.size,
        etag: object.etag,
        "version-id": object.version,
        sequencer: object.id.toString(16).toUpperCase().padStart(18, "0"),
      },
      "request-id": stableUuid(object.version).slice(0, 16),
      requester: awsEnvironment.account,
      reason: making,
    },
  };
}

function scanned({ bucket, object, awsEnvironment }: Told, infected: boolean): BusEvent {
  return {
    ...envelope({ object, awsEnvironment }, "GuardDuty Malware Protection Object Scan Result"),
    source: "aws.guardduty",
    resources: [bucket.scan?.planArn ?? ""],
    detail: {
      schemaVersion: "1.0",
      scanStatus: "COMPLETED",
      resourceType: "S3_OBJECT",
      s3ObjectDetails: {
        bucketName: bucket.name,
        objectKey: object.key,
        eTag: object.etag,
        versionId: object.version,
        s3Throttled: false,
      },
      scanResultDetails: infected
        ? { scanResultStatus: "THREATS_FOUND", threats: [{ name: "EICAR-Test-File (not a virus)" }] }
        : { scanResultStatus: "NO_THREATS_FOUND", threats: null },
    },
  };
}

function envelope({ object, awsEnvironment }: Pick<Told, "object" | "awsEnvironment">, detailType: string) {
  return {
    version: "0" as const,
    id: stableUuid(`${object.version} ${detailType}`),
    "detail-type": detailType,
    account: awsEnvironment.account,
    time: `${new Date(object.createdAt).toISOString().slice(0, 19)}Z`,
    region: awsEnvironment.region,
  };
}
