import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Of the project; no slash at the end. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Where work is kept from one process to the next: never in the repository, and nowhere in a fresh clone. */
export const cache = join(root, "node_modules/.cache/dung-han");
