import type { Archive } from "../../objects/archive.ts";
import { archiveKeys } from "../../objects/archive-keys.ts";
import { sendableUntil } from "../../domain/attachment.ts";
import type { Attachment, PaperText, ReadyAttachment } from "../../domain/attachment.ts";
import { FILE_KINDS } from "../../domain/file-kind.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { uploadForm } from "../../use-cases/announce-attachment.ts";
import { attachmentOf } from "../../use-cases/find-attachment.ts";
import { removeAttachment } from "../../use-cases/remove-attachment.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatDay, formatMinute } from "../../wording/dates.ts";
import { expired } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { facts } from "../parts/facts.ts";
import { buttons } from "../parts/fields.ts";
import { grouped } from "../parts/hash.ts";
import { notice } from "../parts/notice.ts";
import { contentPolicy } from "../parts/security-headers.ts";
import { vi } from "../parts/vi.ts";
import { dutyPage } from "../unit/duty-page.ts";
import { visitDuty } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { Visit } from "../visit.ts";
import { wayOn } from "./attachments.ts";
import { ATTACHMENTS, KIND_WORDS, formatSize, unfitWords } from "./file-words.ts";
import { sendForm } from "./send-form.ts";

/**
 * One file: the form that sends it, then how it is being looked at, then what it was found to be; and its removal, while
 * it was not filed.
 */
export function attachmentPages(archive: Pick<Archive, "form" | "head" | "remove">) {
  const { ask, give } = formPages<VisitedAttachment, undefined>({
    async find(visit, effects) {
      const found = await visitDuty(visit, effects, "reader");
      if (isRefusal(found)) return found;
      const attachment = await attachmentOf(found, visit, effects);
      return isRefusal(attachment) ? attachment : { ...found, attachment };
    },
    page: (asked, again) => attachmentPage(asked, archive, again),
    expired,
    judge: () => undefined,
    async act(_given, { effects, found }) {
      const removed = await removeAttachment(found, effects, archive);
      return isRefusal(removed) ? removed : `${found.path}/attachments?done=removed`;
    },
    refused: (_asked, refusal) => refusal,
  });
  return { showAttachment: ask, dropAttachment: give };
}

type VisitedAttachment = VisitedDuty & { readonly attachment: Attachment };

export type Shown = {
  readonly content: Html;
  readonly headers?: Readonly<Record<string, string>>;
  /** It was filed, or is being looked at: the unit cannot remove it. */
  readonly stays?: boolean;
};

async function attachmentPage(
  asked: Asked<VisitedAttachment>,
  archive: Pick<Archive, "form" | "head">,
  again: Again,
): Promise<Answer> {
  const { visit, found } = asked;
  const { say } = visit;
  const { name } = found.attachment;
  const list = { href: `${found.path}/attachments`, label: say(...ATTACHMENTS) };
  const { content, headers, stays } = await shown(asked, archive);
  return dutyPage(visit, found, {
    ...again,
    title: name,
    heading: vi(name),
    content: html`${content} ${stays || !found.own ? nothing : removal(visit)}
    <p class="tools"><a href="${list.href}">${say("Về danh sách tài liệu đính kèm", "Back to the attachments")}</a></p>`,
    headers,
    crumbs: [list],
  });
}

async function shown(asked: Asked<VisitedAttachment>, archive: Pick<Archive, "form" | "head">): Promise<Shown> {
  const { visit, effects, found } = asked;
  const { attachment } = found;
  const { say, receivedAt } = visit;
  switch (attachment.state) {
    case "ready":
      return { content: readyFile(visit, found, attachment), stays: attachment.named };
    case "refused": {
      const why = notice("bad", unfitWords(visit, attachment.unfit));
      const kept = say("Tệp không được lưu lại.", "Nothing of the file is kept.");
      return { content: html`${why}<p>${kept}</p>` };
    }
    case "awaited": {
      const came = await archive.head(archiveKeys.incoming(found.ref, attachment.id));
      // It may have been looked at, and taken from where it came in, since it was asked about.
      const now = await effects.register.attachments.attachment(found.ref, attachment.id);
      if (now && now.state !== "awaited") return shown({ ...asked, found: { ...found, attachment: now } }, archive);
      if (came) return beingLookedAt(visit);
      if (receivedAt >= sendableUntil(attachment)) return { content: lapsed(visit) };
      const returnTo = `${effects.siteUrl}${found.path}/attachments/${attachment.id}`;
      const form = await uploadForm(found.ref, attachment, receivedAt, archive, returnTo);
      const headers = { "content-security-policy": contentPolicy(new URL(form.url).origin) };
      return { content: sendForm(visit, attachment, form), headers };
    }
    default:
      return attachment satisfies never;
  }
}

