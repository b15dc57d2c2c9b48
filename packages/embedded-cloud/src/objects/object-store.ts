import { createHash } from "node:crypto";

import * as z from "zod/mini";

import type { StateDb } from "../state-db.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import { stableUuid } from "../stable-id.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Bucket, LifecycleRule } from "./bucket.ts";
import { objectStatements } from "./object-statements.ts";

const RowSchema = z.object({
  id: z.int(),
  key: z.string(),
  version: z.string(),
  created_at: z.int(),
  is_marker: z.int(),
  content_type: z.string(),
  etag: z.string(),
  size: z.int(),
});
const BodySchema = z.object({ body: z.instanceof(Uint8Array) });
const PartSchema = z.object({ number: z.int(), etag: z.string(), body: z.instanceof(Uint8Array) });
const IdSchema = z.object({ id: z.int() });
const LastSchema = z.object({ last: z.int() });
const UploadSchema = z.object({ content_type: z.string() });

/** One version of an object; `id` is the store's own. */
export type StoredObject = {
  readonly id: number;
  readonly key: string;
  readonly version: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly contentType: string;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
};

const dayMs = 86_400_000;
/** Of every part of an upload but the last. */
const leastPartBytes = 5 * 1024 * 1024;

/**
 * Versioned objects, in the state database: an object and the event that tells of it are there together or not at all, and of
 * one that was still being sent when the process died there is nothing.
 */
export class ObjectStore {
  readonly #stateDb: StateDb;
  readonly #clock: VirtualClock;
  readonly #sql: ReturnType<typeof objectStatements>;

  constructor({ stateDb, clock }: { readonly stateDb: StateDb; readonly clock: VirtualClock }) {
    this.#stateDb = stateDb;
    this.#clock = clock;
    this.#sql = objectStatements(stateDb);
  }

  put(bucket: string, key: string, { contentType, body }: { contentType: string; body: Uint8Array }): StoredObject {
    const etag = createHash("md5").update(body).digest("hex");
    const version = this.#nextVersion();
    this.#sql.put.run(bucket, key, version, this.#clock.now(), contentType, etag, body.byteLength, body);
    return this.find(bucket, key, version);
  }

  /** @throws ServiceRefusal when it is not there, or was deleted */
  find(bucket: string, key: string, version?: string): StoredObject {
    const row = version === undefined ? this.#sql.latest.get(bucket, key) : this.#sql.version.get(bucket, key, version);
    const found = row === undefined ? undefined : z.parse(RowSchema, row);
    if (found !== undefined && found.is_marker === 0) return objectOf(found);
    if (version === undefined) throw new ServiceRefusal("NoSuchKey", "The specified key does not exist.", 404);
    throw found === undefined
      ? new ServiceRefusal("NoSuchVersion", "The specified version does not exist.", 404)
      : new ServiceRefusal("MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
  }

  body({ id }: StoredObject): Buffer {
    return Buffer.from(z.parse(BodySchema, this.#sql.body.get(id)).body);
  }

  /** Puts a delete marker over the versions of a key; answers the marker's own version. */
  mark(bucket: string, key: string): string {
    const version = this.#nextVersion();
    this.#sql.mark.run(bucket, key, version, this.#clock.now());
    return version;
  }

  /** The objects of a bucket as a listing would show them: the latest version of each, by key. */
  objects(bucket: string): StoredObject[] {
    return this.#sql.all.all(bucket).map((row) => objectOf(z.parse(RowSchema, row)));
  }

  startUpload(bucket: string, key: string, contentType: string): string {
    const row = this.#sql.startUpload.get(bucket, key, contentType, this.#clock.now());
    return String(z.parse(IdSchema, row).id);
  }

  /** @throws ServiceRefusal when there is no such upload */
  putPart(upload: UploadRef, number: number, body: Uint8Array): string {
    this.#typeOf(upload);
    const etag = createHash("md5").update(body).digest("hex");
    this.#sql.putPart.run(Number(upload.id), number, etag, body);
    return etag;
  }

  /** @throws ServiceRefusal when there is no such upload, or its parts are not those named */
  completeUpload(upload: UploadRef, named: readonly { number: number; etag: string }[]): StoredObject {
    const contentType = this.#typeOf(upload);
    const parts = this.#sql.parts.all(Number(upload.id)).map((row) => z.parse(PartSchema, row));
    const chosen = named.map(({ number, etag }) => parts.find((part) => part.number === number && part.etag === etag));
    if (named.some(({ number }, at) => number <= (named[at - 1]?.number ?? 0))) {
      throw new ServiceRefusal("InvalidPartOrder", "The list of parts was not in ascending order.");
    }
    if (chosen.length === 0 || chosen.includes(undefined)) {
      throw new ServiceRefusal("InvalidPart", "One or more of the specified parts could not be found.");
    }
    const bodies = chosen.flatMap((part) => (part === undefined ? [] : [part.body]));
    if (bodies.slice(0, -1).some(({ byteLength }) => byteLength < leastPartBytes)) {
      throw new ServiceRefusal("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
    }
    const body = Buffer.concat(bodies);
    this.abortUpload(upload);
    return this.put(upload.bucket, upload.key, { contentType, body });
  }

  abortUpload(upload: UploadRef): void {
    this.#typeOf(upload);
    this.#drop(Number(upload.id));
  }

  /** Does what the rules of a bucket would have done until now. */
  expire({ name, lifecycle }: Bucket): void {
    this.#stateDb.transaction(() => lifecycle.forEach((rule) => this.#apply(name, rule)));
  }

  #apply(bucket: string, { prefix, expires, oldVersionsExpire, brokenOffUploadsExpire }: LifecycleRule): void {
    const before = (days: number): number => this.#clock.now() - days * dayMs;
    if (expires !== undefined) {
      const old = this.objects(bucket).filter(
        ({ key, createdAt }) => key.startsWith(prefix) && createdAt <= before(expires),
      );
      for (const { key } of old) this.mark(bucket, key);
    }
    if (oldVersionsExpire !== undefined) {
      this.#sql.dropOldVersions.run(bucket, prefix, prefix, before(oldVersionsExpire));
    }
    if (brokenOffUploadsExpire !== undefined) {
      const old = this.#sql.oldUploads.all(bucket, prefix, prefix, before(brokenOffUploadsExpire));
      for (const row of old) this.#drop(z.parse(IdSchema, row).id);
    }
  }

  #drop(uploadId: number): void {
    this.#sql.dropParts.run(uploadId);
    this.#sql.dropUpload.run(uploadId);
  }

  #typeOf({ id, bucket, key }: UploadRef): string {
    const row = this.#sql.upload.get(Number(id), bucket, key);
    if (row !== undefined) return z.parse(UploadSchema, row).content_type;
    throw new ServiceRefusal("NoSuchUpload", "The specified multipart upload does not exist.", 404);
  }

  #nextVersion(): string {
    const { last } = z.parse(LastSchema, this.#sql.last.get());
    return stableUuid(`object ${last + 1}`).replaceAll("-", "");
  }
}

/** An upload in parts. */
export type UploadRef = { readonly id: string; readonly bucket: string; readonly key: string };

function objectOf({ id, key, version, created_at, content_type, etag, size }: z.infer<typeof RowSchema>): StoredObject {
  return { id, key, version, createdAt: created_at, contentType: content_type, etag, size };
}
