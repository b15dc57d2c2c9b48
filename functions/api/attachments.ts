import { sendableUntil } from "../domain/attachment.ts";
import type { Attachment, PaperText } from "../domain/attachment.ts";
import { FILE_KINDS } from "../domain/file-kind.ts";
import type { FilesRef } from "../domain/ids.ts";
import { formatInstant } from "../domain/instant.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { UNFIT_WORDS, reasonOf } from "../domain/unfit-words.ts";
import { restOf } from "../http/as-much-as-fits.ts";
import { json } from "../http/exchange.ts";
import type { Answer, Request } from "../http/exchange.ts";
import { fetchAttachment } from "../http/fetch-attachment.ts";
import { readBody } from "../http/read-request.ts";
import { announce, uploadForm } from "../use-cases/announce-attachment.ts";
import { findAttachment } from "../use-cases/find-attachment.ts";
import { findDuty } from "../use-cases/find-duty.ts";
import { listAttachments } from "../use-cases/read-attachments.ts";
import { removeAttachment } from "../use-cases/remove-attachment.ts";
import { doneOr } from "./acting.ts";
import { AnnouncedFileSchema } from "../domain/announced-file.ts";
import { AnnouncedAttachmentAnswer, AttachmentAnswer, listOf } from "../http/answers.ts";
import * as examples from "../http/examples.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { FilesEffects } from "../use-cases/effects.ts";

const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const attachment = `${duty}/attachments/{attachmentId}`;
const byFiles = answeredBy("files");

/** The files that go with a report. */
export const operations = {
  listAttachments: byFiles("GET", `${duty}/attachments`, async (request, effects: FilesEffects) => {
    const found = await findDuty(request, effects, "reader");
    return isRefusal(found)
      ? found
      : restOf(request, (await listAttachments(found, request, effects)).map(attachmentView));
  }),
  announceAttachment: byFiles("POST", `${duty}/attachments`, announceAndSend),
  readAttachment: byFiles("GET", attachment, async (request, effects: FilesEffects) => {
    const found = await findAttachment(request, effects, "reader");
    return isRefusal(found) ? found : json(attachmentView(found.attachment));
  }),
  removeAttachment: byFiles("DELETE", attachment, async (request, effects: FilesEffects) => {
    const found = await findAttachment(request, effects, "unit");
    return isRefusal(found) ? found : doneOr(await removeAttachment(found, effects, effects.archive));
  }),
  fetchAttachment: byFiles("GET", `${attachment}/content`, fetchAttachment),
} satisfies Operations<FilesEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listAttachments: {
    summary: "The files of a duty; to others than its unit, those that were filed",
    query: { cursor: paging.cursor },
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

/** A unit announces a file, and is given the form that sends it straight to the archive. */
async function announceAndSend(request: Request, effects: FilesEffects): Promise<Answer | Refusal> {
  const found = await findDuty(request, effects, "unit");
  if (isRefusal(found)) return found;
  const file = announcedIn(request);
  if (isRefusal(file)) return file;
  const announced = await announce(found, file, request, effects);
  return isRefusal(announced) ? announced : toBeSent(found.ref, announced, request, effects);
}

/** The file that a request announces, or what is wrong with it. */
export const announcedIn = (request: Request) =>
  readBody(request, AnnouncedFileSchema, { en: "The file", vi: "Tệp đính kèm" });

/** A file that was announced, and the form that sends it. */
export async function toBeSent(
  ref: FilesRef,
  announced: Parameters<typeof uploadForm>[1],
  { receivedAt }: Request,
  { archive }: FilesEffects,
): Promise<Answer> {
  const { url, fields } = await uploadForm(ref, announced, receivedAt, archive);
  const until = formatInstant(sendableUntil(announced));
  return json({ ...attachmentView(announced), upload: { url, fields, until } }, 201);
}

/** An attachment as the API shows it; what is ready may be named in a filing as it stands here. */
export function attachmentView(one: Attachment) {
  const { id, name, kind, announcedAt, by, state } = one;
  return {
    id,
    name,
    type: FILE_KINDS[kind].contentType,
    state,
    announcedAt: formatInstant(announcedAt),
    by,
    size: state === "ready" ? one.size : null,
    sha256: state === "ready" ? one.sha256 : null,
    filed: state === "ready" && one.named,
    paper: state === "ready" && one.paper ? paperView(one.paper) : null,
    refused: state === "refused" ? { reason: reasonOf(one.unfit), detail: UNFIT_WORDS[one.unfit].en } : null,
  };
}

/** What a PDF says of itself: nobody has confirmed it yet. */
function paperView({ hasText, documentNumber, signedOn, signer }: PaperText) {
  return { hasText, documentNumber: documentNumber ?? null, signedOn: signedOn ?? null, signer: signer ?? null };
}