/** It comes again by itself until it is known; a link does the same at once. */
export function beingLookedAt({ say, path }: Visit): Shown {
  const text = say(
    "Đã nhận tệp, đang kiểm tra nội dung. Trang này tự cập nhật; có thể rời trang, việc kiểm tra vẫn tiếp tục.",
    "The file has come and is being looked at. This page comes again by itself; you may leave it, that goes on.",
  );
  const again = html`<p><a class="button plain" href="${path}">${say("Xem kết quả", "See the result")}</a></p>`;
  return { content: html`${notice("info", text)}${again}`, headers: { refresh: `3;url=${path}` }, stays: true };
}

/** The file that was announced is waited for no more. */
export function lapsed({ say }: Visit): Html {
  return notice(
    "warning",
    say(
      "Không nhận được tệp trong thời gian cho phép. Nếu việc tải lên bị đứt giữa chừng thì không có gì được lưu lại; đề nghị thêm tệp một lần nữa.",
      "The file did not come in time. If sending it broke off, nothing of it is kept; add the file once more.",
    ),
  );
}

function readyFile(visit: Visit, found: VisitedDuty, attachment: ReadyAttachment): Html {
  const { say } = visit;
  const { kind, size, sha256, by, announcedAt, named, id, paper } = attachment;
  const told = named
    ? say("Tệp đã được gửi kèm báo cáo.", "The file was filed with a report.")
    : say(
        "Tệp đã được kiểm tra. Tệp chỉ được gửi đi khi đơn vị gửi báo cáo chính thức.",
        "The file was looked at. It goes out only when the unit files its report.",
      );
  return html`${notice("good", told)}
  ${facts([
    [say("Loại tệp", "Kind of file"), say(...KIND_WORDS[kind])],
    [say("Dung lượng", "Size"), formatSize(visit, size)],
    [say("Người thêm", "Added by"), html`${by}, ${formatMinute(visit, announcedAt)}`],
    [say("Mã kiểm tra nội dung (SHA-256)", "Hash of the content (SHA-256)"), html`<code>${grouped(sha256)}</code>`],
    ...(found.obligation.signedPaper !== "none" && paper
      ? [[say("Đọc được từ tệp", "Read from it"), saysOf(visit, paper)] as const]
      : []),
  ])}
  ${named || !found.own ? nothing : wayOn(visit, found)}
  <p><a class="button ${named || !found.own ? "main" : "plain"}" href="${found.path}/attachments/${id}/content" download="${attachment.name}" type="${
    FILE_KINDS[kind].contentType
  }">${say("Tải tệp về", "Save the file")}</a></p>`;
}

/** What the form of the report will propose. */
function saysOf({ say }: Visit, { hasText, documentNumber, signedOn, signer }: PaperText): Html {
  if (!hasText) return html`${say("Bản quét, không có chữ để đọc.", "A scan: there is no text to read.")}`;
  const found = [documentNumber, signedOn && formatDay(signedOn), signer && `${signer.name}, ${signer.post}`];
  const read = found.filter((one) => one !== undefined);
  return read.length === 0
    ? html`${say("Không thấy số, ngày ký và người ký.", "No number, day or signer was found.")}`
    : vi(read.join("; "));
}

/** What the unit can do with a file that it did not file. */
function removal(visit: Visit): Html {
  const button = { label: visit.say("Xóa tệp này", "Remove this file"), do: "remove", kind: "plain" } as const;
  return csrfForm(visit, { action: visit.path, content: buttons(button) });
}
