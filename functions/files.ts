import * as z from "zod/mini";
import { registerReadingUnits } from "./store/register.ts";

import { operations as ofDuties } from "./api/attachments.ts";
import { operations as ofDirectives } from "./api/scans.ts";
import { filesRoutes } from "./http/files-routes.ts";
import { siteEffects } from "./site/site-function.ts";
import { webApp } from "./site/web-app.ts";
import { archiveIn } from "./objects/s3-archive.ts";
import { filesPages } from "./pages/files/files-pages.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";

const archive = archiveIn(readEnvironment(z.object({ ARCHIVE: setting })).ARCHIVE);

/** What was filed, its receipts and their check, and the files that go with reports and directives. */
export const handler = webApp(
  { ...siteEffects(registerReadingUnits), archive },
  { operations: { ...ofDuties, ...ofDirectives }, routes: filesRoutes, pages: filesPages(archive) },
);
