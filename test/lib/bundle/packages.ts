import { join } from "node:path";

import { buildSync } from "esbuild";
import type { BuildOptions } from "esbuild";

const root = join(import.meta.dirname, "../../..");
export const modules = join(root, "node_modules");

/** Code of packages as it comes, for comparison: paths are as in node_modules. */
export function asItComes(contents: string): { code: string } {
  const { outputFiles } = build({ stdin: { contents, resolveDir: modules }, format: "cjs" });
  return { code: outputFiles[0]?.text ?? "" };
}

/** The names that a module of a package exports. */
export function namesOf(module: string): string[] {
  return exportsOf({ entryPoints: [join(modules, module)], packages: "external" });
}

/** The names that source exports that stands in lib/bundle. */
export function namesOfSource(contents: string): string[] {
  return exportsOf({ stdin: { contents, resolveDir: join(root, "lib/bundle") } });
}

function exportsOf(options: BuildOptions): string[] {
  const [output] = Object.values(build({ ...options, format: "esm" }).metafile.outputs);
  return output?.exports.toSorted() ?? [];
}

function build(options: BuildOptions) {
  const same = { absWorkingDir: root, bundle: true, platform: "node", outfile: "out.js" } as const;
  return buildSync({ ...options, ...same, write: false, metafile: true });
}
