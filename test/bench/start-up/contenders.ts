import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";
import type { Plugin } from "esbuild";
import { leanAwsSdk } from "lean-aws-sdk";

import { bundle, bundleEntry, entryFile } from "../../../lib/bundle.ts";

/** A bundle that does the job, in a file of its own. */
export type Contender = { readonly name: string; readonly file: string; readonly bytes: number };

export type Contenders = {
  readonly ours: Contender;
  /** Ours with the AWS SDK as it comes. */
  readonly oursWhole: Contender;
  /** What one would pick instead, as those who know it best write and bundle it. */
  readonly rivals: readonly Contender[];
  /** The first of them, with the AWS SDK made as small as ours. */
  readonly leanRival: Contender;
  /** No framework at all: less than anyone keeps to, once there are twenty routes. */
  readonly bare: Contender;
};

/**
 * Ours as it is deployed, and its rivals: on zod's mini, minified for the same Node, with `module` before `main`, which leaves
 * out what is not used of the SDK.
 */
export async function bundleContenders(folder: string): Promise<Contenders> {
  const whole = Object.values(bundle({ entryPoints: [entryFile("unit-site")], lean: false }))[0]?.code ?? "";
  return {
    ours: own("the unit site", "unit-site", bundleEntry("unit-site").code),
    oursWhole: own("the unit site with the SDK as it comes", "unit-site-whole", whole),
    rivals: [
      await rival("hono/tiny + zod/mini + SDK v3", "on-hono"),
      await rival("Express + zod/mini + SDK v3", "on-express"),
    ],
    leanRival: await rival("hono/tiny + zod/mini + our lean SDK", "on-hono", [
      leanAwsSdk({ errors: ["ConditionalCheckFailedException"] }),
    ]),
    bare: await rival("a switch without framework + zod/mini + SDK v3", "on-nothing"),
  };

  function own(name: string, fileName: string, code: string): Contender {
    const file = join(folder, `${fileName}.cjs`);
    writeFileSync(file, code);
    return { name, file, bytes: Buffer.byteLength(code) };
  }

  async function rival(name: string, entry: string, plugins: Plugin[] = []): Promise<Contender> {
    const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.cjs`);
    await build({
      entryPoints: [join(import.meta.dirname, "rivals", `${entry}.ts`)],
      bundle: true,
      minify: true,
      platform: "node",
      target: "node24",
      format: "cjs",
      mainFields: ["module", "main"],
      legalComments: "none",
      outfile: file,
      logLevel: "error",
      plugins,
    });
    return { name, file, bytes: statSync(file).size };
  }
}
