import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { buildSync } from "esbuild";
import type { BuildOptions } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * How every function is bundled. CommonJS loads 10–25 % faster than ESM; `.cjs` because an asset may lie
 * below a package.json that says ESM. Without source maps: a map is four times the code, and it would have to
 * be loaded with it; the bundle of a commit can always be made again, with a map.
 */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  mainFields: ["module", "main"],
  charset: "utf8",
  legalComments: "none",
  alias: {
    "@aws-sdk/credential-provider-node": join(root, "lib/environment-credentials.ts"),
    "@smithy/core/event-streams": join(root, "lib/no-event-streams.ts"),
  },
  logLevel: "warning",
} as const satisfies BuildOptions;

/** The source file of a function, relative to the repository: `functions/web.ts`. */
export const entryFile = (entry: string): string => `functions/${entry}.ts`;

/** The code of one function, bundled when it is synthesized, in this process: no container, no shell. */
export function bundleOf(entry: string): Code {
  return Code.fromAsset(join(root, "functions"), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Asked for by the type; never pulled, since the local bundling below always answers.
      image: DockerImage.fromRegistry("unused"),
      // Tells the bundles of one folder apart; else the CDK makes the first only, and gives it to every function.
      command: [entryFile(entry)],
      local: {
        tryBundle(outputDir) {
          buildSync({ ...bundling, entryPoints: [entryFile(entry)], outfile: join(outputDir, "index.cjs") });
          return true;
        },
      },
    },
  });
}
