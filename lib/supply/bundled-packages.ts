import { bundleEntry, entryPoints } from "../bundle.ts";

/** Every package of which a function's bundle holds some code, and which functions those are. */
export function bundledPackages(): Map<string, string[]> {
  const packages = new Map<string, string[]>();
  for (const entryPoint of entryPoints()) {
    const entry = entryPoint.slice("functions/".length, -".ts".length);
    const names = Object.entries(bundleEntry(entry).bytes).flatMap(([file, bytes]) =>
      bytes > 0 ? packageOf(file) : [],
    );
    for (const name of new Set(names)) packages.set(name, [...(packages.get(name) ?? []), entry]);
  }
  return packages;
}

/** `…/node_modules/@aws-sdk/core/dist/…` → `@aws-sdk/core`. */
function packageOf(file: string): string[] {
  const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return found === undefined ? [] : [found];
}
