import type { IncomingMessage, ServerResponse } from "node:http";

import type { BusEventStore } from "../events/bus-event-store.ts";
import { readAtMost } from "../gateway/limited-body.ts";
import type { StateDb } from "../state-db.ts";
import type { Handle } from "../loopback-server.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { Enforced } from "../permissions/permissions.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Bucket } from "./bucket.ts";
import { corsHeaders } from "./cors.ts";
import { write, xml } from "./object-answers.ts";
import { eventsOf } from "./object-events.ts";
import type { Making } from "./object-events.ts";
import { actionOf, checkObjectCall, credential, findFor, signerOfLink } from "./object-permissions.ts";
import { checkSigned } from "./object-signature.ts";
import type { ObjectStore, StoredObject, UploadRef } from "./object-store.ts";
import { readPost } from "./post-form.ts";

export type ObjectServiceProps = {
  readonly stateDb: StateDb;
  readonly clock: VirtualClock;
  readonly awsEnvironment: AwsEnvironment;
  readonly store: ObjectStore;
  readonly events: BusEventStore;
  readonly buckets: readonly Bucket[];
  readonly enforced?: Enforced;
};

/** One request, its address taken apart. */
type Asked = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bucket: Bucket;
  readonly key: string;
  readonly query: URLSearchParams;
  /** By whom it is signed, as an `Authorization` header has it. */
  readonly signedBy: string;
};

/** S3 takes five gigabytes at once; nothing here is near that. */
const largestBodyBytes = 100 * 1024 * 1024;

/**
 * S3 in its REST protocol, buckets as paths, as far as the archive and browsers speak it: objects with versions, in
 * one piece, in parts or by a form with a policy; links and forms are held to their signatures.
 */
