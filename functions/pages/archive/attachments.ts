import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { AnnouncedFileSchema } from "../../domain/announced-file.ts";
import { ATTACHING, takesRoom } from "../../domain/attachment.ts";
import type { Attachment } from "../../domain/attachment.ts";
import { FILE_KINDS, isFileKind } from "../../domain/file-kind.ts";
import { move } from "../../domain/moves.ts";
import { read } from "../../domain/parsing.ts";
import { announce } from "../../handlers/announce-attachment.ts";
import { filedAttachments } from "../../handlers/find-attachment.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { problemOf } from "../../http/problem.ts";
import { once } from "../confirmation.ts";
import { formatMinute } from "../dates.ts";
import { aboveForm, faultsOf, reopened, titleOf } from "../form-state.ts";
import type { Again } from "../form-state.ts";
import { nothing } from "../parts/attributes.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { crumbsOf, linkToDuty, visitDuty, whoseDuty } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { announceForm } from "./announce-form.ts";
import { attachmentState, formatSize } from "./file-words.ts";

/** The files that go with one report: to its unit all of them, to who reads it those that were filed. */
export const showAttachments: PageHandler = async (visit, effects) => {
  const found = await visitDuty(visit, effects, "reader");
  return isRefusal(found) ? found : listPage(visit, found, effects);
};

/** Announces a file, and leads to the page that sends it. */
export const addAttachment: PageHandler = async (visit, effects) => {
  const found = await visitDuty(visit, effects, "unit");
  if (isRefusal(found)) return found;
  if (visit.formState === "reopened") return listPage(visit, found, effects, reopened(visit));
  return once(visit, effects, (deed) => announceTyped(deed, found, effects));
};

async function announceTyped(visit: Visit, found: VisitedDuty, effects: WebEffects): Promise<Answer | Refusal> {
  const file = read(AnnouncedFileSchema, fileIn(visit.form), { en: "The file", vi: "Tệp đính kèm" });
  const announced = isRefusal(file) ? file : await announce(found, file, visit, effects);
  if (!isRefusal(announced)) return seeOther(`${found.path}/attachments/${announced.id}`);
  const { status } = problemOf(announced);
  if (announced.refused !== "invalid") {
    const told = notice("bad", visit.say(announced.vi, announced.detail));
    return listPage(visit, found, effects, { status, notice: told });
  }
  return listPage(visit, found, effects, { status, faults: faultsOf(visit, announced, fieldOf) });
}

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

const fieldOf = (path: string): string =>
  ({ fileName: "name", contentType: "kind", noStateSecret: "noStateSecret" })[path] ?? "name";

async function listPage(visit: Visit, found: VisitedDuty, effects: WebEffects, again: Again = {}): Promise<Answer> {
  const { say, query } = visit;
  const { own, duty, obligation, path } = found;
  const all = await effects.register.attachments.attachments(found.ref);
  const filed = own ? undefined : new Set((await filedAttachments(found, effects)).map(({ id }) => id));
  const shown = filed === undefined ? all : all.filter(({ id }) => filed.has(id));
  const closed = move(duty, { act: "draft" }, visit.receivedAt);
  const title = say("Tài liệu đính kèm", "Attachments");
  const main = html`
    ${heading({ title, above: whoseDuty(found), below: html`<p>${vi(obligation.title)}</p>` })}
    ${query["done"] === "removed" ? notice("good", say("Đã xóa tệp.", "The file is removed.")) : nothing}
    ${aboveForm(visit, again)}
    ${attachmentTable(visit, path, shown)}
    ${own && !isRefusal(closed) ? addCard(visit, found, { again, room: ATTACHING.mostFiles - unfiled(shown, visit) }) : nothing}
    <p class="tools">${
      own && !isRefusal(closed)
        ? html`<a href="${path}/preview">${say("Xem lại và gửi báo cáo", "Look the report over and file it")}</a> `
        : nothing
    }${linkToDuty(visit, found)}</p>
  `;
  return page(visit, {
    title: titleOf(visit, title, again),
    main,
    status: again.status,
    crumbs: crumbsOf(visit, found),
  });
}

function unfiled(attachments: readonly Attachment[], { receivedAt }: Visit): number {
  return attachments.filter((one) => takesRoom(one, receivedAt) && (one.state !== "ready" || !one.named)).length;
}

function addCard(visit: Visit, found: VisitedDuty, { again, room }: { again: Again; room: number }): Html {
  const { say } = visit;
  if (room > 0) return announceForm(visit, found, again);
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
