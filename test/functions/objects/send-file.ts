import { announceAttachment, announceScan } from "../api/operations.ts";
import { archiveKeys } from "../../../functions/objects/archive-keys.ts";
import { examine } from "../../../functions/examination/examine.ts";
import { readArrival } from "../../../functions/objects/arrival.ts";
import type { Arrival } from "../../../functions/objects/arrival.ts";
import { AttachmentIdSchema } from "../../../functions/domain/attachment.ts";
import type { AttachmentId } from "../../../functions/domain/attachment.ts";
import { examineUpload } from "../../../functions/use-cases/examine-upload.ts";
import { SNV, ok } from "../use-cases/world.ts";
import type { World } from "../use-cases/world.ts";
import { directive, ref, unitId } from "../season.ts";
import { pdfOf } from "./files.ts";

export const pdf = pdfOf([["SỞ TÀI CHÍNH", "BÁO CÁO"]]);

/** What a unit says of a file before it sends it. */
export const announced = {
  fileName: "Báo cáo 215.pdf",
  contentType: "application/pdf",
  size: 1_000_000,
  noStateSecret: true,
};

/** A unit announces a file; answers its id. */
export async function announce(
  world: World,
  { unit = "stc", file = {} }: { unit?: string; file?: object } = {},
): Promise<AttachmentId> {
  const by = `vanthu@${unit}.daklak.example`;
  const asked = { by, unit, body: { ...announced, ...file } };
  const { id } = await ok(world, announceAttachment, asked);
  return AttachmentIdSchema.parse(id);
}

/** A file comes in where it was announced, as from a browser; answers how the archive tells of it. */
export async function comeIn(
  world: World,
  id: AttachmentId,
  { unit = "stc", bytes = pdf, scan = "none" }: { unit?: string; bytes?: Uint8Array; scan?: Arrival["scan"] } = {},
): Promise<Arrival> {
  const duty = { ...ref, unitId: unitId(unit) };
  const { version } = await world.archive.put(archiveKeys.incoming(duty, id), bytes, {
    contentType: "application/pdf",
  });
  return { ref: duty, id, version, scan };
}

/** What came in is looked at, as deployed. */
export const lookAt = (world: World, arrival: Arrival) => examineUpload(arrival, { ...world, examine });

/** All of it: announced, sent, looked at. */
export async function sendFile(world: World, options: { unit?: string; bytes?: Uint8Array; file?: object } = {}) {
  const id = await announce(world, options);
  await lookAt(world, await comeIn(world, id, options));
  return id;
}

export const scan = { ...announced, fileName: "Công văn 5500.pdf" };

/** Who keeps the register announces the scan of a directive; answers its id. */
export async function announceItsScan(world: World, { id = directive.id } = {}): Promise<AttachmentId> {
  const answer = await ok(world, announceScan, { by: SNV, params: { directiveId: id }, body: scan });
  return AttachmentIdSchema.parse(answer["id"]);
}

/** The scan comes in where it was announced, and is looked at, as the archive tells of it. */
export async function receiveScan(
  world: World,
  attachmentId: AttachmentId,
  { id = directive.id, bytes = pdf }: { id?: typeof directive.id; bytes?: Uint8Array } = {},
): Promise<void> {
  const key = archiveKeys.incoming({ directiveId: id }, attachmentId);
  const { version } = await world.archive.put(key, bytes, { contentType: "application/pdf" });
  const arrival = readArrival({
    source: "aws.s3",
    "detail-type": "Object Created",
    detail: { object: { key, "version-id": version } },
  });
  if (!arrival) throw new Error(`Nobody waits for ${key}.`);
  await lookAt(world, arrival);
}

/** All of it. */
export async function sendScan(world: World, options: Parameters<typeof receiveScan>[2] = {}): Promise<AttachmentId> {
  const attachmentId = await announceItsScan(world, options);
  await receiveScan(world, attachmentId, options);
  return attachmentId;
}
