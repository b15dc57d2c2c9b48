import { readFileSync } from "node:fs";
import { join } from "node:path";

import { buildSync } from "esbuild";

import { bundling, entryFile } from "../../lib/bundle.ts";

export type Bundle = { code: string; commands: string[] };

const root = join(import.meta.dirname, "../..");

/** A function's bundle, made as it is deployed, and the AWS commands that it can send. */
export function bundleEntry(entry: string): Bundle {
  return bundle({ entryPoints: [entryFile(entry)] });
}

/** The same for source that is not a file, as if it stood in functions/. */
export function bundleSource(source: string): Bundle {
  return bundle({
    stdin: {
      contents: source,
      resolveDir: join(root, "functions"),
      sourcefile: "functions/under-test.ts",
      loader: "ts",
    },
  });
}

function bundle(input: Pick<Parameters<typeof buildSync>[0], "entryPoints" | "stdin">): Bundle {
  const { outputFiles, metafile } = buildSync({
    ...bundling,
    ...input,
    write: false,
    metafile: true,
    outfile: "index.cjs",
  });
  const code = outputFiles[0]?.text ?? "";
  const [output] = Object.values(metafile.outputs);
  const used = Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [path] : [],
  );
  const own = used.filter((path) => path.startsWith("functions/"));
  const named = new Set(
    own.flatMap((path) =>
      commandsNamedIn(
        path.endsWith("under-test.ts") ? (input.stdin?.contents as string) : readFileSync(join(root, path), "utf8"),
      ),
    ),
  );
  // Some come with the SDK unasked (its paginators), some are named in a file of which this function uses the rest.
  const kept = new Set(used.map((path) => /\/commands\/(\w+Command)\.js$/.exec(path)?.[1]));
  return { code, commands: [...named].filter((command) => kept.has(command)).toSorted() };
}

function commandsNamedIn(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\//g)].flatMap(
    ([, names = ""]) => names.match(/\b\w+Command\b/g) ?? [],
  );
}
