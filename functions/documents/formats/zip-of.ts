import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";

import { Zip } from "fflate";
import type { ZipInputFile } from "fflate";

import { oneLineText } from "./plain-text.ts";

/** A file of an archive: its path, of which each step is made safe, and what is in it, whole or piece by piece. */
export type Entry = {
  readonly path: readonly string[];
  readonly content: Content;
};

/** A file of a package whose reader knows its parts by their names. */
export type Part = { readonly name: string; readonly content: Content };

type Content = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * An archive, made while its files are read: of any number few are held at once. All bear the one moment that they
 * are given, so that the same content makes the same archive.
 */
export async function* zipOf(entries: AsyncIterable<Entry>, madeAt: Date): AsyncGenerator<Uint8Array, undefined> {
  yield* packageOf(safelyNamed(entries), madeAt);
}

async function* safelyNamed(entries: AsyncIterable<Entry>): AsyncGenerator<Part, undefined> {
  for await (const { path, content } of entries) yield { name: path.map(safeStep).join("/"), content };
}

/** The same of parts under the very names that they are given, which are ours and no one else's. */
export async function* packageOf(parts: AsyncIterable<Part>, madeAt: Date): AsyncGenerator<Uint8Array, undefined> {
  const made: Uint8Array[] = [];
  const names = new Set<string>();
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    if (piece.byteLength > 0) made.push(piece);
  });
  for await (const { name, content } of parts) {
    if (names.has(name)) throw new Error(`The archive would hold ${name} twice.`);
    names.add(name);
    const file = new DeflatedFile(name, madeAt);
    zip.add(file);
    for await (const piece of file.deflate(content)) {
      file.ondata?.(null, new Uint8Array(piece), false);
      yield* made.splice(0);
    }
    file.ondata?.(null, NOTHING, true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

const NOTHING = new Uint8Array();
const DEFLATED = 8;

/** A file deflated by Node, which is many times as fast as in JavaScript, over thousands of files. */
class DeflatedFile implements ZipInputFile {
  readonly compression = DEFLATED;
  readonly filename: string;
  readonly mtime: Date;
  size = 0;
  crc = 0;
  ondata?: NonNullable<ZipInputFile["ondata"]>;

  constructor(filename: string, mtime: Date) {
    this.filename = filename;
    this.mtime = mtime;
  }

  async *deflate(content: Content): AsyncGenerator<Uint8Array> {
    if (content instanceof Uint8Array) {
      this.#take(content);
      yield deflateRawSync(content);
      return;
    }
    const deflating = createDeflateRaw();
    const written = this.#write(content, deflating);
    yield* deflating;
    await written;
  }

  async #write(content: AsyncIterable<Uint8Array>, deflating: ReturnType<typeof createDeflateRaw>): Promise<void> {
    try {
      for await (const piece of content) {
        this.#take(piece);
        if (!deflating.write(piece)) await new Promise((drained) => deflating.once("drain", drained));
      }
      deflating.end();
    } catch (error) {
      deflating.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #take(piece: Uint8Array): void {
    this.size += piece.byteLength;
    this.crc = crc32(piece, this.crc);
  }
}

/**
 * One step of a path, as every system takes it and none is led out of the archive by it: no separator, no drive, no
 * step upwards, no name that Windows keeps for its devices, nothing that controls, and not too long.
 */
export function safeStep(name: string): string {
  const plain = oneLineText(name)
    .replaceAll(/[/\\:*?"<>|\p{C}]/gu, "_")
    .replaceAll(/^[. ]+|[. ]+$/g, "_");
  const short = Array.from(plain).slice(0, 100).join("");
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) || short === "" ? `_${short}` : short;
}
