import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";
import type { BuildOptions } from "esbuild";

import { bundle, bundleEntry, entryFile } from "../../../lib/bundle.ts";

/** A bundle that does the job, in a file of its own. */
export type Contender = { readonly name: string; readonly file: string; readonly bytes: number };
export type Contenders = Readonly<Record<"ours" | "oursWhole" | "onHono" | "onHonoLean" | "onExpress", Contender>>;

/**
 * Ours as it is deployed, and with the AWS SDK as it comes; and the rivals as a good user would bundle them: minified, for the same Node, with esbuild's
 * own `mainFields`; once more on Hono with `module` first, which leaves out what is not used of the SDK.
 */
export async function bundleContenders(folder: string): Promise<Contenders> {
  const whole = Object.values(bundle({ entryPoints: [entryFile("unit-site")], lean: false }))[0]?.code ?? "";
  return {
    ours: own("the unit site", "web.cjs", bundleEntry("unit-site").code),
    oursWhole: own("the unit site without lean-aws-sdk", "web-whole.cjs", whole),
    onHono: await rival("Hono + zod + SDK v3", "on-hono"),
    onHonoLean: await rival("Hono with mainFields module, main", "on-hono", { mainFields: ["module", "main"] }),
    onExpress: await rival("Express + serverless-http", "on-express"),
  };

  function own(name: string, fileName: string, code: string): Contender {
    const file = join(folder, fileName);
    writeFileSync(file, code);
    return { name, file, bytes: Buffer.byteLength(code) };
  }

  async function rival(name: string, entry: string, options: BuildOptions = {}): Promise<Contender> {
    const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.cjs`);
    await build({
      entryPoints: [join(import.meta.dirname, "rivals", `${entry}.ts`)],
      bundle: true,
      minify: true,
      platform: "node",
      target: "node24",
      format: "cjs",
      outfile: file,
      logLevel: "error",
      ...options,
    });
    return { name, file, bytes: statSync(file).size };
  }
}
