import { constants, inflateSync } from "node:zlib";

import type { Unfit } from "../domain/attachment.ts";
import { actNamedIn, namesIn } from "./pdf-names.ts";

/** Bytes to which one stream may swell, and all of them; pictures are not unpacked. A long report's pages have some MB. */
const MOST_OF_STREAM = 48 * 1024 * 1024;
const MOST_OF_ALL = 150 * 1024 * 1024;

/**
 * Reads a PDF once from its beginning to its end, as it lies: why it acts, or swells. Objects that were packed into
 * streams are looked at as well, and so is a stream that pretends to be one and holds objects.
 */
export function examineStreams(bytes: Uint8Array): Unfit | undefined {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = content.toString("latin1");
  const isEncrypted = /\/Encrypt[\s<]/.test(text);
  let unpacked = 0;
  let from = 0;
  for (;;) {
    const begins = beginOfStream(text, from);
    const outside = text.slice(from, begins?.keyword ?? text.length);
    const act = actNamedIn(outside);
    if (act) return act;
    if (!begins) return undefined;
    const ends = text.indexOf("endstream", begins.body);
    const end = ends < 0 ? text.length : ends;
    const names = new Set(namesIn(outside.slice(Math.max(0, outside.lastIndexOf(" obj")))));
    const raw = text.slice(begins.body, end);
    const hidden = HOLDS_OBJECTS.test(raw) ? actNamedIn(raw) : undefined;
    if (hidden) return hidden;
    const packsObjects = names.has("ObjStm") || (names.has("First") && names.has("N"));
    if (packsObjects && isEncrypted) return "locked";
    if (packsObjects && !canUnpack(names)) return "unreadable";
    if (packsObjects || (names.has("FlateDecode") && !names.has("Image"))) {
      const most = Math.min(MOST_OF_STREAM, MOST_OF_ALL - unpacked);
      const inner = isEncrypted ? EMPTY : unpack(content.subarray(begins.body, end), names, most);
      if (inner === undefined) return "swollen";
      unpacked += inner.length;
      const packed = packsObjects ? actNamedIn(inner.toString("latin1")) : undefined;
      if (packed) return packed;
    }
    from = end;
  }
}

const EMPTY = Buffer.alloc(0);
/** An object begins with two numbers and this word. */
const HOLDS_OBJECTS = /\d[\0\t\n\f\r ]obj(?!\w)/;

function beginOfStream(text: string, from: number): { readonly keyword: number; readonly body: number } | undefined {
  STREAM.lastIndex = from;
  const found = STREAM.exec(text);
  return found ? { keyword: found.index, body: STREAM.lastIndex } : undefined;
}

const STREAM = /(?<!end)stream(?:\r\n|\n|\r)/g;

/** Packed once, and nothing reckoned with it: what else a writer could do, none does with objects. */
function canUnpack(names: ReadonlySet<string>): boolean {
  return !["Predictor", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "Crypt"].some((name) =>
    names.has(name),
  );
}

/** What a stream holds; as much as can be read of one that is damaged, and nothing of one that swells beyond its measure. */
function unpack(body: Buffer, names: ReadonlySet<string>, most: number): Buffer | undefined {
  if (!names.has("FlateDecode")) return body.length > most ? undefined : body;
  if (most <= 0) return undefined;
  try {
    return inflateSync(body, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isTooLarge ? undefined : EMPTY;
  }
}
