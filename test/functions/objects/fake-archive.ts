import { createHash } from "node:crypto";

import type { Archive, Kept } from "../../../functions/objects/archive.ts";

type Version = Kept & { readonly content: Buffer };
export type Link = Parameters<Archive["link"]>[1] & { readonly key: string };

/** An archive in memory: versioned, and with forms that take what a browser would send. */
export class FakeArchive implements Archive {
  readonly #versions = new Map<string, Version[]>();
  /** Keys that were removed: their versions are there, but nothing is found under them. */
  readonly #removed = new Set<string>();
  readonly links: Link[] = [];
  readonly forms: (Parameters<Archive["form"]>[1] & { readonly key: string })[] = [];

  async put(key: string, content: Uint8Array | AsyncIterable<Uint8Array>, { contentType }: { contentType: string }) {
    const pieces: Uint8Array[] = [];
    if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    return this.#keep(key, Buffer.concat(pieces), contentType);
  }

  async head(key: string, version?: string): Promise<Kept | undefined> {
    const found = this.#find(key, version);
    return found && { version: found.version, size: found.size, contentType: found.contentType };
  }

  async read(key: string, version?: string) {
    const found = this.#find(key, version);
    return found && piecesOf(found.content);
  }

  async link(key: string, link: Parameters<Archive["link"]>[1]): Promise<string> {
    this.links.push({ key, ...link });
    return `https://files.example/${key}?versionId=${link.version ?? ""}&signature=1`;
  }

  async form(key: string, form: Parameters<Archive["form"]>[1]) {
    this.forms.push({ key, ...form });
    return { url: "https://files.example/bucket", fields: { key, "Content-Type": form.contentType, Policy: "signed" } };
  }

  async origin() {
    return "https://files.example";
  }

  async copy(from: string, version: string, to: string): Promise<Kept> {
    const found = this.#find(from, version);
    if (!found) throw new Error(`There is no version ${version} of ${from}.`);
    return this.#keep(to, found.content, found.contentType);
  }

  async remove(key: string): Promise<void> {
    this.#removed.add(key);
  }

  /** The keys under which something is found. */
  get keys(): string[] {
    return [...this.#versions.keys()].filter((key) => !this.#removed.has(key)).toSorted();
  }

  #keep(key: string, content: Buffer, contentType: string): Kept {
    const versions = this.#versions.get(key) ?? [];
    const hash = createHash("sha256").update(`${key} ${versions.length}`).digest("hex");
    const kept = { version: hash.slice(0, 12), size: content.length, contentType };
    this.#versions.set(key, [...versions, { ...kept, content }]);
    this.#removed.delete(key);
    return kept;
  }

  #find(key: string, version: string | undefined): Version | undefined {
    const versions = this.#versions.get(key) ?? [];
    if (version !== undefined) return versions.find((one) => one.version === version);
    return this.#removed.has(key) ? undefined : versions.at(-1);
  }
}

/** In two pieces, as a network gives it. */
async function* piecesOf(content: Buffer): AsyncGenerator<Uint8Array> {
  const half = content.length >> 1;
  yield content.subarray(0, half);
  yield content.subarray(half);
}
