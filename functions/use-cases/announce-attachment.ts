import type { AnnouncedFile } from "../domain/announced-file.ts";
import { ATTACHING, AttachmentIdSchema, sendableUntil, takesRoom } from "../domain/attachment.ts";
import type { Attachment } from "../domain/attachment.ts";
import { FILE_KINDS, kindOfType } from "../domain/file-kind.ts";
import type { DirectiveRef, FilesRef } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { moveByUnit } from "../domain/unit-moves.ts";
import { conflict, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Archive, UploadForm } from "../objects/archive.ts";
import { archiveKeys } from "../objects/archive-keys.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import type { FoundDuty } from "./find-duty.ts";

type Announced = Attachment & { readonly state: "awaited" };

/** Announces a file of a duty whose report may still be written, if there is room for it. */
export async function announce(
  { ref, duty }: FoundDuty,
  file: AnnouncedFile,
  asking: Announcing,
  effects: Pick<WebEffects, "register">,
): Promise<Announced | Refusal> {
  const closed = moveByUnit(duty, { act: "draft" }, asking.receivedAt);
  if (isRefusal(closed)) return closed;
  return announceIn(ref, file, asking, effects, (present) => {
    const unfiled = present.filter((one) => one.state !== "ready" || !one.named);
    const full = unfiled.length >= ATTACHING.mostFiles || present.length >= ATTACHING.mostOfDuty;
    return full ? noRoom(unfiled.length) : undefined;
  });
}

/** Announces the file of a directive itself, or of an annex to it, whether or not it was issued. */
export function announceScan(
  ref: DirectiveRef,
  file: AnnouncedFile,
  asking: Announcing,
  effects: Pick<WebEffects, "register">,
): Promise<Announced | Refusal> {
  return announceIn(ref, file, asking, effects, ({ length }) =>
    length >= ATTACHING.mostOfDirective ? NO_ROOM_FOR_SCANS : undefined,
  );
}

type Announcing = Pick<Asking, "attempt" | "caller" | "receivedAt">;

async function announceIn(
  ref: FilesRef,
  file: AnnouncedFile,
  { attempt, caller, receivedAt }: Announcing,
  { register }: Pick<WebEffects, "register">,
  refuseIfFull: (present: readonly Attachment[]) => Refusal | undefined,
): Promise<Announced | Refusal> {
  const full = refuseIfFull((await register.attachments.attachments(ref)).filter((one) => takesRoom(one, receivedAt)));
  if (full) return full;
  if ((await register.attachments.waiting(ref, receivedAt)) >= ATTACHING.mostWaiting) return TOO_MANY_WAITING;
  const announced: Announced = {
    state: "awaited",
    id: AttachmentIdSchema.parse(attempt),
    name: file.fileName,
    kind: kindOfType(file.contentType) ?? "pdf",
    announcedAt: receivedAt,
    by: caller.principal,
    mostBytes: file.size,
    declared: file.sha256,
  };
  // Asked twice with one Idempotency-Key, it is announced once.
  await register.attachments.announce(ref, announced);
  return announced;
}

/** The form by which an announced file may be sent, for as long as it is waited for. */
export function uploadForm(
  ref: FilesRef,
  announced: Announced,
  now: EpochMs,
  archive: Pick<Archive, "form">,
  returnTo?: string,
): Promise<UploadForm> {
  return archive.form(archiveKeys.incoming(ref, announced.id), {
    contentType: FILE_KINDS[announced.kind].contentType,
    mostBytes: announced.mostBytes,
    seconds: Math.max(1, Math.ceil((sendableUntil(announced) - now) / 1000)),
    ...(returnTo !== undefined && { returnTo }),
  });
}

const TOO_MANY_WAITING = conflict(
  `${ATTACHING.mostWaiting} files of this unit are on their way or wait to be looked at, and no more may at once. Try again when they were looked at, in a few seconds, or remove one that will not come.`,
  `Đơn vị đang có ${ATTACHING.mostWaiting} tệp chờ nhận hoặc kiểm tra, là số tối đa cùng lúc. Đề nghị đợi kiểm tra xong rồi thêm tiếp, hoặc xóa bớt tệp không gửi nữa.`,
);

const NO_ROOM_FOR_SCANS = conflict(
  `There is no room for another file: a directive has at most ${ATTACHING.mostOfDirective}.`,
  `Không thêm được tệp nữa: mỗi văn bản không quá ${ATTACHING.mostOfDirective} tệp.`,
);

function noRoom(unfiled: number): Refusal {
  const { mostFiles, mostOfDuty } = ATTACHING;
  return conflict(
    `There is no room for another file: at most ${mostFiles} may go with one filing and ${mostOfDuty} with one duty; ${unfiled} wait to be filed. Remove one that is not needed.`,
    `Không thêm được tệp nữa: mỗi lần gửi kèm không quá ${mostFiles} tệp, mỗi nhiệm vụ không quá ${mostOfDuty} tệp; đang có ${unfiled} tệp chưa gửi. Đề nghị xóa bớt tệp không cần.`,
  );
}
