import type { Archive } from "../../objects/archive.ts";
import { fetchAttachment } from "../../http/fetch-attachment.ts";
import type { filesRoutes } from "../../http/files-routes.ts";
import { showReceipt } from "../unit/receipt.ts";
import { showRevision } from "../unit/revision.ts";
import type { PageHandler } from "../visit.ts";
import { attachmentPages } from "./attachment.ts";
import { listPages } from "./attachments.ts";
import { giveReceived, showReceived } from "./received.ts";
import { scanPages } from "./scan.ts";
import { addScan, showScans } from "./scans.ts";
import { checkReceipt } from "./receipt-check.ts";

/** The pages that the archive answers: what was filed as it was filed, its receipts and their check, and files. */
export function filesPages(archive: Archive): Record<keyof typeof filesRoutes, PageHandler> {
  return {
    showReceipt,
    showRevision,
    ...listPages(archive),
    ...attachmentPages(archive),
    saveAttachment: (visit, effects) => fetchAttachment(visit, { ...effects, archive }),
    checkReceipt,
    showScans,
    addScan,
    ...scanPages(archive),
    showReceived,
    probeReceived: showReceived,
    giveReceived,
  };
}
