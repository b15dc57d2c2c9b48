import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";
import type { BuildOptions } from "esbuild";

import { bundleEntry } from "../../../lib/bundle.ts";

/** A bundle that does the job, in a file of its own. */
export type Contender = { readonly name: string; readonly file: string; readonly bytes: number };
export type Contenders = Readonly<Record<"ours" | "onHono" | "onHonoLean" | "onExpress", Contender>>;

/**
 * Ours as it is deployed, and the rivals as a good user would bundle them: minified, for the same Node, with esbuild's
 * own `mainFields`; once more on Hono with `module` first, which leaves out what is not used of the SDK.
 */
export async function bundleContenders(folder: string): Promise<Contenders> {
  const ours = join(folder, "web.cjs");
  const { code } = bundleEntry("web");
  writeFileSync(ours, code);
  return {
    ours: { name: "the web function", file: ours, bytes: Buffer.byteLength(code) },
    onHono: await rival("Hono + zod + SDK v3", "on-hono"),
    onHonoLean: await rival("Hono with mainFields module, main", "on-hono", { mainFields: ["module", "main"] }),
    onExpress: await rival("Express + serverless-http", "on-express"),
  };

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
