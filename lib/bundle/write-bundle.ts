import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Bundle } from "../kept/kept-bundles.ts";

/** Writes a bundle as this file, and beside it the parts that it loads. */
export function writeBundle({ code, parts }: Pick<Bundle, "code" | "parts">, file: string): void {
  writeFileSync(file, code);
  for (const [name, part] of Object.entries(parts)) writeFileSync(join(dirname(file), name), part);
}
