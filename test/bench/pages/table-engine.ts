import { serveTables } from "embedded-cloud/tables";

import type { Said } from "../far-side/start-far-side.ts";

/** The embedded engine in a process of its own: its processor time is not that of the pages. */
const { url } = await serveTables();
process.send?.({ endpoint: url } satisfies Said);
