import { resolve } from "node:path";

import type { Plugin } from "esbuild";

const namespace = "part";

/** Whether esbuild names by this what stands between an `import()` and the module that it loads. */
export const isPart = (input: string): boolean => input.startsWith(`${namespace}:`);

/**
 * Lets esbuild's splitting put all that a start loads into one file. It makes one for each set of parts that share
 * something, and a start would load most of them; once each part reaches all that the entry reaches, those are the same
 * set. By name, since a part that only imported the entry would be spared it as free of side effects.
 */
export function startInOneFile(entryPoint: string): Plugin {
  return {
    name: "start-in-one-file",
    setup(build) {
      const { absWorkingDir = process.cwd() } = build.initialOptions;
      const entry = resolve(absWorkingDir, entryPoint);
      build.onResolve({ filter: /^\.\.?\// }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        const isOwn = kind === "dynamic-import" && !importer.includes("/node_modules/");
        if (!isOwn || pluginData === namespace) return undefined;
        const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: namespace });
        return found.errors.length > 0 ? found : { path: found.path, namespace };
      });
      build.onLoad({ filter: /./, namespace }, ({ path }) => ({
        contents: `export * from ${JSON.stringify(path)}; export { handler as ofStart } from ${JSON.stringify(entry)};`,
        resolveDir: absWorkingDir,
      }));
    },
  };
}
