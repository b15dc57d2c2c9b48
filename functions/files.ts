import * as z from "zod/mini";

import { archiveIn } from "./objects/s3-archive.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { filesHandlers } from "./http/files-handlers.ts";
import { siteFunction } from "./http/site-function.ts";
import { filesPages } from "./pages/files/files-pages.ts";

const archive = archiveIn(readEnvironment(z.object({ ARCHIVE: setting })).ARCHIVE);

/** The archive's side: what was filed, its receipts and their check, and the files that go with reports. */
export const handler = siteFunction({ handlers: filesHandlers(archive), pages: filesPages(archive) });
