import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { build, transform } from "esbuild";
import type { BuildOptions, Metafile } from "esbuild";

import { leanAwsSdk } from "./lean-aws-sdk.ts";
import type { LeanOptions } from "./lean-aws-sdk.ts";
import { isPart, startInOneFile } from "./start-in-one-file.ts";

/*
 * Bundles what standard input asks for, from the working directory, and answers each by its entry on standard output.
 * CommonJS loads 10–25 % faster than ESM. Without source maps: a map is four times the code, and it would have to be loaded with it; the bundle of a
 * commit can always be made again, with a map.
 */
type Input = Pick<BuildOptions, "stdin"> & {
  readonly entryPoints?: readonly string[];
  /** Which of the entry points are made in several files: what they `import()` is loaded when it is come to. */
  readonly inParts?: readonly string[];
  /** False leaves the AWS SDK as it comes. */
  readonly lean: LeanOptions | false;
};
type Made = {
  readonly code: string;
  /** The files that lie beside it, by name, each with its code. */
  readonly parts: Readonly<Record<string, string>>;
  readonly bytes: Readonly<Record<string, number>>;
  readonly read: readonly string[];
};
type Outputs = Metafile["outputs"];

const { lean, stdin, entryPoints = [], inParts = [] }: Input = JSON.parse(readFileSync(0, "utf8"));
// As esbuild's own command does it: for one build, collecting garbage takes half of the time, and saves no memory.
process.env["GOGC"] ??= "off";

const common = {
  minify: true,
  platform: "node",
  target: "node24",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
} as const satisfies BuildOptions;
// An `import()` of node:http loads twelve times as long as a `require` of it.
const commonJs = { ...common, format: "cjs", supported: { "dynamic-import": false } } as const satisfies BuildOptions;
const bundling = {
  absWorkingDir: process.cwd(),
  bundle: true,
  mainFields: ["module", "main"],
  plugins: lean === false ? [] : [leanAwsSdk(lean)],
  write: false,
  metafile: true,
  outdir: "bundles",
} as const satisfies BuildOptions;

const inOne = entryPoints.filter((entryPoint) => !inParts.includes(entryPoint));
const made = await Promise.all([
  ...(stdin || inOne.length > 0 ? [inOneFile({ ...(stdin && { stdin }), entryPoints: inOne })] : []),
  ...entryPoints.filter((entryPoint) => inParts.includes(entryPoint)).map(inSeveralFiles),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(made.flat())));

async function inOneFile(input: Pick<BuildOptions, "entryPoints" | "stdin">): Promise<[string, Made][]> {
  const { outputFiles, metafile } = await build({ ...bundling, ...commonJs, ...input });
  const codes = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  return Object.entries(metafile.outputs).map(([path, output]) => {
    const { entryPoint = "" } = output;
    const code = codes.get(basename(path)) ?? "";
    return [entryPoint, { code, parts: {}, bytes: bytesOf([output]), read: readFor(entryPoint, metafile) }];
  });
}

/** esbuild splits ESM only: each of its files is made CommonJS afterwards. */
async function inSeveralFiles(entryPoint: string): Promise<[string, Made][]> {
  const { outputFiles, metafile } = await build({
    ...bundling,
    ...common,
    format: "esm",
    splitting: true,
    outExtension: { ".js": ".cjs" },
    entryPoints: [entryPoint],
    plugins: [...bundling.plugins, startInOneFile(entryPoint)],
  });
  const { outputs, inputs } = metafile;
  const [first = ""] = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint) ?? [];
  const used = usedFrom(first, outputs);
  const files = outputFiles.filter(({ path }) => used.some((output) => basename(output) === basename(path)));
  const codes = await Promise.all(
    files.map(async ({ path, text }) => [basename(path), (await transform(text, commonJs)).code] as const),
  );
  const { [basename(first)]: code = "", ...parts } = Object.fromEntries(codes);
  const bytes = bytesOf(used.flatMap((path) => outputs[path] ?? []));
  return [[entryPoint, { code, parts, bytes, read: readFor(entryPoint, { inputs }) }]];
}

/** The files that a start or a later `import()` comes to. Others are made of an `import()` that was itself left out. */
function usedFrom(first: string, outputs: Outputs): string[] {
  const used = new Set([first]);
  // A set goes on to what is added to it meanwhile.
  for (const file of used) {
    for (const { path, external } of outputs[file]?.imports ?? []) if (external !== true) used.add(path);
  }
  return [...used];
}

function bytesOf(outputs: readonly Outputs[string][]): Record<string, number> {
  const bytes: Record<string, number> = {};
  for (const [file, { bytesInOutput }] of outputs.flatMap(({ inputs }) => Object.entries(inputs)))
    if (!isPart(file)) bytes[file] = (bytes[file] ?? 0) + bytesInOutput;
  return bytes;
}

/** All files that were read for an entry, those too of which nothing is left in its bundle. */
function readFor(entryPoint: string, { inputs }: Pick<Metafile, "inputs">): string[] {
  const read = new Set([entryPoint]);
  // A set goes on to what is added to it meanwhile.
  for (const file of read) {
    for (const { path, external } of inputs[file]?.imports ?? []) if (external !== true) read.add(path);
  }
  return [...read].filter((file) => !isPart(file));
}
