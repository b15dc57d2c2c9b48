import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

import { archiveIn } from "../../../functions/objects/s3-archive.ts";
import { Bucket, Key, api, archive, guide, pdf, put } from "../bucket.ts";
import { refusalOf } from "../clause.ts";
import type { Clause } from "../clause.ts";

async function textOf(pieces: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> {
  if (pieces === undefined) return undefined;
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

async function* streamOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.alloc(1024 * 1024, "đ");
}

export const objectClauses: readonly Clause[] = [
  {
    title: "what was put is read again as it was, and each version of it",
    source: `${guide}/RetrievingObjectVersions.html`,
    see: async (services) => {
      const first = await put(services, "one");
      const second = await put(services, "two!");
      const { head, read } = archive(services);
      const latest = await head(Key);
      return [
        first.version !== second.version,
        latest?.version === second.version,
        [latest?.size, latest?.contentType],
        await textOf(await read(Key)),
        await textOf(await read(Key, first.version)),
      ];
    },
    expected: [true, true, [4, pdf], "two!", "one"],
  },
  {
    title: "what was removed is not found any more but by its version",
    source: `${guide}/DeleteMarker.html`,
    see: async (services) => {
      const { version } = await put(services, "one");
      const { head, read, remove } = archive(services);
      await remove(Key);
      return [await head(Key), await read(Key), await textOf(await read(Key, version))];
    },
    expected: [undefined, undefined, "one"],
  },
  {
    title: "what never was can be removed, as often as one likes",
    source: `${api}/API_DeleteObject.html`,
    see: async (services) => {
      const { remove } = archive(services);
      return [await refusalOf(remove("exports/none")), await refusalOf(remove("exports/none"))];
    },
    expected: ["done", "done"],
  },
  {
    title: "the marker of what was removed tells so, has a version of its own, and cannot be read",
    source: `${guide}/DeleteMarker.html`,
    see: async (services) => {
      await put(services, "one");
      const { s3 } = services;
      const marked = await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      const VersionId = marked.VersionId;
      return [
        marked.DeleteMarker,
        typeof VersionId,
        await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key, VersionId }))),
        await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key }))),
      ];
    },
    expected: [true, "string", "MethodNotAllowed", "NoSuchKey"],
  },
  {
    title: "of nothing there is nothing to read, and no version that never was",
    source: `${api}/API_GetObject.html`,
    see: async (services) => {
      const { head, read } = archive(services);
      const nothing = [await head("attachments/none"), await read("attachments/none")];
      await put(services, "one");
      return [...nothing, await read(Key, "0".repeat(32)), await head(Key, "0".repeat(32))];
    },
    expected: [undefined, undefined, undefined, undefined],
  },
  {
    title: "a version that never was is refused by name",
    source: `${api}/ErrorResponses.html`,
    see: async (services) => {
      await put(services, "one");
      return refusalOf(services.s3.send(new GetObjectCommand({ Bucket, Key, VersionId: "0".repeat(32) })));
    },
    expected: "NoSuchVersion",
  },
  {
    title: "a bucket that is not there is refused by name",
    source: `${api}/ErrorResponses.html`,
    see: async ({ s3 }) => refusalOf(archiveIn("none-such", s3).put(Key, Buffer.from("x"), { contentType: pdf })),
    expected: "NoSuchBucket",
  },
  {
    title: "a short or empty stream is put in one piece",
    source: `${api}/API_PutObject.html`,
    see: async (services) => {
      const { put: keep, read } = archive(services);
      await keep("exports/short", streamOf("a", "", "b"), { contentType: "text/csv" });
      const empty = await keep("exports/empty", streamOf(), { contentType: "text/csv" });
      return [await textOf(await read("exports/short")), empty.size, await textOf(await read("exports/empty"))];
    },
    expected: ["ab", 0, ""],
  },
  {
    title: "a long stream is put in parts, and stands there whole, with its type",
    source: `${guide}/mpuoverview.html`,
    see: async (services) => {
      const { put: keep, head, read } = archive(services);
      const kept = await keep("exports/x", megabytes(17), { contentType: "application/zip" });
      const text = await textOf(await read("exports/x"));
      const latest = await head("exports/x");
      return [kept.size, text?.length, text?.slice(-2), latest?.contentType, latest?.version === kept.version];
    },
    expected: [17 * 1024 * 1024, (17 * 1024 * 1024) / 2, "đđ", "application/zip", true],
  },
  {
    title: "a stream that breaks off leaves nothing behind",
    source: `${api}/API_AbortMultipartUpload.html`,
    see: async (services) => {
      const { put: keep, head } = archive(services);
      async function* broken() {
        yield* megabytes(17);
        throw new Error("the reader went away");
      }
      return [await refusalOf(keep("exports/x", broken(), { contentType: "text/csv" })), await head("exports/x")];
    },
    expected: ["Error", undefined],
  },
  {
    title: "an upload in parts that is done or was given up takes no more",
    source: `${api}/API_UploadPart.html`,
    see: async ({ s3 }) => {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const part = () => s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "x" }));
      await part();
      await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      return [
        await refusalOf(part()),
        await refusalOf(s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))),
      ];
    },
    expected: ["NoSuchUpload", "NoSuchUpload"],
  },
  {
    title: "an upload is completed of the parts that are named, in order, and all but the last of five megabytes",
    source: `${api}/API_CompleteMultipartUpload.html`,
    see: async ({ s3 }) => {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const five = Buffer.alloc(5 * 1024 * 1024);
      const sizes = [five, five, Buffer.alloc(3), Buffer.alloc(3)];
      const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
      for (const [i, Body] of sizes.entries()) {
        const PartNumber = i + 1;
        const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
        Parts.push({ PartNumber, ETag });
      }
      const complete = (parts: typeof Parts) =>
        refusalOf(
          s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } })),
        );
      const of = (...numbers: number[]) => Parts.filter(({ PartNumber }) => numbers.includes(PartNumber));
      return [
        await complete([...of(1), { PartNumber: 2, ETag: '"0123456789abcdef0123456789abcdef"' }]),
        await complete([...of(2), ...of(1)]),
        await complete(of(1, 3, 4)),
        await complete(of(1, 4)),
        (await s3.send(new HeadObjectCommand({ Bucket, Key }))).ContentLength,
      ];
    },
    expected: ["InvalidPart", "InvalidPartOrder", "EntityTooSmall", "done", 5 * 1024 * 1024 + 3],
  },
  {
    title: "a copy keeps the version that was named, though another came meanwhile, and its type",
    source: `${api}/API_CopyObject.html`,
    see: async (services) => {
      const looked = await put(services, "looked at", "incoming/a");
      await put(services, "put in its place", "incoming/a");
      const { copy, head, read } = archive(services);
      const kept = await copy("incoming/a", looked.version, Key);
      const latest = await head(Key);
      return [kept.size, kept.contentType, latest?.version === kept.version, await textOf(await read(Key))];
    },
    expected: [9, pdf, true, "looked at"],
  },
  {
    title: "what never was cannot be copied",
    source: `${api}/API_CopyObject.html`,
    see: async (services) => {
      const { version } = await put(services, "one");
      const { copy } = archive(services);
      return [
        await refusalOf(copy("incoming/none", version, Key)),
        await refusalOf(copy(Key, "0".repeat(32), "attachments/b")),
      ];
    },
    expected: ["NoSuchVersion", "NoSuchVersion"],
  },
  {
    title: "an object's tag is the MD5 of what was put in one piece",
    source: `${api}/API_Object.html`,
    see: async ({ s3 }) => {
      const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "one" }));
      return ETag;
    },
    expected: '"f97c5d29941bfb1b2fdab0874906ab82"',
  },
];
