import { Zip, ZipDeflate } from "fflate";

import { oneLineText } from "./plain-text.ts";

/** A file of an archive: its path, of which each step is made safe, and what is in it. */
export type Entry = {
  readonly path: readonly string[];
  readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
};

/**
 * An archive, made while its files are read: of any number few are held at once. All bear the one moment that they
 * are given, so that the same content makes the same archive.
 */
export async function* zipOf(entries: AsyncIterable<Entry>, madeAt: Date): AsyncGenerator<Uint8Array, undefined> {
  const made: Uint8Array[] = [];
  const names = new Set<string>();
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    if (piece.byteLength > 0) made.push(piece);
  });
  for await (const { path, content } of entries) {
    const name = path.map(safeStep).join("/");
    if (names.has(name)) throw new Error(`The archive would hold ${name} twice.`);
    names.add(name);
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = madeAt;
    zip.add(file);
    for await (const piece of content) {
      file.push(piece);
      yield* made.splice(0);
    }
    file.push(NOTHING, true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

const NOTHING = new Uint8Array();

/**
 * One step of a path, as every system takes it and none is led out of the archive by it: no separator, no drive, no
 * step upwards, no name that Windows keeps for its devices, nothing that controls, and not too long.
 */
export function safeStep(name: string): string {
  const plain = oneLineText(name)
    .replaceAll(/[/\\:*?"<>|\p{C}]/gu, "_")
    .replaceAll(/^[. ]+|[. ]+$/g, "_");
  const short = [...plain].slice(0, 100).join("");
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) || short === "" ? `_${short}` : short;
}
