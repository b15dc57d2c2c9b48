import { isRefusal } from "../../domain/refusal.ts";
import { AnnouncedFileSchema } from "../../domain/announced-file.ts";
import type { AnnouncedFile } from "../../domain/announced-file.ts";
import { ATTACHING, takesRoom } from "../../domain/attachment.ts";
import type { Attachment } from "../../domain/attachment.ts";
import { FILE_KINDS, isFileKind } from "../../domain/file-kind.ts";
import { moveByUnit } from "../../domain/unit-moves.ts";
import { read } from "../../domain/parsing.ts";
import { announce } from "../../use-cases/announce-attachment.ts";
import { filedAttachments } from "../../use-cases/find-attachment.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatMinute } from "../../wording/dates.ts";
import { expired, faultsOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, FieldOf } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { dutyPage } from "../unit/duty-page.ts";
import { linkToDuty, visitDuty } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { announceForm } from "./announce-form.ts";
import { ATTACHMENTS, attachmentState, formatSize } from "./file-words.ts";

/** Announces a file, and leads to the page that sends it. */
const pages = formPages<VisitedDuty, AnnouncedFile>({
  find: (visit, effects) => visitDuty(visit, effects, "unit"),
  page: listPage,
  expired,
  judge: ({ visit }) => read(AnnouncedFileSchema, fileIn(visit.form), { en: "The file", vi: "Tệp đính kèm" }),
  faultsOf: (visit, refusal) => faultsOf(visit, refusal, (path) => FIELDS[path] ?? "name"),
  async act(file, { visit, effects, found }) {
    const announced = await announce(found, file, visit, effects);
    return isRefusal(announced) ? announced : `${found.path}/attachments/${announced.id}`;
  },
});

export const addAttachment = pages.give;

/** The files that go with one report: to its unit all of them, to who reads it those that were filed. */
export const showAttachments: PageHandler = async (visit, effects) => {
  const found = await visitDuty(visit, effects, "reader");
  return isRefusal(found) ? found : pages.draw({ visit, effects, found }, {});
};

/** What was typed, as the API would be sent it: the name is that of its paper, and ends as its kind does. */
function fileIn(form: URLSearchParams) {
  const kind = form.get("kind") ?? "";
  const name = (form.get("name") ?? "").trim();
  const known = isFileKind(kind) ? FILE_KINDS[kind] : undefined;
  return {
    fileName: name === "" || known === undefined ? name : `${name}.${known.endings[0]}`,
    contentType: known?.contentType ?? "",
    size: ATTACHING.mostBytes,
    noStateSecret: form.get("noStateSecret") === "yes",
  };
}

/** The field that a fault's path means. */
const FIELDS: Readonly<Record<string, string>> = { contentType: "kind", noStateSecret: "noStateSecret" };

async function listPage({ visit, effects, found }: Asked<VisitedDuty>, again: Again, field: FieldOf): Promise<Answer> {
  const { say, query } = visit;
  const { own, duty, obligation, path } = found;
  const all = await effects.register.attachments.attachments(found.ref);
  const filed = own ? undefined : new Set((await filedAttachments(found, effects)).map(({ id }) => id));
  const shown = filed === undefined ? all : all.filter(({ id }) => filed.has(id));
  const open = own && !isRefusal(moveByUnit(duty, { act: "draft" }, visit.receivedAt));
  const content = html`
    ${query["done"] === "removed" ? notice("good", say("Đã xóa tệp.", "The file is removed.")) : nothing}
    ${attachmentTable(visit, path, shown)}
    ${open ? addCard(visit, found, { field, room: ATTACHING.mostFiles - unfiled(shown, visit) }) : nothing}
    <p class="tools">${
      open
        ? html`<a href="${path}/preview">${say("Xem lại và gửi báo cáo", "Look the report over and file it")}</a> `
        : nothing
    }${linkToDuty(visit, found)}</p>
  `;
  return dutyPage(visit, found, {
    ...again,
    title: say(...ATTACHMENTS),
    below: html`<p>${vi(obligation.title)}</p>`,
    content,
  });
}

function unfiled(attachments: readonly Attachment[], { receivedAt }: Visit): number {
  return attachments.filter((one) => takesRoom(one, receivedAt) && (one.state !== "ready" || !one.named)).length;
}

function addCard(visit: Visit, found: VisitedDuty, { field, room }: { field: FieldOf; room: number }): Html {
  const { say } = visit;
  if (room > 0) return announceForm(visit, found, field);
  return notice(
    "info",
    say(
      `Đã đủ ${ATTACHING.mostFiles} tệp cho một lần gửi; muốn thêm tệp khác, đề nghị xóa bớt tệp không cần.`,
      `There are ${ATTACHING.mostFiles} files for one filing already; to add another, remove one that is not needed.`,
    ),
  );
}

function attachmentTable(visit: Visit, path: string, attachments: readonly Attachment[]): Html {
  const { say } = visit;
  return table({
    caption: say("Các tệp đã thêm", "Files added"),
    captionHidden: true,
    columns: [
      { label: say("Tệp", "File") },
      { label: say("Dung lượng", "Size"), kind: "number" },
      { label: say("Tình trạng", "State") },
      { label: say("Người thêm", "Added by") },
    ],
    rows: attachments.map((one) => [
      html`<a href="${path}/attachments/${one.id}">${vi(one.name)}</a>`,
      one.state === "ready" ? formatSize(visit, one.size) : "–",
      attachmentState(visit, one),
      html`${one.by}<br />${formatMinute(visit, one.announcedAt)}`,
    ]),
    empty: say("Chưa có tệp nào.", "There is no file yet."),
  });
}
