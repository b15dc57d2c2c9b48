import type { MadeExport } from "../domain/export-job.ts";
import type { Shelf } from "./effects.ts";
import { archiveKeys } from "../objects/archive-keys.ts";
import type { Asking } from "./asking.ts";
import { FILE_TYPES } from "../documents/formats/file-types.ts";
import { obligationRefOf } from "./find-duty.ts";
import { fileNameOf } from "./made-file.ts";
import type { Content, MadeFile } from "./made-file.ts";

/** An answer may have 6 MB, in which bytes are written as text, a third longer. */
const MOST_BYTES = 4_400_000;

/** A link is followed at once; it is kept short since whoever has it has the file. */
const LINK_SECONDS = 300;

/** The link by which a file is fetched that was made in the background. */
export function linkToExport({ key, version, fileName }: MadeExport, shelf: Pick<Shelf, "link">): Promise<string> {
  return shelf.link(key, { version, fileName, seconds: LINK_SECONDS });
}

/** A file that is small enough to be handed over, or the link by which it is fetched. */
export type Download =
  | { readonly bytes: Uint8Array; readonly contentType: string; readonly fileName: string }
  | { readonly link: string };

/**
 * A file of an obligation, to be handed over: itself, if it is small; else it is put on the shelf while it is being made,
 * and a link leads to it. Of a long one no more is held than an answer has room for.
 */
export async function download(
  { content, found, name, type }: MadeFile,
  { attempt }: Pick<Asking, "attempt">,
  shelf: Shelf,
): Promise<Download> {
  const contentType = FILE_TYPES[type];
  const fileName = fileNameOf({ name, type, found });
  const small = await asSmall(content);
  if ("bytes" in small) return { bytes: small.bytes, contentType, fileName };
  const { key, version } = await keepOnShelf({ content: small.rest, found, name, type }, attempt, shelf);
  return { link: await shelf.link(key, { version, fileName, contentType, seconds: LINK_SECONDS }) };
}

/** Puts a file on the shelf while it is being made, where no other attempt puts one. */
export async function keepOnShelf(
  made: MadeFile,
  attempt: string,
  shelf: Pick<Shelf, "put">,
): Promise<Pick<MadeExport, "key" | "version" | "bytes" | "fileName">> {
  const fileName = fileNameOf(made);
  const key = archiveKeys.export(obligationRefOf(made.found), `${attempt}/${fileName}`);
  const { version, size } = await shelf.put(key, made.content, { contentType: FILE_TYPES[made.type] });
  return { key, version, bytes: size, fileName };
}

type Small = { readonly bytes: Uint8Array } | { readonly rest: Content };

async function asSmall(content: Content): Promise<Small> {
  if (content instanceof Uint8Array) return content.byteLength <= MOST_BYTES ? { bytes: content } : { rest: content };
  const pieces = content[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  for (let size = 0; size <= MOST_BYTES;) {
    const { value, done } = await pieces.next();
    if (done) return { bytes: Buffer.concat(held) };
    held.push(value);
    size += value.byteLength;
  }
  return { rest: goingOn(held, pieces) };
}

/** What is held already, and then the rest as it comes. */
async function* goingOn(held: readonly Uint8Array[], pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* held;
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
}
