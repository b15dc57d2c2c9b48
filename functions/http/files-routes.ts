import { dutyPage as duty, inSession } from "./page-route.ts";
import type { PageRoute } from "./page-route.ts";

const byFiles = inSession("files");
const attachment = `${duty}/attachments/{attachmentId}` as const;
const scans = "/directives/{directiveId}/attachments";
const scan = `${scans}/{attachmentId}` as const;
const received = "/received/{directiveId}/{obligationId}/{unitId}/{seal}";

/** The pages of files, and of what was filed. */
export const filesRoutes = {
  showReceipt: byFiles("GET", `${duty}/receipts/{revision}`),
  showRevision: byFiles("GET", `${duty}/revisions/{revision}`),

  showAttachments: byFiles("GET", `${duty}/attachments`),
  addAttachment: byFiles("POST", `${duty}/attachments`),
  showAttachment: byFiles("GET", attachment),
  dropAttachment: byFiles("POST", attachment),
  saveAttachment: byFiles("GET", `${attachment}/content`),
  showScans: byFiles("GET", scans),
  addScan: byFiles("POST", scans),
  showScan: byFiles("GET", scan),
  dropScan: byFiles("POST", scan),
  saveScan: byFiles("GET", `${scan}/content`),
  showReceived: { method: "GET", path: received, access: "public", by: "files" },
  // Whatever looks at mail may ask so first whether its links lead anywhere.
  probeReceived: { method: "HEAD", path: received, access: "public", by: "files" },
  giveReceived: { method: "POST", path: received, access: "public", by: "files" },
  checkReceipt: { method: "GET", path: "/receipts", access: "public", by: "files" },
} as const satisfies Record<string, PageRoute>;
