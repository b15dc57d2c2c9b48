import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What files hold, as hashes: each is read once, so that one look at them all is of one moment. */
export class Fingerprints {
  readonly #root: string;
  readonly #known = new Map<string, string | null>();

  /** @param root what paths are relative to */
  constructor(root: string) {
    this.#root = root;
  }

  /** @returns null where no file is: that one is missing is worth knowing, too */
  of(path: string): string | null {
    let known = this.#known.get(path);
    if (known === undefined) {
      known = fingerprintOf(join(this.#root, path));
      this.#known.set(path, known);
    }
    return known;
  }

  /** By path; a path that leads nowhere has none. */
  ofAll(paths: Iterable<string>): Record<string, string | null> {
    return Object.fromEntries([...paths].map((path) => [path, this.of(path)]));
  }
}

/** The hash of a text, short enough to name a file. */
export function fingerprint(content: string | Uint8Array): string {
  return hash("sha256", content, "base64url").slice(0, 22);
}

/** All files below a folder, relative to the root, in order; none where there is no folder. */
export function filesBelow(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
      .toSorted();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function fingerprintOf(path: string): string | null {
  try {
    return fingerprint(readFileSync(path));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A folder where a file was asked for is no file, either. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "EISDIR"].includes(String(error.code));
}
