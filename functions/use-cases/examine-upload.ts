import { createHash } from "node:crypto";

import type { Archive } from "../objects/archive.ts";
import { archiveKeys } from "../objects/archive-keys.ts";
import type { Arrival } from "../objects/arrival.ts";
import { ATTACHING } from "../domain/attachment.ts";
import type { Attachment, PaperText, ReadyAttachment, Unfit } from "../domain/attachment.ts";
import type { FileKind } from "../domain/file-kind.ts";
import type { Effects } from "./effects.ts";

type Uses = Pick<Effects, "clock" | "register"> & {
  readonly archive: Archive;
  readonly examine: (bytes: Uint8Array, kind: FileKind, note: (paper: PaperText) => void) => Promise<Unfit | undefined>;
};

/** What was done with a file that came in. */
export type Examined = "taken" | "refused" | "not-expected";

/**
 * Looks at a file that came in, and takes it into the archive, or says why not; either way nothing stays where it came
 * in. What is kept is the very version that was looked at. A file that nobody waits for (sent again after it was
 * taken, or to a duty that never announced it) is thrown away unread.
 */
export async function examineUpload({ ref, id, version, scan }: Arrival, effects: Uses): Promise<Examined> {
  const { archive, clock, register } = effects;
  const incoming = archiveKeys.incoming(ref, id);
  const announced = await register.attachments.attachment(ref, id);
  if (announced?.state !== "awaited") {
    await archive.remove(incoming);
    return "not-expected";
  }
  const looked =
    scan === "malware" || scan === "unscannable" ? scan : await look(ref, announced, version, incoming, effects);
  if (looked === undefined) return "not-expected";
  if (typeof looked === "string") {
    await register.attachments.refuse(ref, id, looked, clock.now());
  } else {
    // Of two runs at once the register takes one copy in. The other's stays beside it, perhaps as the latest: nobody asks
    // for an attachment but by its version, and no function may destroy one (D57).
    const kept = await archive.copy(incoming, version, archiveKeys.attachment(ref, id));
    await register.attachments.takeIn(ref, id, { ...looked, version: kept.version });
    if (!("unitId" in ref)) await register.directives.keepScan(ref.directiveId, { id, kind: announced.kind });
  }
  await archive.remove(incoming);
  return typeof looked === "string" ? "refused" : "taken";
}

/** The size and hash of a file that may be taken, and what it says of itself; why not; nothing when it is not there any more. */
async function look(
  ref: Arrival["ref"],
  { id, kind, mostBytes, declared }: Attachment,
  version: string,
  incoming: string,
  { archive, examine, register }: Uses,
): Promise<Pick<ReadyAttachment, "size" | "sha256" | "paper"> | Unfit | undefined> {
  const content = await archive.read(incoming, version);
  if (content === undefined) return undefined;
  const hash = createHash("sha256");
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    size += piece.byteLength;
    // The form's policy holds to this; what is here is not in its hands.
    if (size > mostBytes) return "too-large";
    hash.update(piece);
    pieces.push(piece);
  }
  const sha256 = hash.digest("hex");
  if (declared !== undefined && declared !== sha256) return "altered";
  // Whatever took the whole function down before takes it down again: the unit is told, and not left to wait.
  const begun = await register.attachments.beginExamination(ref, id);
  if (begun === undefined) return undefined;
  if (begun > ATTACHING.mostExaminations) return "unreadable";
  let paper: PaperText | undefined;
  const unfit = await examine(Buffer.concat(pieces), kind, (read) => {
    paper = read;
  });
  return unfit ?? { size, sha256, ...(paper && { paper }) };
}
