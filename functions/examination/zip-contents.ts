import { fromBufferPromise } from "yauzl";
import type { Entry, ZipFile } from "yauzl";

import type { Unfit } from "../domain/attachment.ts";

/** What is in a ZIP file: its parts by name, of which those asked for were kept. */
export type ZipContents = {
  readonly names: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, Uint8Array>;
};

const MOST_ENTRIES = 4_000;
/** Bytes: eight times the largest file that may come. An office's paper of text and pictures is far below. */
const MOST_UNPACKED = 200 * 1024 * 1024;
/** Bytes of one part whose text is read, and of all such parts. */
const MOST_TEXT = 32 * 1024 * 1024;
const MOST_TEXTS = 2 * MOST_TEXT;

/**
 * Unpacks a ZIP file part by part, and holds each to the size that it declares: a file that would swell beyond all
 * measure is found out before it has, whatever its directory says.
 *
 * @param isWanted which parts' texts are kept
 */
export async function readZip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<ZipContents | Extract<Unfit, "broken" | "locked" | "swollen">> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      strictFileNames: true,
      validateEntrySizes: true,
    });
    return zip.entryCount > MOST_ENTRIES ? "swollen" : await unpack(zip, isWanted);
  } catch {
    return "broken";
  }
}

async function unpack(zip: ZipFile, isWanted: (name: string) => boolean): ReturnType<typeof readZip> {
  const names = new Set<string>();
  const texts = new Map<string, Uint8Array>();
  let unpacked = 0;
  let text = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize } = entry;
    if (entry.isEncrypted()) return "locked";
    // Two parts of one name: one would be looked at, and the other shown.
    if (names.has(fileName)) return "broken";
    names.add(fileName);
    unpacked += uncompressedSize;
    if (unpacked > MOST_UNPACKED) return "swollen";
    const wanted = isWanted(fileName);
    if (wanted) text += uncompressedSize;
    if (text > MOST_TEXTS || (wanted && uncompressedSize > MOST_TEXT)) return "swollen";
    const content = await contentOf(zip, entry, wanted);
    if (content !== undefined) texts.set(fileName, content);
  }
  return { names, texts };
}

/** Unpacks a part to its end, so that one that is longer than it says is found out; its text, if it is wanted. */
async function contentOf(zip: ZipFile, entry: Entry, wanted: boolean): Promise<Uint8Array | undefined> {
  const stream = await zip.openReadStreamPromise(entry);
  const pieces: Buffer[] = [];
  for await (const piece of stream) if (wanted) pieces.push(Buffer.from(piece));
  return wanted ? Buffer.concat(pieces) : undefined;
}
