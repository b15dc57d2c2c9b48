import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import type { CloudAssembly } from "aws-cdk-lib/cx-api";

import { prepareBundles } from "../bundle.ts";
import { hasBundles } from "./assembly.ts";
import type { Answer } from "./assembly.ts";
import { Fingerprints } from "./fingerprints.ts";
import { KeptAssemblies } from "./kept-assemblies.ts";
import type { Assembly, BundlesThere, StackOptions } from "./kept-assemblies.ts";
import { layOut } from "./laid-out.ts";
import { root } from "./root.ts";

/*
 * Makes the assembly of a stack, keeps it, and answers it on standard output (lib/kept/assembly.ts). On standard input
 * come the settings.
 */
const loaded = new Set<string>();
registerHooks({
  load(url, loading, nextLoad) {
    if (url.startsWith("file:")) loaded.add(relative(root, fileURLToPath(url)));
    return nextLoad(url, loading);
  },
});

const options: StackOptions = JSON.parse(readFileSync(0, "utf8"));
const outdir = mkdtempSync(join(tmpdir(), "dung-han-assembly-"));
try {
  // While esbuild works, the CDK is loaded.
  const [bundles, { buildApp }] = await Promise.all([makeBundles(), import("../app.ts")]);
  const synthesized = tell("synthesizing the stack");
  // Unchecked: the rules speak of what is deployed, and the check would double the time.
  const assembly = read(buildApp({ ...options, outdir, checked: false }).synth());
  synthesized("synthesized the stack");
  const made = { assembly, bundles, loaded: [...loaded] };
  new KeptAssemblies(new Fingerprints(root)).keep(options, made, performance.timeOrigin);
  answer({ assembly });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(outdir, { recursive: true });
}

async function makeBundles(): Promise<BundlesThere> {
  return hasBundles(options) ? prepareBundles(tell) : {};
}

function read({ stacks }: CloudAssembly): Assembly {
  const [stack] = stacks;
  if (stack === undefined) throw new Error("The app has no stack");
  return { stackName: stack.stackName, directory: layOut(outdir), template: JSON.stringify(stack.template) };
}

function tell(doing: string): (done: string) => void {
  answer({ doing });
  return (done) => answer({ doing, done });
}

function answer(said: Answer): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
