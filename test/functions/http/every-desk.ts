import { archiveHandlers } from "../../../functions/http/archive-handlers.ts";
import { deskHandlers } from "../../../functions/http/desk-handlers.ts";
import { papersHandlers } from "../../../functions/http/papers-handlers.ts";
import { registryHandlers } from "../../../functions/http/registry-handlers.ts";
import type { Answering } from "../../../functions/http/web-app.ts";
import { webHandlers } from "../../../functions/http/web-handlers.ts";
import { archivePages } from "../../../functions/pages/archive/archive-pages.ts";
import { deskPages } from "../../../functions/pages/desk/desk-pages.ts";
import { papersPages } from "../../../functions/pages/papers/papers-pages.ts";
import { registryPages } from "../../../functions/pages/registry/registry-pages.ts";
import { unitPages } from "../../../functions/pages/unit/unit-pages.ts";
import type { World } from "../handlers/world.ts";

/** What all functions answer that people and systems come to, as if they were one. */
export function everyDesk({ archive }: Pick<World, "archive">): Answering {
  return {
    handlers: {
      ...webHandlers,
      ...deskHandlers,
      ...registryHandlers,
      ...archiveHandlers(archive),
      ...papersHandlers(archive),
    },
    pages: { ...unitPages, ...deskPages, ...registryPages, ...archivePages(archive), ...papersPages(archive) },
  };
}
