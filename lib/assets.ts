import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Code } from "aws-cdk-lib/aws-lambda";
import { buildSync } from "esbuild";
import type { BuildOptions } from "esbuild";

import { functionCode } from "./function-code.ts";

export type Assets = {
  /** Names the style sheet, the script and the icon as they are now: part of their addresses, so that they may be kept for ever. */
  readonly version: string;
  /** The function that answers them, with the three beside it. */
  readonly code: Code;
};

/** Makes what the browser loads for every page, when it is synthesized. */
export function assets(): Assets {
  const style = forBrowsers("page.css", { target: ["chrome87", "firefox78", "safari14"] });
  const script = forBrowsers("page.ts", { target: "es2017", format: "iife" });
  const hash = createHash("sha256").update(style).update("\0").update(script).update("\0").update(readFileSync(icon));
  return { version: hash.digest("hex").slice(0, 10), code: codeWith({ "page.css": style, "page.js": script }) };
}

const functions = fileURLToPath(new URL("../functions", import.meta.url));
const icon = join(functions, "assets/icon.svg");

function forBrowsers(file: string, options: Pick<BuildOptions, "target" | "format">): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [join(functions, "assets", file)],
    bundle: true,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    write: false,
    ...options,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`Nothing was made of functions/assets/${file}.`);
  return output.contents;
}

function codeWith(files: Readonly<Record<string, Uint8Array>>): Code {
  return functionCode("assets", (outputDir) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(outputDir, name), content);
    copyFileSync(icon, join(outputDir, "icon.svg"));
  });
}
