import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { AnnouncedFileSchema } from "../domain/announced-file.ts";
import { AnnouncedAttachmentAnswer, AttachmentAnswer, listOf } from "../http/answers.ts";
import { restOf } from "../http/as-much-as-fits.ts";
import * as examples from "../http/examples.ts";
import { json } from "../http/exchange.ts";
import type { Answer, Request } from "../http/exchange.ts";
import { fetchScan } from "../http/fetch-scan.ts";
import { announceScan } from "../use-cases/announce-attachment.ts";
import type { FilesEffects } from "../use-cases/effects.ts";
import { findScan, findScans, listScans, removeScan } from "../use-cases/find-scan.ts";
import { doneOr } from "./acting.ts";
import { announcedIn, attachmentView, toBeSent } from "./attachments.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";

const scans = "/api/directives/{directiveId}/attachments";
const scan = `${scans}/{attachmentId}`;
const byFiles = answeredBy("files");

/** The công văn itself, as it was scanned, and its annexes. */
export const operations = {
  listScans: byFiles("GET", scans, async (request, effects: FilesEffects) => {
    const found = await findScans(request, effects, "reader");
    return isRefusal(found) ? found : restOf(request, (await listScans(found, effects)).map(attachmentView));
  }),
  announceScan: byFiles("POST", scans, announceAndSend),
  readScan: byFiles("GET", scan, async (request, effects: FilesEffects) => {
    const found = await findScan(request, effects, "reader");
    return isRefusal(found) ? found : json(attachmentView(found.attachment));
  }),
  removeScan: byFiles("DELETE", scan, async (request, effects: FilesEffects) => {
    const found = await findScan(request, effects, "keeper");
    return isRefusal(found) ? found : doneOr(await removeScan(found, effects, effects.archive));
  }),
  fetchScan: byFiles("GET", `${scan}/content`, fetchScan),
} satisfies Operations<FilesEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listScans: {
    summary: "The files of a directive: to who keeps the register all, to units that owe it those that were looked at",
    query: { cursor: paging.cursor },
    answer: listOf(AttachmentAnswer),
  },
  announceScan: {
    summary: "Announce the scan of a directive, or an annex: answers the form that sends it straight to the archive",
    body: { schema: AnnouncedFileSchema, example: examples.file },
    status: 201,
    answer: AnnouncedAttachmentAnswer,
  },
  readScan: { summary: "Whether a directive's file came, and what it was found to be", answer: AttachmentAnswer },
  removeScan: { summary: "Take back a file of a directive that was not issued", status: 204 },
  fetchScan: {
    summary: "Leads (303) to the content of a directive's file, by an address that is good for a minute",
    status: 303,
  },
});

/** A keeper announces a file, and is given the form that sends it straight to the archive. */
async function announceAndSend(request: Request, effects: FilesEffects): Promise<Answer | Refusal> {
  const found = await findScans(request, effects, "keeper");
  if (isRefusal(found)) return found;
  const file = announcedIn(request);
  if (isRefusal(file)) return file;
  const announced = await announceScan(found.ref, file, request, effects);
  return isRefusal(announced) ? announced : toBeSent(found.ref, announced, request, effects);
}