export function objectService(props: ObjectServiceProps): Handle {
  const { stateDb, clock, awsEnvironment, store, events, enforced = () => undefined } = props;

  return async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://unused");
    const [, name = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(pathname)) ?? [];
    try {
      const bucket = props.buckets.find((one) => one.name === name);
      if (bucket === undefined) {
        throw new ServiceRefusal("NoSuchBucket", "The specified bucket does not exist", 404);
      }
      response.setHeaders(corsHeaders(bucket, request));
      if (request.method === "OPTIONS") return write(response, response.hasHeader("vary") ? 200 : 403);
      store.expire(bucket);
      const signedBy = signerOfLink(query) ?? request.headers.authorization ?? "";
      await answer({ request, response, bucket, key, query, signedBy });
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      // What is left of a body that is not wanted is not waited for.
      if (!request.complete) response.setHeader("connection", "close");
      write(response, error.status, xml("Error", { Code: error.code, Message: error.message }));
    }
  };

  async function answer(asked: Asked): Promise<void> {
    const { request, query, key } = asked;
    if (request.method === "POST" && key === "") return post(asked);
    checkSigned(request, clock.now());
    const operation = [request.method, ...subresources.filter((name) => query.has(name))].join(" ");
    check(asked, actionOf(operation, query));
    switch (operation) {
      case "GET":
      case "HEAD":
        return give(asked);
      case "PUT":
        return request.headers["x-amz-copy-source"] === undefined ? put(asked) : copy(asked);
      case "DELETE": {
        const marker = { "x-amz-delete-marker": "true", "x-amz-version-id": store.mark(asked.bucket.name, key) };
        return write(asked.response, 204, "", marker);
      }
      case "POST uploads": {
        const id = store.startUpload(asked.bucket.name, key, typeIn(request));
        const started = { Bucket: asked.bucket.name, Key: key, UploadId: id };
        return write(asked.response, 200, xml("InitiateMultipartUploadResult", started));
      }
      case "PUT uploadId": {
        const etag = store.putPart(uploadIn(asked), Number(query.get("partNumber")), await bodyOf(request));
        return write(asked.response, 200, "", { etag: `"${etag}"` });
      }
      case "POST uploadId":
        return complete(asked);
      case "DELETE uploadId":
        store.abortUpload(uploadIn(asked));
        return write(asked.response, 204);
      default:
        throw new ServiceRefusal("NotImplemented", `The embedded deployment's S3 does not know ${operation}`, 501);
    }
  }

  function give(asked: Asked): void {
    const { request, response, bucket, key, query } = asked;
    const object = find(asked, { bucket: bucket.name, key, version: query.get("versionId") ?? undefined });
    const override = (name: string) => query.get(`response-${name}`);
    const disposition = override("content-disposition");
    const caching = override("cache-control");
    const headers = {
      ...headersOf(object),
      "content-type": override("content-type") ?? object.contentType,
      "content-length": String(object.size),
      "last-modified": new Date(object.createdAt).toUTCString(),
      ...(disposition !== null && { "content-disposition": disposition }),
      ...(caching !== null && { "cache-control": caching }),
    };
    write(response, 200, request.method === "HEAD" ? "" : store.body(object), headers);
  }

  async function put({ request, response, bucket, key }: Asked): Promise<void> {
    const content = { contentType: typeIn(request), body: await bodyOf(request) };
    const object = keep({ bucket, making: "PutObject", body: content.body }, () =>
      store.put(bucket.name, key, content),
    );
    write(response, 200, "", headersOf(object));
  }

  function copy(asked: Asked): void {
    const { request, response, bucket, key } = asked;
    const from = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/s.exec(
      decodeURIComponent(String(request.headers["x-amz-copy-source"])),
    );
    if (from === null)
      throw new ServiceRefusal("InvalidArgument", "Copy Source must mention the source bucket and key");
    const [, fromBucket = "", fromKey = "", version] = from;
    check(asked, version === undefined ? "s3:GetObject" : "s3:GetObjectVersion", { bucket: fromBucket, key: fromKey });
    const source = find(asked, { bucket: fromBucket, key: fromKey, version });
    const body = store.body(source);
    const object = keep({ bucket, making: "CopyObject", body }, () =>
      store.put(bucket.name, key, { contentType: source.contentType, body }),
    );
    const result = { ETag: `"${object.etag}"`, LastModified: new Date(object.createdAt).toISOString() };
    write(response, 200, xml("CopyObjectResult", result), headersOf(object));
  }

  async function complete(asked: Asked): Promise<void> {
    const { request, response, bucket, key } = asked;
    const text = (await bodyOf(request)).toString("utf8");
    const named = [...text.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = ""]) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      etag: /<ETag>(?:&quot;|")?([0-9a-f]+)/.exec(part)?.[1] ?? "",
    }));
    const object = stateDb.transaction(() => {
      const made = store.completeUpload(uploadIn(asked), named);
      tell({ bucket, object: made, making: "CompleteMultipartUpload", body: store.body(made) });
      return made;
    });
    const result = { Bucket: bucket.name, Key: key, ETag: `"${object.etag}"` };
    write(response, 200, xml("CompleteMultipartUploadResult", result), headersOf(object));
  }

  async function post(asked: Asked): Promise<void> {
    const { request, response, bucket } = asked;
    const contentType = request.headers["content-type"] ?? "";
    const form = { bucket: bucket.name, body: await bodyOf(request), contentType };
    const file = await readPost(form, clock.now());
    check({ ...asked, signedBy: credential(file.credential) ?? "" }, "s3:PutObject", {
      bucket: bucket.name,
      key: file.key,
    });
    const object = keep({ bucket, making: "POST Object", body: file.body }, () =>
      store.put(bucket.name, file.key, file),
    );
    const etag = `"${object.etag}"`;
    if (file.returnTo !== undefined) {
      const location = new URL(file.returnTo);
      location.searchParams.set("bucket", bucket.name);
      location.searchParams.set("key", file.key);
      location.searchParams.set("etag", etag);
      return write(response, 303, "", { ...headersOf(object), location: location.href });
    }
    const created = file.status === 201 ? xml("PostResponse", { Bucket: bucket.name, Key: file.key, ETag: etag }) : "";
    write(response, file.status, created, headersOf(object));
  }

  /** @throws ServiceRefusal for what the signer may not do, with the object that is asked for or another one */
  function check(
    { signedBy, bucket, key }: Asked,
    action: string | undefined,
    on: { readonly bucket: string; readonly key: string } = { bucket: bucket.name, key },
  ): void {
    const permissions = enforced();
    if (permissions !== undefined && action !== undefined) checkObjectCall(permissions, { signedBy, action, ...on });
  }

  function find(
    { signedBy }: Asked,
    { bucket, key, version }: { readonly bucket: string; readonly key: string; readonly version: string | undefined },
  ): StoredObject {
    return findFor(enforced(), { signedBy, bucket }, () => store.find(bucket, key, version));
  }

  /** Keeps an object and what is told of it, both or neither. */
  function keep(made: { bucket: Bucket; making: Making; body: Uint8Array }, storing: () => StoredObject): StoredObject {
    return stateDb.transaction(() => {
      const object = storing();
      tell({ ...made, object });
      return object;
    });
  }

  function tell(made: Parameters<typeof eventsOf>[0]): void {
    for (const event of eventsOf(made, awsEnvironment)) events.add(event, clock.now());
  }
}

/** What turns an operation on an object into another one. */
const subresources = ["uploads", "uploadId", "tagging", "acl", "versions", "list-type", "delete", "restore"];

function uploadIn({ bucket, key, query }: Asked): UploadRef {
  return { id: query.get("uploadId") ?? "", bucket: bucket.name, key };
}

function headersOf({ etag, version }: StoredObject): Record<string, string> {
  return { etag: `"${etag}"`, "x-amz-version-id": version };
}

function typeIn(request: IncomingMessage): string {
  return request.headers["content-type"] ?? "binary/octet-stream";
}

/** The whole body; of a request that broke off there is none, and nothing comes of it. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const body = await readAtMost(request, largestBodyBytes);
  if (body !== undefined) return body;
  throw new ServiceRefusal("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
}
