import { Readable } from "node:stream";

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import * as z from "zod/mini";

import type { Archive, ArchiveKey, Kept } from "./archive.ts";
import { inParts } from "./in-parts.ts";
import { savedAs } from "./saved-as.ts";

/** S3 wants five megabytes at least of every part but the last. */
const PART_BYTES = 8 * 1024 * 1024;

/**
 * Keeps files in an S3 bucket: the one module that imports its client. Its checksums are asked for only where S3
 * insists: what a link or a form is signed for would else have to be known beforehand.
 */
export function archiveIn(
  bucket: string,
  client = new S3Client({
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  }),
): Archive {
  const at = (Key: ArchiveKey) => ({ Bucket: bucket, Key });

  return {
    async put(key, content, { contentType: ContentType }) {
      if (content instanceof Uint8Array) return putWhole(key, content, ContentType);
      const parts = inParts(content, PART_BYTES);
      const first = await parts.next();
      const second = first.done ? first : await parts.next();
      if (second.done) return putWhole(key, first.value ?? new Uint8Array(), ContentType);
      return putInParts(key, ContentType, [first.value ?? new Uint8Array(), second.value], parts);
    },

    async head(key, version) {
      const found = await orNothing(() => client.send(new HeadObjectCommand({ ...at(key), ...asked(version) })));
      return found && keptOf(found.VersionId, found.ContentLength, found.ContentType);
    },

    async read(key, version) {
      const found = await orNothing(() => client.send(new GetObjectCommand({ ...at(key), ...asked(version) })));
      return found && piecesOf(found.Body);
    },

    link(key, { version, fileName, contentType, seconds }) {
      const command = new GetObjectCommand({
        ...at(key),
        ...asked(version),
        ResponseContentDisposition: savedAs(fileName),
        ResponseCacheControl: "private, no-store",
        ...(contentType !== undefined && { ResponseContentType: contentType }),
      });
      return getSignedUrl(client, command, { expiresIn: seconds });
    },

    async form(key, { contentType, mostBytes, seconds, returnTo }) {
      const { url, fields } = await createPresignedPost(client, {
        ...at(key),
        Expires: seconds,
        Fields: { "Content-Type": contentType, ...(returnTo !== undefined && { success_action_redirect: returnTo }) },
        // An empty file is none.
        Conditions: [["content-length-range", 1, mostBytes]],
      });
      return { url, fields };
    },

    async copy(from, version, to) {
      const source = `${bucket}/${from}?versionId=${encodeURIComponent(version)}`;
      const { VersionId } = await client.send(new CopyObjectCommand({ ...at(to), CopySource: source }));
      const found = await client.send(new HeadObjectCommand({ ...at(to), ...asked(VersionId) }));
      return keptOf(VersionId, found.ContentLength, found.ContentType);
    },

    async origin() {
      return new URL((await createPresignedPost(client, { ...at("-"), Expires: 1 })).url).origin;
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },
  };

  async function putWhole(key: ArchiveKey, Body: Uint8Array, ContentType: string): Promise<Kept> {
    const { VersionId } = await client.send(new PutObjectCommand({ ...at(key), Body, ContentType }));
    return keptOf(VersionId, Body.byteLength, ContentType);
  }

  async function putInParts(
    key: ArchiveKey,
    ContentType: string,
    first: readonly Uint8Array[],
    rest: AsyncIterable<Uint8Array>,
  ): Promise<Kept> {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at(key), ContentType }));
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let size = 0;
    const send = async (Body: Uint8Array): Promise<void> => {
      const PartNumber = Parts.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...at(key), UploadId, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
      size += Body.byteLength;
    };
    try {
      for (const part of first) await send(part);
      for await (const part of rest) await send(part);
      const command = new CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts } });
      const { VersionId } = await client.send(command);
      return keptOf(VersionId, size, ContentType);
    } catch (error) {
      await client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId }));
      throw error;
    }
  }
}

const asked = (version: string | undefined) => (version === undefined ? {} : { VersionId: version });

/** A bucket that keeps no versions would let a filed paper be written over. */
function keptOf(version: string | undefined, size: number | undefined, contentType: string | undefined): Kept {
  if (version === undefined || version === "null") throw new Error("The archive's bucket keeps no versions.");
  return { version, size: size ?? 0, contentType: contentType ?? "application/octet-stream" };
}

async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof S3ServiceException && NOTHING_THERE.has(error.name)) return undefined;
    throw error;
  }
}

const NOTHING_THERE: ReadonlySet<string> = new Set(["NoSuchKey", "NotFound", "NoSuchVersion"]);

const PieceSchema = z.instanceof(Uint8Array);

async function* piecesOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) throw new TypeError("The archive answered with what is no stream.");
  for await (const piece of body) yield PieceSchema.parse(piece);
}
