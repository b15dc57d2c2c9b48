import { join } from "node:path";

import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";

import { bundleEntry, entryFile } from "./bundle.ts";
import { writeBundle } from "./bundle/write-bundle.ts";
import { root } from "./kept/root.ts";

/**
 * The code of one function, bundled when it is synthesized: no container, no shell.
 * @param beside adds the files that the function answers to those of its bundle
 */
export function functionCode(entry: string, beside: (outputDir: string) => void = () => {}): Code {
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
          writeBundle(bundleEntry(entry), join(outputDir, "index.cjs"));
          beside(outputDir);
          return true;
        },
      },
    },
  });
}
