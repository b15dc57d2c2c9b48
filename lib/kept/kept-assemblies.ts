import { basename, join } from "node:path";

import * as z from "zod/mini";

import { filesBelow, fingerprint } from "./fingerprints.ts";
import type { AppOptions } from "../app-options.ts";
import type { Fingerprints } from "./fingerprints.ts";
import type { KeptBundle } from "./kept-bundles.ts";
import { laidOut } from "./laid-out.ts";
import { KeptWork } from "./kept-work.ts";
import { cache, root } from "./root.ts";

/** What a stack is made by. */
export type StackOptions = Pick<AppOptions, "settings" | "context">;

const AboutSchema = z.object({ stackName: z.string(), assets: z.string() });
export const AssemblySchema = z.object({
  stackName: z.string(),
  /** The folder of its assets, where the template looks for them. */
  directory: z.string(),
  /** JSON. */
  template: z.string(),
});
/** What the CDK wrote for the stack. */
export type Assembly = z.infer<typeof AssemblySchema>;

/** Each bundle of a stack, by its entry point. */
export type BundlesThere = Readonly<Record<string, KeptBundle>>;

/** How many are kept: one for each choice of settings. */
const most = 32;

/** Assemblies, kept from one process to the next; each is made again when something that it is made of has changed. */
export class KeptAssemblies {
  readonly #work = new KeptWork({ root, folder: join(cache, "assemblies"), most });
  readonly #fingerprints: Fingerprints;

  constructor(fingerprints: Fingerprints) {
    this.#fingerprints = fingerprints;
  }

  /** @param bundles as they would be deployed now */
  find(options: StackOptions, bundles: BundlesThere): Assembly | undefined {
    const kept = this.#work.find(nameOf(options), recipeOf(options, bundles), this.#fingerprints);
    if (kept === undefined) return undefined;
    const { stackName, assets } = z.parse(AboutSchema, kept.about);
    return { stackName, directory: join(laidOut, assets), template: kept.content() };
  }

  /** @param loaded the files of the modules that made it, relative to the project */
  keep(
    options: StackOptions,
    { assembly, bundles, loaded }: { assembly: Assembly; bundles: BundlesThere; loaded: readonly string[] },
    sinceMs: number,
  ): void {
    const { template, stackName, directory } = assembly;
    const about = { stackName, assets: basename(directory) };
    const inputs = this.#fingerprints.ofAll([...ownFiles(), ...loaded]);
    const piece = { name: nameOf(options), recipe: recipeOf(options, bundles), inputs, about, content: template };
    this.#work.keep(piece, sinceMs);
  }
}

function nameOf({ settings = {}, context = {} }: StackOptions): string {
  return JSON.stringify([settings, context].map((one) => Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** Besides what files hold: the settings, what the CDK takes from its environment, which files there are, the bundles. */
function recipeOf(options: StackOptions, bundles: BundlesThere): string {
  const environment = Object.entries(process.env).filter(([name]) => name.startsWith("CDK_"));
  const codes = Object.entries(bundles).map(([entryPoint, { codeHash }]) => [entryPoint, codeHash]);
  return fingerprint(JSON.stringify([process.version, nameOf(options), environment, ownFiles(), codes]));
}

/** All that the stack may be made of without a module's being loaded for it; how it runs on this machine is no part of it. */
function ownFiles(): string[] {
  const sources = ["functions", "lib"].flatMap((folder) => filesBelow(root, folder));
  return [
    "package-lock.json",
    "node_modules/.package-lock.json",
    ...sources.filter((path) => !path.startsWith("lib/local/")),
  ];
}
