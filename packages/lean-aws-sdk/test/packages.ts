import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";

import { build as buildLater, buildSync } from "esbuild";
import type { BuildOptions } from "esbuild";

import { leanAwsSdk } from "../src/lean-aws-sdk.ts";
import type { LeanOptions } from "../src/lean-aws-sdk.ts";

const root = join(import.meta.dirname, "../../..");
export const modules = join(root, "node_modules");
const common = { absWorkingDir: root, bundle: true, platform: "node", outfile: "out.js" } as const;

/** Code of packages as it comes, for comparison: paths are as in node_modules. */
export function asItComes(contents: string, options: BuildOptions = {}): { code: string } {
  const { outputFiles } = build({ ...options, stdin: { contents, resolveDir: modules }, format: "cjs" });
  return { code: outputFiles[0]?.text ?? "" };
}

/** The same, bundled lean. */
export async function bundled(contents: string, lean: LeanOptions = {}): Promise<{ code: string }> {
  const stdin = { contents, resolveDir: modules };
  const options = { ...common, stdin, format: "cjs", minify: true, write: false } as const;
  const { outputFiles } = await buildLater({ ...options, plugins: [leanAwsSdk(lean)] });
  return { code: outputFiles[0]?.text ?? "" };
}

/** What code exports, run in this process. */
export function load({ code }: { readonly code: string }): unknown {
  const module = { exports: {} };
  compileFunction(code, ["module", "exports", "require"])(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}

/** The names that a module of a package exports. */
export function namesOf(module: string): string[] {
  return exportsOf({ entryPoints: [join(modules, module)], packages: "external" });
}

/** The names that source exports that stands in src. */
export function namesOfSource(contents: string): string[] {
  return exportsOf({ stdin: { contents, resolveDir: join(import.meta.dirname, "../src") } });
}

function exportsOf(options: BuildOptions): string[] {
  const [output] = Object.values(build({ ...options, format: "esm" }).metafile.outputs);
  return output?.exports.toSorted() ?? [];
}

function build(options: BuildOptions) {
  return buildSync({ ...options, ...common, write: false, metafile: true });
}
