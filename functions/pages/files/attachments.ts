import { invalid, isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { AnnouncedFileSchema } from "../../domain/announced-file.ts";
import type { AnnouncedFile } from "../../domain/announced-file.ts";
import { ATTACHING, isReady, takesRoom } from "../../domain/attachment.ts";
import type { Attachment } from "../../domain/attachment.ts";
import { FILE_KINDS, isFileKind, kindOfName } from "../../domain/file-kind.ts";
import type { FileKind } from "../../domain/file-kind.ts";
import { moveByUnit } from "../../domain/unit-moves.ts";
import { read } from "../../domain/parsing.ts";
import { announce, uploadForm } from "../../use-cases/announce-attachment.ts";
import { filedAttachments } from "../../use-cases/find-attachment.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Archive } from "../../objects/archive.ts";
import { json } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatMinute } from "../../wording/dates.ts";
import { expired, faultsOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, FieldOf } from "../form-kit/form.ts";
import { attributes, nothing } from "../parts/attributes.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import { contentPolicy } from "../parts/security-headers.ts";
import { reportSteps } from "../unit/report-steps.ts";
import { dutyPage } from "../unit/duty-page.ts";
import { linkToDuty, visitDutyWith } from "../unit/visited-duty.ts";
import type { VisitedDuty } from "../unit/visited-duty.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { announceForm } from "./announce-form.ts";
import { fileFieldOf, fileFieldWords } from "./file-fields.ts";
import { ATTACHMENTS, attachmentState, formatSize } from "./file-words.ts";

/**
 * The files that go with one report, and the adding of more: announced here, then sent by the page's script, or on a page of
 * its own each. To who reads the report the list holds those that were filed.
 */
export function listPages(archive: Pick<Archive, "form" | "origin">) {
  const { give, draw } = formPages<Found, readonly Wanted[]>({
    find: (visit, effects) => find(visit, effects, "unit"),
    page: (asked, again, field) => listPage(asked, again, { field, archive }),
    expired,
    judge: ({ visit }) => wantedIn(visit),
    faultsOf: (visit, refusal) => faultsOf(visit, refusal, fileFieldOf),
    act: (wanted, asked) => (asked.visit.wantsJson ? announceAll(wanted, asked, archive) : announceOne(wanted, asked)),
  });
  const showAttachments: PageHandler = async (visit, effects) => {
    const found = await find(visit, effects, "reader");
    return isRefusal(found) ? found : draw({ visit, effects, found }, {});
  };
  return { showAttachments, addAttachment: give };
}

/** A duty, with all its files. */
type Found = VisitedDuty & { readonly beside: readonly Attachment[] };

const find = (visit: Visit, effects: WebEffects, as: "unit" | "reader"): Promise<Found | Refusal> =>
  visitDutyWith(visit, effects, as, ({ ref }) => effects.register.attachments.attachments(ref));

/** A file that is to be sent, or why it may not be. */
type Wanted = { readonly name: string; readonly file: AnnouncedFile | Refusal };

/** What the script names is judged file by file; what was typed, as a form. */
function wantedIn({ form, wantsJson }: Visit): readonly Wanted[] | Refusal {
  const what = { en: "The file", vi: "Tệp đính kèm" };
  if (wantsJson) {
    const names = form.getAll("fileName").slice(0, ATTACHING.mostFiles);
    return names.map((name) => ({ name, file: read(AnnouncedFileSchema, fileOf(form, name, kindOfName(name)), what) }));
  }
  const kind = form.get("kind") ?? "";
  const name = (form.get("name") ?? "").trim();
  const known = isFileKind(kind) ? kind : undefined;
  // The name is that of its paper, and ends as its kind does.
  const fileName = name === "" || known === undefined ? name : `${name}.${FILE_KINDS[known].endings[0]}`;
  const file = read(AnnouncedFileSchema, fileOf(form, fileName, known), what);
  return isRefusal(file) ? file : [{ name: fileName, file }];
}

