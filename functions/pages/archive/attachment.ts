import type { Archive } from "../../archive/archive.ts";
import { archiveKeys } from "../../archive/archive-keys.ts";
import { sendableUntil } from "../../domain/attachment.ts";
import type { Attachment, ReadyAttachment } from "../../domain/attachment.ts";
import { FILE_KINDS } from "../../domain/file-kind.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { uploadForm } from "../../handlers/announce-attachment.ts";
import { attachmentOf } from "../../handlers/find-attachment.ts";
import { removeAttachment } from "../../handlers/remove-attachment.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { once, sealed } from "../confirmation.ts";
import { formatMinute } from "../dates.ts";
import { reopened } from "../form-state.ts";
import { nothing } from "../parts/attributes.ts";
import { facts } from "../parts/facts.ts";
import { buttons } from "../parts/fields.ts";
import { postForm } from "../parts/form.ts";
import { page } from "../parts/frame.ts";
import { grouped } from "../parts/hash.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { contentPolicy } from "../parts/security-headers.ts";
import { vi } from "../parts/vi.ts";
import { crumbsOf, visitDuty, whoseDuty } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { Visit } from "../visit.ts";
import { KIND_WORDS, formatSize, unfitWords } from "./file-words.ts";
import { sendForm } from "./send-form.ts";

/** One file: the form that sends it, then how it is being looked at, then what it was found to be. */
export async function showAttachment(
  visit: Visit,
  effects: WebEffects,
  archive: Pick<Archive, "form" | "head">,
): Promise<Answer | Refusal> {
  const visited = await visitAttachment(visit, effects);
  return isRefusal(visited) ? visited : attachmentPage(visit, visited, { effects, archive });
}

/** Removes a file that was not filed. */
export async function dropAttachment(
  visit: Visit,
  effects: WebEffects,
  archive: Pick<Archive, "form" | "head" | "remove">,
): Promise<Answer | Refusal> {
  const visited = await visitAttachment(visit, effects);
  if (isRefusal(visited)) return visited;
  if (visit.formState === "reopened") {
    return attachmentPage(visit, visited, { effects, archive, status: 409, tell: reopened(visit).notice });
  }
  return once(visit, effects, async (deed) => {
    const removed = await removeAttachment(deed, effects, archive);
    return isRefusal(removed) ? removed : seeOther(`${visited.found.path}/attachments?done=removed`);
  });
}

type VisitedAttachment = { readonly found: VisitedDuty; readonly attachment: Attachment };

async function visitAttachment(visit: Visit, effects: WebEffects): Promise<VisitedAttachment | Refusal> {
  const found = await visitDuty(visit, effects, "reader");
  if (isRefusal(found)) return found;
  const attachment = await attachmentOf(found, visit, effects);
  return isRefusal(attachment) ? attachment : { found, attachment };
}

type Showing = {
  readonly effects: WebEffects;
  readonly archive: Pick<Archive, "form" | "head">;
  readonly status?: number;
  readonly tell?: Html | undefined;
};

type Shown = { readonly content: Html; readonly headers?: Readonly<Record<string, string>> };

async function attachmentPage(
  visit: Visit,
  { found, attachment }: VisitedAttachment,
  { effects, archive, status, tell }: Showing,
): Promise<Answer> {
  const { say } = visit;
  const list = { href: `${found.path}/attachments`, label: say("Tài liệu đính kèm", "Attachments") };
  const { content, headers } = await shown(visit, { found, attachment }, effects, archive);
  const main = html`
    ${heading({ title: vi(attachment.name), above: whoseDuty(found) })} ${tell ?? nothing} ${content}
    <p class="tools"><a href="${list.href}">${say("Về danh sách tài liệu đính kèm", "Back to the attachments")}</a></p>
  `;
  return page(visit, { title: attachment.name, main, status, headers, crumbs: [...crumbsOf(visit, found), list] });
}

async function shown(
  visit: Visit,
  { found, attachment }: VisitedAttachment,
  { siteUrl }: WebEffects,
  archive: Pick<Archive, "form" | "head">,
): Promise<Shown> {
  const { say, receivedAt } = visit;
  switch (attachment.state) {
    case "ready":
      return { content: readyFile(visit, found, attachment) };
    case "refused": {
      const why = notice("bad", html`<p>${unfitWords(visit, attachment.unfit)}</p>`);
      const kept = say("Tệp không được lưu lại.", "Nothing of the file is kept.");
      return { content: html`${why}<p>${kept}</p>${removal(visit, found, attachment)}` };
    }
    case "awaited": {
      const came = await archive.head(archiveKeys.incoming(found.ref, attachment.id));
      if (came) return beingLookedAt(visit);
      if (receivedAt >= sendableUntil(attachment))
        return { content: html`${lapsed(visit)}${removal(visit, found, attachment)}` };
      const returnTo = `${siteUrl}${found.path}/attachments/${attachment.id}`;
      const form = await uploadForm(found.ref, attachment, receivedAt, archive, returnTo);
      const headers = { "content-security-policy": contentPolicy(new URL(form.url).origin) };
      return { content: html`${sendForm(visit, attachment, form)}${removal(visit, found, attachment)}`, headers };
    }
    default:
      return attachment satisfies never;
  }
}

/** It comes again by itself until it is known; a link does the same at once. */
function beingLookedAt({ say, path }: Visit): Shown {
  const text = say(
    "Đã nhận tệp, đang kiểm tra nội dung. Trang này tự cập nhật; có thể rời trang, việc kiểm tra vẫn tiếp tục.",
    "The file has come and is being looked at. This page comes again by itself; you may leave it, that goes on.",
  );
  const again = html`<p><a class="button plain" href="${path}">${say("Xem kết quả", "See the result")}</a></p>`;
  return { content: html`${notice("info", text)}${again}`, headers: { refresh: `3;url=${path}` } };
}

function lapsed({ say }: Visit): Html {
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
  const { kind, size, sha256, by, announcedAt, named, id } = attachment;
  const told = named
    ? notice("good", say("Tệp đã được gửi kèm báo cáo.", "The file was filed with a report."))
    : notice(
        "good",
        say(
          "Tệp đã được kiểm tra. Tệp chỉ được gửi đi khi đơn vị gửi báo cáo chính thức.",
          "The file was looked at. It goes out only when the unit files its report.",
        ),
      );
  return html`${told}
  ${facts([
    [say("Loại tệp", "Kind of file"), say(...KIND_WORDS[kind])],
    [say("Dung lượng", "Size"), formatSize(visit, size)],
    [say("Người thêm", "Added by"), html`${by}, ${formatMinute(visit, announcedAt)}`],
    [say("Mã kiểm tra nội dung (SHA-256)", "Hash of the content (SHA-256)"), html`<code>${grouped(sha256)}</code>`],
  ])}
  <p><a class="button main" href="${found.path}/attachments/${id}/content" download="${attachment.name}" type="${
    FILE_KINDS[kind].contentType
  }">${say("Tải tệp về", "Save the file")}</a></p>
  ${named ? nothing : removal(visit, found, attachment)}`;
}

/** What the unit can do with a file that it did not file. */
function removal(visit: Visit, { own, path }: VisitedDuty, { id }: Attachment): Html {
  if (!own) return nothing;
  const action = `${path}/attachments/${id}`;
  const button = { label: visit.say("Xóa tệp này", "Remove this file"), do: "remove", kind: "danger" } as const;
  return postForm({ action, content: html`${sealed(visit, { action })}${buttons(button)}` });
}
