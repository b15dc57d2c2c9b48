import { filesHandlers } from "../../../functions/http/files-handlers.ts";
import { reportsHandlers } from "../../../functions/http/reports-handlers.ts";
import { officeHandlers } from "../../../functions/http/office-handlers.ts";
import type { Answering } from "../../../functions/http/web-app.ts";
import { unitHandlers } from "../../../functions/http/unit-handlers.ts";
import { filesPages } from "../../../functions/pages/files/files-pages.ts";
import { officePages } from "../../../functions/pages/office/office-pages.ts";
import { reportsPages } from "../../../functions/pages/reports/reports-pages.ts";
import { unitPages } from "../../../functions/pages/unit/unit-pages.ts";
import type { World } from "../use-cases/world.ts";

/** What all functions answer that people and systems come to, as if they were one. */
export function everySite({ archive }: Pick<World, "archive">): Answering {
  return {
    handlers: {
      ...unitHandlers,
      ...officeHandlers,
      ...filesHandlers(archive),
      ...reportsHandlers(archive),
    },
    pages: { ...unitPages, ...officePages, ...filesPages(archive), ...reportsPages(archive) },
  };
}