/** A file as the API would be told of it. */
const fileOf = (form: URLSearchParams, fileName: string, kind: FileKind | undefined) => ({
  fileName,
  contentType: kind === undefined ? "" : FILE_KINDS[kind].contentType,
  size: ATTACHING.mostBytes,
  noStateSecret: form.get("noStateSecret") === "yes",
});

async function announceOne([wanted]: readonly Wanted[], { visit, effects, found }: Asked<VisitedDuty>) {
  if (wanted === undefined || isRefusal(wanted.file)) return NO_FILE;
  const announced = await announce(found, wanted.file, visit, effects);
  return isRefusal(announced) ? announced : `${found.path}/attachments/${announced.id}`;
}

/** Each file with the form that sends it, or with why it may not be sent; one after another, since they share their room. */
async function announceAll(
  wanted: readonly Wanted[],
  { visit, effects, found }: Asked<VisitedDuty>,
  archive: Pick<Archive, "form">,
): Promise<Answer> {
  const files: object[] = [];
  for (const [at, { name, file }] of wanted.entries()) {
    const own = { ...visit, attempt: `${visit.attempt}-${at}` };
    const announced = isRefusal(file) ? file : await announce(found, file, own, effects);
    files.push(
      isRefusal(announced)
        ? { name, text: wordsOf(visit, announced) }
        : { name, id: announced.id, ...(await uploadForm(found.ref, announced, visit.receivedAt, archive)) },
    );
  }
  // With nothing announced, the form may be sent again.
  return json({ files }, files.some((one) => "id" in one) ? 200 : 400);
}

const wordsOf = (visit: Visit, refusal: Refusal): string =>
  faultsOf(visit, refusal, () => "name")
    .map(({ text }) => text)
    .join(" ");

const NO_FILE = invalid("No file was named.", "Chưa nêu tệp nào.", []);

type Adding = { readonly field: FieldOf; readonly archive: Pick<Archive, "origin"> };

async function listPage(
  { visit, effects, found }: Asked<Found>,
  again: Again,
  { field, archive }: Adding,
): Promise<Answer> {
  const { say, query } = visit;
  const { own, duty, obligation, path, beside: all } = found;
  const filed = own ? undefined : new Set((await filedAttachments(found, effects)).map(({ id }) => id));
  const shown = filed === undefined ? all : all.filter(({ id }) => filed.has(id));
  if (visit.wantsJson) return json({ files: shown.map(({ id, state }) => ({ id, state })) }, again.status);
  const open = own && !isRefusal(moveByUnit(duty, { act: "draft" }, visit.receivedAt));
  const content = html`
    ${query["done"] === "removed" ? notice("good", say("Đã xóa tệp.", "The file is removed.")) : nothing}
    ${query["done"] === "sent" ? notice("good", say("Đã tải tệp lên; kết quả kiểm tra ở dưới.", "The files are sent; what they were found to be stands below.")) : nothing}
    ${attachmentTable(visit, path, shown)}
    ${open && shown.some(isReady) ? wayOn(visit, found, "button main") : nothing}
    ${open ? addCard(visit, found, { field, room: ATTACHING.mostFiles - unfiled(shown, visit) }) : nothing}
    ${open && !shown.some(isReady) ? wayOn(visit, found) : nothing}
    <p class="tools">${linkToDuty(visit, found)}</p>
  `;
  return dutyPage(visit, found, {
    ...again,
    title: say(...ATTACHMENTS),
    below: html`<p>${vi(obligation.title)}</p>`,
    labelOf: (name) => fileFieldWords(visit, name),
    steps: open ? reportSteps(visit, found, "files") : undefined,
    headers: open ? { "content-security-policy": contentPolicy(await archive.origin()) } : undefined,
    content,
  });
}

/** The next step of the report, behind its files. */
export function wayOn({ say }: Visit, { path, obligation }: VisitedDuty, look?: "button main"): Html {
  const [href, label] =
    obligation.signedPaper === "none"
      ? [`${path}/preview`, say("Xem lại và gửi báo cáo", "Look the report over and file it")]
      : [`${path}/report`, say("Tiếp tục soạn báo cáo", "Go on with the report")];
  return html`<p><a${attributes({ class: look, href })}>${label}</a></p>`;
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
