import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { BuildOptions } from "esbuild";
import type { LeanOptions } from "lean-aws-sdk";
import * as z from "zod/mini";

import { Fingerprints } from "./kept/fingerprints.ts";
import { KeptBundles, MadeBundleSchema } from "./kept/kept-bundles.ts";
import type { BundlesThere } from "./kept/kept-assemblies.ts";
import type { Bundle, MadeBundle } from "./kept/kept-bundles.ts";
import { root } from "./kept/root.ts";
import type { Tell } from "./kept/tell.ts";

type Made = Readonly<Record<string, MadeBundle>>;
export type BundleInput = Pick<BuildOptions, "stdin"> & {
  readonly entryPoints?: readonly string[];
  /** @default leanOptions */
  readonly lean?: LeanOptions | false;
};

/** What bundles do without of packages, besides what lean-aws-sdk leaves out by itself. */
export const leanOptions: LeanOptions = {
  // Those that functions/ knows by class.
  errors: ["ConditionalCheckFailedException", "ConflictException"],
  leaveOut: {
    // For reading a table page by page, which functions/store/dynamo.ts does itself.
    "@aws-sdk/lib-dynamodb/dist-es/pagination/index.js": ["paginateQuery", "paginateScan", "paginatedBatchGet"],
    // For letters whose addresses are one text, or whose content is fetched from the web: ours have neither.
    "nodemailer/dist/esm/addressparser/index.js": ["default"],
    "nodemailer/dist/esm/fetch/index.js": ["default"],
  },
  standIns: { "nodemailer/dist/esm/mime-funcs/mime-types.js": join(root, "lib/bundle/mime-types.ts") },
};

/** The functions whose rooms are files of their own (functions/pages/room.ts): their start is spared all but the first. */
const inParts = ["functions/office-site.ts"];

/** The source file of a function, relative to the repository: `functions/unit-site.ts`. */
export const entryFile = (entry: string): string => `functions/${entry}.ts`;

/** A function's bundle, as it is deployed. All are made when the first is asked for: it takes little longer than one. */
export function bundleEntry(entry: string): Bundle {
  all ??= allBundles();
  const found = all[entryFile(entry)];
  if (!found) throw new Error(`${entryFile(entry)} is no function: none there exports a handler`);
  return found.bundle();
}

/** Makes the bundles that are not kept while this process does something else; `bundleEntry` then has them all. */
export async function prepareBundles(tell: Tell): Promise<BundlesThere> {
  const { there, missing, complete } = lookUpBundles();
  all = there;
  if (missing.length > 0) {
    const of = Object.keys(there).length + missing.length;
    const which = missing.length < of ? `: ${missing.join(", ")}` : "";
    const bundled = tell(`bundling ${missing.length} of ${of} functions${which}`);
    all = complete(await makeMeanwhile({ entryPoints: missing }));
    bundled(`bundled ${missing.length} of ${of} functions${which}`);
  }
  return all;
}

let all: BundlesThere | undefined;

function allBundles(): BundlesThere {
  const { there, missing, complete } = lookUpBundles();
  return missing.length === 0 ? there : complete(bundle({ entryPoints: missing }));
}

export type BundlesLookedUp = {
  /** Those that are kept, by their entry point. */
  readonly there: BundlesThere;
  /** The entry points of those that have to be made. */
  readonly missing: string[];
  /** Keeps those, too. @returns all */
  readonly complete: (made: Made) => BundlesThere;
};

/** Which bundles are kept, of the functions that are deployed. */
export function lookUpBundles(fingerprints = new Fingerprints(root)): BundlesLookedUp {
  const sinceMs = Date.now();
  const kept = new KeptBundles(fingerprints);
  const found = entryPoints().map((entryPoint) => [entryPoint, kept.find(entryPoint)] as const);
  const there = Object.fromEntries(found.flatMap(([entryPoint, one]) => (one ? [[entryPoint, one]] : [])));
  const missing = found.flatMap(([entryPoint, one]) => (one ? [] : [entryPoint]));
  const complete = (made: Made): BundlesThere => {
    const now = Object.entries(made).map(([entryPoint, one]) => [entryPoint, kept.keep(entryPoint, one, sinceMs)]);
    return { ...there, ...Object.fromEntries(now) };
  };
  return { there, missing, complete };
}

/** The files of functions/ that are deployed functions: those that export a handler. */
export function entryPoints(): string[] {
  return readdirSync(join(root, "functions"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `functions/${name}`)
    .filter((file) => readFileSync(join(root, file), "utf8").includes("export const handler"));
}

const runEsbuild = createRequire(import.meta.url).resolve("lean-aws-sdk/run-esbuild");
const maxBuffer = 64 * 1024 * 1024;

/**
 * Bundles as for deployment, lean unless it is told otherwise. In a process of its own: the CDK wants the bundle before
 * it goes on, and esbuild takes plugins only when it may answer later.
 *
 * @returns each bundle by its entry point, such as `functions/unit-site.ts`
 */
export function bundle(input: BundleInput): Made {
  const answer = execFileSync(process.execPath, [runEsbuild], {
    cwd: root,
    input: asked(input),
    stdio: ["pipe", "pipe", "inherit"],
    maxBuffer,
  });
  return readMade(answer.toString());
}

async function makeMeanwhile(input: BundleInput): Promise<Made> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = execFile(process.execPath, [runEsbuild], { cwd: root, maxBuffer }, (error, stdout, stderr) => {
    if (error) reject(new Error(stderr.trim() || error.message));
    else resolve(stdout);
  });
  child.stdin?.end(asked(input));
  return readMade(await promise);
}

function asked(input: BundleInput): string {
  return JSON.stringify({ lean: leanOptions, inParts, ...input });
}

function readMade(answer: string): Made {
  return z.parse(z.record(z.string(), MadeBundleSchema), JSON.parse(answer));
}
