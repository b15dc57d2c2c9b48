import type { Archive } from "../archive/archive.ts";
import { announceAttachment } from "../handlers/announce-attachment.ts";
import { fetchAttachment } from "../handlers/fetch-attachment.ts";
import { listAttachments, readAttachment } from "../handlers/read-attachments.ts";
import { removeAttachment } from "../handlers/remove-attachment.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API the archive answers: the files that go with reports. */
export function archiveHandlers(archive: Archive): Record<RoutesOf<typeof routes, "archive">, Handler> {
  return {
    listAttachments,
    readAttachment,
    announceAttachment: (request, effects) => announceAttachment(request, effects, archive),
    fetchAttachment: (request, effects) => fetchAttachment(request, effects, archive),
    removeAttachment: (request, effects) => removeAttachment(request, effects, archive),
  };
}
