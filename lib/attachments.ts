import { Duration, Stack, Validations } from "aws-cdk-lib";
import type { EventPattern } from "aws-cdk-lib/aws-events";
import { Grant } from "aws-cdk-lib/aws-iam";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";

import { PREFIXES } from "../functions/objects/archive-keys.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import { KEPT } from "./kept.ts";
import type { Register } from "./register.ts";
import { resourceOf } from "./resource-of.ts";
import { Scanner } from "./scanner.ts";
import type { Settings } from "./settings.ts";
import { WorkQueue } from "./work-queue.ts";

export interface AttachmentsProps {
  readonly register: Register;
  /** Where people reach the site: the one place whose pages may send files. */
  readonly siteUrl: string;
  /**
   * Who scans what comes in.
   * @default - nobody: a file is taken once its content was looked at
   */
  readonly scan: Settings["scan"];
}

type Place = keyof typeof PREFIXES;

/**
 * How many files are looked at together. One takes a second at most but for the largest: four look through some 240 a
 * minute, which is the files of 2,000 units in the last ten minutes before a deadline.
 */
const FILES_AT_ONCE = 4;

/**
 * Keeps files: what units attach to their reports, and papers made for somebody to fetch. A file comes in at a place
 * of its own, where nothing is ever fetched from, and is looked at before it is kept; with a scanner, it stays there
 * until that has spoken.
 */
export class Attachments extends Construct {
  readonly bucketName: string;
  /** Files that came in and were not looked at yet. */
  readonly arrivals: WorkQueue;
  readonly uploads: DungHanFunction;
  readonly scanner: Scanner | undefined;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { register, siteUrl, scan }: AttachmentsProps) {
    super(scope, id);
    this.#bucket = new Bucket(this, "Files", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      cors: [{ allowedOrigins: [siteUrl], allowedMethods: [HttpMethods.POST], allowedHeaders: ["content-type"] }],
      lifecycleRules: [
        {
          id: "what-was-not-taken",
          prefix: PREFIXES.incoming,
          expiration: Duration.days(2),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: "made-to-be-fetched",
          prefix: PREFIXES.exports,
          expiration: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(1),
        },
        // No rule ends a version of an attachment: the one that was filed need not be the latest of its key (D57).
        { id: "broken-off", abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: KEPT,
    });
    this.bucketName = this.#bucket.bucketName;
    Validations.of(this.#bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "Nobody comes to the bucket but by a link or form that the site gave out, which stands in its access log.",
    });
    tellEventBridge(this.#bucket);
    this.arrivals = new WorkQueue(this, "Arrivals", { workTime: Duration.seconds(60) });
    this.uploads = this.#examineUploads({ register, scan });
    if (scan !== undefined)
      this.scanner = new Scanner(this, "Scanner", { bucket: this.#bucket, bucketId: this.#bucketId });
    this.arrivals.takeEvents(this, "CameIn", this.scanner?.results() ?? this.#created());
  }

  /** Signing forms that send files in, and seeing whether they came. */
  grantReceiving(grantee: DungHanFunction): void {
    this.grantKeeping(grantee, "incoming");
    this.grantReading(grantee, "incoming");
  }

  /** Reading and signing of links. */
  grantReading(grantee: DungHanFunction, place: Place): void {
    this.#grant(grantee, ["s3:GetObject", "s3:GetObjectVersion"], place);
    this.#grantFindingNothing(grantee);
  }

  /** Keeping, in one piece or in parts. */
  grantKeeping(grantee: DungHanFunction, place: Place): void {
    this.#grant(grantee, ["s3:PutObject", "s3:AbortMultipartUpload"], place);
  }

  /** Removing so that it can be brought back: no version is ever destroyed by a function. */
  grantRemoving(grantee: DungHanFunction, place: Place): void {
    this.#grant(grantee, ["s3:DeleteObject"], place);
  }

  #examineUploads({ register, scan }: Pick<AttachmentsProps, "register" | "scan">): DungHanFunction {
    const uploads = new DungHanFunction(this, "Uploads", {
      entry: "uploads",
      timeout: this.arrivals.workTime,
      // A file of 25 MB, copies of it for the thread and the reader there, and the 600 MB that the thread is ended at
      // (BOUNDS), which may be passed between two looks. More than one processor: the thread is looked after meanwhile.
      memorySize: 2048,
      environment: { TABLE_NAME: register.tableName, ARCHIVE: this.bucketName, SCAN: scan ?? "none" },
    });
    // One at a time: a file as large as may be fills the function's memory.
    uploads.worksOff(this.arrivals, { batchSize: 1, maxConcurrency: FILES_AT_ONCE });
    register.grantReadWrite(uploads);
    this.grantReading(uploads, "incoming");
    this.grantRemoving(uploads, "incoming");
    this.grantKeeping(uploads, "attachments");
    this.grantReading(uploads, "attachments");
    return uploads;
  }

  #created(): EventPattern {
    return {
      source: ["aws.s3"],
      detailType: ["Object Created"],
      detail: { bucket: { name: [this.bucketName] }, object: { key: [{ prefix: PREFIXES.incoming }] } },
    };
  }

  #grant(grantee: DungHanFunction, actions: string[], place: Place): void {
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.#bucket.arnForObjects(`${PREFIXES[place]}*`)] });
    Validations.of(grantee.role ?? grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${this.#bucketId}.Arn>/${PREFIXES[place]}*]`,
      reason: "The files of one place of the archive; which of them, the function decides by who asks.",
    });
  }

  /** What the template calls the bucket. */
  get #bucketId(): string {
    return Stack.of(this).getLogicalId(resourceOf(this.#bucket, CfnBucket));
  }

  /** Who may not list a bucket is told of a missing object that he may not see it, not that there is none. */
  #grantFindingNothing(grantee: DungHanFunction): void {
    Grant.addToPrincipal({ grantee, actions: ["s3:ListBucket"], resourceArns: [this.#bucket.bucketArn] });
  }
}

/** The library would make a function of its own to switch this on; the bucket has a property for it. */
function tellEventBridge(bucket: Bucket): void {
  resourceOf(bucket, CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
