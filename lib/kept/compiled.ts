import { readdirSync, rmSync } from "node:fs";
import { enableCompileCache, getCompileCacheDir } from "node:module";
import { join } from "node:path";

import { cache } from "./root.ts";

/** A whole program has some two thousand modules; each bundle that was changed leaves its earlier one behind. */
const most = 4000;

/** From now on, what Node compiles is kept from one process to the next; it is found by the content of its source. */
export function keepCompiled(): void {
  if (getCompileCacheDir() !== undefined) return;
  if (filesIn(folder) > most) rmSync(folder, { recursive: true, force: true });
  enableCompileCache(folder);
}

/** The environment by which a process of its own does the same. */
export function withCompiled(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: folder };
}

const folder = join(cache, "compiled");

function filesIn(path: string): number {
  try {
    return readdirSync(path, { recursive: true }).length;
  } catch {
    return 0;
  }
}
