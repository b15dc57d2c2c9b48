import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { build } from "esbuild";
import type { BuildOptions } from "esbuild";

import { leanAwsSdk } from "./lean-aws-sdk.ts";
import type { LeanOptions } from "./lean-aws-sdk.ts";

/*
 * Bundles what standard input asks for, from the working directory, and answers each by its entry on standard output.
 * CommonJS loads 10–25 % faster than ESM. Without source maps: a map is four times the code, and it would have to be loaded with it; the bundle of a
 * commit can always be made again, with a map.
 */
type Input = Pick<BuildOptions, "entryPoints" | "stdin"> & {
  /** False leaves the AWS SDK as it comes. */
  readonly lean: LeanOptions | false;
};
const { lean, ...input }: Input = JSON.parse(readFileSync(0, "utf8"));
// As esbuild's own command does it: for one build, collecting garbage takes half of the time, and saves no memory.
process.env["GOGC"] ??= "off";
const { outputFiles, metafile } = await build({
  ...input,
  absWorkingDir: process.cwd(),
  bundle: true,
  minify: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  mainFields: ["module", "main"],
  // An `import()` of node:http loads twelve times as long as a `require` of it.
  supported: { "dynamic-import": false },
  charset: "utf8",
  legalComments: "none",
  plugins: lean === false ? [] : [leanAwsSdk(lean)],
  logLevel: "warning",
  write: false,
  metafile: true,
  outdir: "bundles",
});

const codes = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
const bundles = Object.entries(metafile.outputs).map(([path, { entryPoint = "", inputs }]) => {
  const bytes = Object.entries(inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput]);
  const code = codes.get(basename(path));
  return [entryPoint, { code, bytes: Object.fromEntries(bytes), read: readFor(entryPoint) }];
});
process.stdout.write(JSON.stringify(Object.fromEntries(bundles)));

/** All files that were read for an entry, those too of which nothing is left in its bundle. */
function readFor(entryPoint: string): string[] {
  const read = new Set([entryPoint]);
  // A set goes on to what is added to it meanwhile.
  for (const file of read) {
    for (const { path, external } of metafile.inputs[file]?.imports ?? []) if (external !== true) read.add(path);
  }
  return [...read];
}
