import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import * as z from "zod/mini";

import { filesBelow, fingerprint } from "./fingerprints.ts";
import type { Fingerprints } from "./fingerprints.ts";
import { KeptWork } from "./kept-work.ts";
import { cache, root } from "./root.ts";

/** A bundle that was just made. */
export const MadeBundleSchema = z.object({
  /** What is loaded at the start. */
  code: z.string(),
  /** What that loads, at once or when it is come to: files that lie beside it, by name. */
  parts: z.record(z.string(), z.string()),
  /** How much of the code comes from which file. */
  bytes: z.record(z.string(), z.number()),
  /** Every file that was read for it, relative to the project. */
  read: z.array(z.string()),
});
export type MadeBundle = z.infer<typeof MadeBundleSchema>;

export type Bundle = Pick<MadeBundle, "code" | "parts" | "bytes">;

/** A bundle that is there; its code is read only when it is asked for. */
export type KeptBundle = { readonly codeHash: string; readonly bundle: () => Bundle };

const AboutSchema = z.object({ codeHash: z.string(), bytes: z.record(z.string(), z.number()) });
const CodeSchema = z.pick(MadeBundleSchema, { code: true, parts: true });

/** How many are kept: each function has one. */
const most = 64;

/**
 * The functions' bundles, kept from one process to the next; each is made again when something that it is made of has
 * changed.
 */
export class KeptBundles {
  readonly #work = new KeptWork({ root, folder: join(cache, "bundles"), most });
  readonly #fingerprints: Fingerprints;
  readonly #recipe: string;

  constructor(fingerprints: Fingerprints) {
    this.#fingerprints = fingerprints;
    this.#recipe = recipeOf(fingerprints);
  }

  /** @param entryPoint such as `functions/unit-site.ts` */
  find(entryPoint: string): KeptBundle | undefined {
    const kept = this.#work.find(entryPoint, this.#recipe, this.#fingerprints);
    if (kept === undefined) return undefined;
    const { codeHash, bytes } = z.parse(AboutSchema, kept.about);
    return { codeHash, bundle: () => ({ ...z.parse(CodeSchema, JSON.parse(kept.content())), bytes }) };
  }

  keep(entryPoint: string, { code, parts, bytes, read }: MadeBundle, sinceMs: number): KeptBundle {
    const content = JSON.stringify({ code, parts });
    const codeHash = fingerprint(content);
    const inputs = this.#fingerprints.ofAll([...read, ...packagesOf(read)]);
    const piece = { name: entryPoint, recipe: this.#recipe, inputs, about: { codeHash, bytes }, content };
    this.#work.keep(piece, sinceMs);
    return { codeHash, bundle: () => ({ code, parts, bytes }) };
  }
}

const bundlersOwn = ["lib/bundle.ts", "lib/bundle/", "lib/kept/", "packages/lean-aws-sdk/src/"];

/** What all bundles are made by: the bundler and its options, what is installed, and how TypeScript is to be read. */
function recipeOf(fingerprints: Fingerprints): string {
  const own = ["functions", "lib", "packages"].flatMap((folder) => filesBelow(root, folder));
  const files = [
    "package.json",
    "package-lock.json",
    // What npm has put there, whatever the lock file asks for.
    "node_modules/.package-lock.json",
    "tsconfig.json",
    ...own.filter((path) => ["package.json", "tsconfig.json"].includes(basename(path))),
    ...own.filter((path) => bundlersOwn.some((start) => path.startsWith(start))),
  ];
  const { NODE_PATH, ESBUILD_BINARY_PATH } = process.env;
  return fingerprint(JSON.stringify([process.version, NODE_PATH, ESBUILD_BINARY_PATH, fingerprints.ofAll(files)]));
}

/**
 * The package.json of each package and of each part of one: they say which of its files stands for it, and what may be
 * left out.
 */
function packagesOf(read: readonly string[]): string[] {
  const folders = new Set(read.map((path) => dirname(path)));
  // A set goes on to what is added to it meanwhile.
  for (const folder of folders) {
    if (![".", "/", "node_modules"].includes(basename(folder))) folders.add(dirname(folder));
  }
  return [...folders].map((folder) => join(folder, "package.json")).filter((path) => existsSync(join(root, path)));
}
