import { AnnouncedFileSchema } from "../domain/announced-file.ts";
import { AnnouncedAttachmentAnswer, AttachmentAnswer, listOf } from "../http/answers.ts";
import { announceAttachment } from "../use-cases/announce-attachment.ts";
import { fetchAttachment } from "../use-cases/fetch-attachment.ts";
import { listAttachments, readAttachment } from "../use-cases/read-attachments.ts";
import { removeAttachment } from "../use-cases/remove-attachment.ts";
import * as examples from "../http/examples.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { FilesEffects } from "../use-cases/effects.ts";

const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const attachment = `${duty}/attachments/{attachmentId}`;
const byFiles = answeredBy("files");

/** The files that go with a report. */
export const operations = {
  listAttachments: byFiles("GET", `${duty}/attachments`, listAttachments),
  announceAttachment: byFiles("POST", `${duty}/attachments`, (request, effects: FilesEffects) =>
    announceAttachment(request, effects, effects.archive),
  ),
  readAttachment: byFiles("GET", attachment, readAttachment),
  removeAttachment: byFiles("DELETE", attachment, (request, effects: FilesEffects) =>
    removeAttachment(request, effects, effects.archive),
  ),
  fetchAttachment: byFiles("GET", `${attachment}/content`, (request, effects: FilesEffects) =>
    fetchAttachment(request, effects, effects.archive),
  ),
} satisfies Operations<FilesEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listAttachments: {
    summary: "The files of a duty; to others than its unit, those that were filed",
    answer: listOf(AttachmentAnswer),
  },
  announceAttachment: {
    summary:
      "Announce a file: answers the form (multipart/form-data: the fields, then `file`) that sends it straight to the archive",
    body: { schema: AnnouncedFileSchema, example: examples.file },
    status: 201,
    answer: AnnouncedAttachmentAnswer,
  },
  readAttachment: {
    summary: "Whether a file came, and what it was found to be: once it is ready, a filing may name it",
    answer: AttachmentAnswer,
  },
  removeAttachment: { summary: "Take back a file that was not filed", status: 204 },
  fetchAttachment: {
    summary: "Leads (303) to the file's content, by an address that is good for a minute",
    status: 303,
  },
});
