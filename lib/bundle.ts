import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { BuildOptions } from "esbuild";
import type { LeanOptions } from "lean-aws-sdk";
import * as z from "zod/mini";

const BundleSchema = z.object({
  code: z.string(),
  /** How much of the code comes from which file. */
  bytes: z.record(z.string(), z.number()),
});
export type Bundle = z.infer<typeof BundleSchema>;
const BundlesSchema = z.record(z.string(), BundleSchema);

const root = fileURLToPath(new URL("..", import.meta.url));
const runEsbuild = createRequire(import.meta.url).resolve("lean-aws-sdk/run-esbuild");

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

/** The source file of a function, relative to the repository: `functions/web.ts`. */
export const entryFile = (entry: string): string => `functions/${entry}.ts`;

/**
 * The code of one function, bundled when it is synthesized: no container, no shell.
 * @param beside adds the files that the function answers to those of its bundle
 */
export function bundleOf(entry: string, beside: (outputDir: string) => void = () => {}): Code {
  return Code.fromAsset(join(root, "functions"), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Asked for by the type; never pulled, since the local bundling below always answers.
      image: DockerImage.fromRegistry("unused"),
      // Tells the bundles of one folder apart; else the CDK makes the first only, and gives it to every function.
      command: [entryFile(entry)],
      local: {
        tryBundle(outputDir) {
          // `.cjs` because an asset may lie below a package.json that says ESM.
          writeFileSync(join(outputDir, "index.cjs"), bundleEntry(entry).code);
          beside(outputDir);
          return true;
        },
      },
    },
  });
}

/** A function's bundle, as it is deployed. All are made when the first is asked for: it takes little longer than one. */
export function bundleEntry(entry: string): Bundle {
  made ??= bundle({ entryPoints: entries() });
  const found = made[entryFile(entry)];
  if (!found) throw new Error(`${entryFile(entry)} is no function: none there exports a handler`);
  return found;
}

let made: Readonly<Record<string, Bundle>> | undefined;

/** The files of functions/ that are deployed functions: those that export a handler. */
function entries(): string[] {
  return readdirSync(join(root, "functions"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `functions/${name}`)
    .filter((file) => readFileSync(join(root, file), "utf8").includes("export const handler"));
}

export type BundleInput = Pick<BuildOptions, "entryPoints" | "stdin"> & {
  /** @default leanOptions */
  readonly lean?: LeanOptions | false;
};

/**
 * Bundles as for deployment, lean unless it is told otherwise. In a process of its own: the CDK wants the bundle before
 * it goes on, and esbuild takes plugins only when it may answer later.
 *
 * @returns each bundle by its entry point, such as `functions/web.ts`
 */
export function bundle(input: BundleInput): Record<string, Bundle> {
  const answer = execFileSync(process.execPath, [runEsbuild], {
    cwd: root,
    input: JSON.stringify({ lean: leanOptions, ...input }),
    stdio: ["pipe", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  });
  return BundlesSchema.parse(JSON.parse(answer.toString()));
}
