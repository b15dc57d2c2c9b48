import type { Shelf } from "../../../functions/use-cases/effects.ts";

/** A shelf in memory: what was put on it, by key, and a link that tells what it was asked for. */
export class FakeShelf implements Shelf {
  readonly kept = new Map<string, { readonly bytes: Uint8Array; readonly contentType: string }>();
  /** The largest piece that was held at once while something was put. */
  largestPiece = 0;

  readonly put: Shelf["put"] = async (key, content, { contentType }) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      this.largestPiece = Math.max(this.largestPiece, piece.byteLength);
      pieces.push(piece);
    }
    const bytes = Buffer.concat(pieces);
    this.kept.set(key, { bytes, contentType });
    return { version: String(this.kept.size), size: bytes.byteLength, contentType };
  };

  readonly link: Shelf["link"] = async (key, { fileName, seconds }) =>
    `https://files.example/${key}?as=${fileName}&seconds=${seconds}`;
}
