import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";

import { bundle, bundleEntry } from "../../lib/bundle.ts";
import type { Bundle as Made } from "../../lib/kept/kept-bundles.ts";

/** A function's bundle, and the AWS commands that it can send. */
export type Bundle = Made & { commands: string[] };

const root = join(import.meta.dirname, "../..");

/** A function's bundle, as it is deployed. */
export function bundledEntry(entry: string): Bundle {
  return withCommands(bundleEntry(entry), "");
}

/** The same for source that is not a file, as if it stood in functions/. */
export function bundleSource(contents: string): Bundle {
  const stdin = {
    contents,
    resolveDir: join(root, "functions"),
    sourcefile: "functions/under-test.ts",
    loader: "ts",
  } as const;
  const [made] = Object.values(bundle({ stdin }));
  if (!made) throw new Error("Nothing was made of the source.");
  return withCommands(made, contents);
}

/** What a start loads of a bundle: its code, and the chunks that this asks for at once. The rooms have names of their own. */
export function loadedAtStart({ code, parts }: Pick<Made, "code" | "parts">): string[] {
  const chunks = new Set<string>();
  const loaded = [code];
  // A list goes on to what is added to it meanwhile.
  for (const one of loaded) {
    for (const [, name = ""] of one.matchAll(/require\("\.\/(chunk-\w+\.cjs)"\)/g)) {
      if (!chunks.has(name)) loaded.push(parts[name] ?? "");
      chunks.add(name);
    }
  }
  return loaded;
}

export const bytesAtStart = (made: Pick<Made, "code" | "parts">): number => bytesOf(loadedAtStart(made));

export const wholeBytes = ({ code, parts }: Pick<Made, "code" | "parts">): number =>
  bytesOf([code, ...Object.values(parts)]);

const bytesOf = (codes: readonly string[]): number => codes.reduce((sum, code) => sum + Buffer.byteLength(code), 0);

/** What a bundle exports, run in this process. */
export function load({ code }: Pick<Made, "code">): unknown {
  const module = { exports: {} };
  compileFunction(code, ["module", "exports", "require"])(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}

function withCommands(made: Made, stdin: string): Bundle {
  const used = Object.entries(made.bytes).flatMap(([path, bytes]) => (bytes > 0 ? [path] : []));
  const named = new Set(
    used
      .filter((path) => path.startsWith("functions/"))
      .flatMap((path) =>
        commandsNamedIn(path.endsWith("under-test.ts") ? stdin : readFileSync(join(root, path), "utf8")),
      ),
  );
  // Some come with the SDK unasked, some are named in a file of which this function uses the rest.
  const kept = new Set(used.map((path) => /\/commands\/(\w+Command)\.js$/.exec(path)?.[1]));
  return { ...made, commands: [...named].filter((command) => kept.has(command)).toSorted() };
}

function commandsNamedIn(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\//g)].flatMap(
    ([, names = ""]) => names.match(/\b\w+Command\b/g) ?? [],
  );
}
