import { sendableUntil } from "../../domain/attachment.ts";
import type { ReadyAttachment } from "../../domain/attachment.ts";
import { FILE_KINDS } from "../../domain/file-kind.ts";
import { fetchScan } from "../../http/fetch-scan.ts";
import type { Answer } from "../../http/exchange.ts";
import type { Archive } from "../../objects/archive.ts";
import { archiveKeys } from "../../objects/archive-keys.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { uploadForm } from "../../use-cases/announce-attachment.ts";
import { findScan, removeScan } from "../../use-cases/find-scan.ts";
import type { FoundScan } from "../../use-cases/find-scan.ts";
import { formatMinute } from "../../wording/dates.ts";
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
import type { PageHandler, Visit } from "../visit.ts";
import { beingLookedAt, lapsed } from "./attachment.ts";
import type { Shown } from "./attachment.ts";
import { KIND_WORDS, formatSize, unfitWords } from "./file-words.ts";
import { scanPage, scansCrumb, scansPath } from "./scans.ts";
import { sendForm } from "./send-form.ts";

/** One file of a directive: its sending, what it was found to be, and its removal while the directive is not issued. */
export function scanPages(archive: Archive): Record<"showScan" | "dropScan" | "saveScan", PageHandler> {
  const { ask, give } = formPages<FoundScan, undefined>({
    find: (visit, effects) => findScan(visit, effects, visit.form.has("seal") ? "keeper" : "reader"),
    page: (asked, again) => onePage(asked, archive, again),
    expired,
    judge: () => undefined,
    async act(_given, { effects, found }) {
      return (await removeScan(found, effects, archive)) ?? `${scansPath(found)}?done=removed`;
    },
    refused: (_asked, refusal) => refusal,
  });
  return {
    showScan: ask,
    dropScan: give,
    saveScan: (visit, effects) => fetchScan(visit, { ...effects, archive }),
  };
}

async function onePage(asked: Asked<FoundScan>, archive: Archive, again: Again): Promise<Answer> {
  const { visit, found } = asked;
  const { name } = found.attachment;
  const list = scansCrumb(visit, found);
  const { content, headers, stays } = await shown(asked, archive);
  return scanPage(visit, found, {
    ...again,
    title: name,
    heading: vi(name),
    content: html`${content} ${stays || !found.keeper ? nothing : removal(visit)}
      <p class="tools"><a href="${list.href}">${list.label}</a></p>`,
    headers,
    crumbs: [list],
  });
}

async function shown(asked: Asked<FoundScan>, archive: Archive): Promise<Shown> {
  const { visit, effects, found } = asked;
  const { attachment, ref } = found;
  switch (attachment.state) {
    case "ready":
      return { content: readyScan(visit, found, attachment), stays: found.record.status === "issued" };
    case "refused":
      return { content: notice("bad", unfitWords(visit, attachment.unfit)) };
    case "awaited": {
      const came = await archive.head(archiveKeys.incoming(ref, attachment.id));
      // It may have been looked at, and taken from where it came in, since it was asked about.
      const now = await effects.register.attachments.attachment(ref, attachment.id);
      if (now && now.state !== "awaited") return shown({ ...asked, found: { ...found, attachment: now } }, archive);
      if (came) return beingLookedAt(visit);
      if (visit.receivedAt >= sendableUntil(attachment)) return { content: lapsed(visit) };
      const returnTo = `${effects.siteUrl}${scansPath(found)}/${attachment.id}`;
      const form = await uploadForm(ref, attachment, visit.receivedAt, archive, returnTo);
      const headers = { "content-security-policy": contentPolicy(new URL(form.url).origin) };
      return { content: sendForm(visit, attachment, form), headers };
    }
    default:
      return attachment satisfies never;
  }
}

function readyScan(visit: Visit, found: FoundScan, attachment: ReadyAttachment): Html {
  const { say } = visit;
  const { id, kind, size, sha256, announcedAt, name } = attachment;
  return html`${notice(
    "good",
    say(
      "Tệp đã được kiểm tra; các đơn vị phải báo cáo theo văn bản này xem được.",
      "The file was looked at; the units that report by this directive may read it.",
    ),
  )}
  ${facts([
    [say("Loại tệp", "Kind of file"), say(...KIND_WORDS[kind])],
    [say("Dung lượng", "Size"), formatSize(visit, size)],
    [say("Thời điểm thêm", "Added"), formatMinute(visit, announcedAt)],
    [say("Mã kiểm tra nội dung (SHA-256)", "Hash of the content (SHA-256)"), html`<code>${grouped(sha256)}</code>`],
  ])}
  <p><a class="button main" href="${scansPath(found)}/${id}/content" download="${name}" type="${
    FILE_KINDS[kind].contentType
  }">${say("Tải tệp về", "Save the file")}</a></p>`;
}

function removal(visit: Visit): Html {
  const button = { label: visit.say("Xóa tệp này", "Remove this file"), do: "remove", kind: "plain" } as const;
  return csrfForm(visit, { action: visit.path, content: buttons(button) });
}
