import type { Archive } from "../objects/archive.ts";
import { announceAttachment } from "../use-cases/announce-attachment.ts";
import { fetchAttachment } from "../use-cases/fetch-attachment.ts";
import { listAttachments, readAttachment } from "../use-cases/read-attachments.ts";
import { removeAttachment } from "../use-cases/remove-attachment.ts";
import type { Handler } from "./exchange.ts";
import type { routes, RoutesOf } from "./routes.ts";

/** What of the API the archive answers: the files that go with reports. */
export function filesHandlers(archive: Archive): Record<RoutesOf<typeof routes, "files">, Handler> {
  return {
    listAttachments,
    readAttachment,
    announceAttachment: (request, effects) => announceAttachment(request, effects, archive),
    fetchAttachment: (request, effects) => fetchAttachment(request, effects, archive),
    removeAttachment: (request, effects) => removeAttachment(request, effects, archive),
  };
}
