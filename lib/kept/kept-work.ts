import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as z from "zod/mini";

import { fingerprint } from "./fingerprints.ts";
import type { Fingerprints } from "./fingerprints.ts";
import { isRefused } from "./refused.ts";

const HeadSchema = z.object({
  /** Of the piece; its file is named by the hash of it. */
  name: z.string(),
  recipe: z.string(),
  /** What it was made of, besides its recipe: each file with its hash; null where none was. */
  inputs: z.record(z.string(), z.nullable(z.string())),
  /** What is worth knowing of the content without reading it; JSON. */
  about: z.unknown(),
});
type Head = z.infer<typeof HeadSchema>;

export type Kept = { readonly about: unknown; readonly content: () => string };

/**
 * Work that is kept in a folder, each piece in a file of its own: a line of JSON, then its content. A piece is given
 * out only as long as the recipe and every file that it was made of are what they were. Several processes may use one
 * folder at a time: a file is there whole, or not at all.
 */
export class KeptWork {
  readonly #root: string;
  readonly #folder: string;
  readonly #most: number;

  constructor({
    root,
    folder,
    most,
  }: {
    /** What the paths of inputs are relative to. */
    readonly root: string;
    readonly folder: string;
    /** So many pieces are kept; those that were not used for longest go. */
    readonly most: number;
  }) {
    this.#root = root;
    this.#folder = folder;
    this.#most = most;
  }

  /** @returns undefined where there is none, or where it is not what would be made now */
  find(name: string, recipe: string, fingerprints: Fingerprints): Kept | undefined {
    const file = this.#file(name);
    const kept = readKept(file);
    if (kept === undefined || kept.head.recipe !== recipe) return undefined;
    if (Object.entries(kept.head.inputs).some(([path, was]) => fingerprints.of(path) !== was)) return undefined;
    unlessRefused(() => utimesSync(file, new Date(), new Date()));
    return { about: kept.head.about, content: kept.content };
  }

  /**
   * Keeps a piece, unless one of its files was changed since the work on it began: nobody knows then which of its
   * contents went in. A folder that cannot be written to keeps nothing; work is then done again.
   *
   * @param sinceMs when the work began, in epoch milliseconds
   */
  keep({ content, ...head }: Head & { readonly content: string }, sinceMs: number): void {
    if (Object.keys(head.inputs).some((path) => changedSince(join(this.#root, path), sinceMs))) return;
    unlessRefused(() => {
      mkdirSync(this.#folder, { recursive: true });
      const file = this.#file(head.name);
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, `${JSON.stringify(head)}\n${content}`);
      renameSync(draft, file);
      this.#tidy();
    });
  }

  #file(name: string): string {
    return join(this.#folder, fingerprint(name));
  }

  /** Drafts count as well: a process that was killed leaves its own behind. */
  #tidy(): void {
    const files = readdirSync(this.#folder).map((name) => {
      const path = join(this.#folder, name);
      return { path, usedMs: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
    });
    const old = files.toSorted((a, b) => b.usedMs - a.usedMs).slice(this.#most);
    for (const { path } of old) rmSync(path, { force: true });
  }
}

/** What cannot be read is not there. */
function readKept(file: string): { head: Head; content: () => string } | undefined {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf("\n");
    const head = z.parse(HeadSchema, JSON.parse(bytes.toString("utf8", 0, end)));
    return { head, content: () => bytes.toString("utf8", end + 1) };
  } catch {
    return undefined;
  }
}

/** The clock of files may stand still for some milliseconds. */
const tickMs = 20;

/** By the time that nobody sets by hand: a copy may come with an old time of its last writing. */
function changedSince(path: string, sinceMs: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.ctimeMs > sinceMs - tickMs;
}

function unlessRefused(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
}
