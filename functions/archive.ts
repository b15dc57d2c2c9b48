import * as z from "zod/mini";

import { archiveIn } from "./archive/s3-archive.ts";
import { readEnvironment, setting } from "./environment.ts";
import { archiveHandlers } from "./http/archive-handlers.ts";
import { frontDesk } from "./http/front-desk.ts";
import { archivePages } from "./pages/archive/archive-pages.ts";

const archive = archiveIn(readEnvironment(z.object({ ARCHIVE: setting })).ARCHIVE);

/** The archive's side: what was filed, its receipts and their check, and the files that go with reports. */
export const handler = frontDesk({ handlers: archiveHandlers(archive), pages: archivePages(archive) });
