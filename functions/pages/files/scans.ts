import { AnnouncedFileSchema } from "../../domain/announced-file.ts";
import type { AnnouncedFile } from "../../domain/announced-file.ts";
import { ATTACHING, takesRoom } from "../../domain/attachment.ts";
import type { Attachment } from "../../domain/attachment.ts";
import { FILE_KINDS, isFileKind } from "../../domain/file-kind.ts";
import { read } from "../../domain/parsing.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Answer } from "../../http/exchange.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { announceScan } from "../../use-cases/announce-attachment.ts";
import { findScans, listScans } from "../../use-cases/find-scan.ts";
import type { FoundScans } from "../../use-cases/find-scan.ts";
import { formatMinute } from "../../wording/dates.ts";
import { expired, faultsOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPage } from "../form-kit/form-page.ts";
import type { FormPage } from "../form-kit/form-page.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked, FieldOf } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons, textField } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { declarationField, fileFieldOf, fileFieldWords, kindField } from "./file-fields.ts";
import { attachmentState, formatSize, mostSize } from "./file-words.ts";

/** The công văn itself, as it was scanned: what its page and its list are called. */
const SCANS = ["Bản quét văn bản", "Scan of the directive"] as const;

/** Announces a file of a directive, and leads to the page that sends it. */
const pages = formPages<FoundScans, AnnouncedFile>({
  find: (visit, effects) => findScans(visit, effects, "keeper"),
  page: listPage,
  expired,
  judge: ({ visit }) => read(AnnouncedFileSchema, fileIn(visit.form), { en: "The file", vi: "Tệp" }),
  faultsOf: (visit, refusal) => faultsOf(visit, refusal, fileFieldOf),
  async act(file, { visit, effects, found }) {
    const announced = await announceScan(found.ref, file, visit, effects);
    return isRefusal(announced) ? announced : `${scansPath(found)}/${announced.id}`;
  },
});

export const addScan = pages.give;

/** The files of a directive, to keepers and to the units that owe it. */
export const showScans: PageHandler = async (visit, effects) => {
  const found = await findScans(visit, effects, "reader");
  return isRefusal(found) ? found : pages.draw({ visit, effects, found }, {});
};

export const scansPath = ({ record }: FoundScans): string => `/directives/${record.directive.id}/attachments`;

/** A page below a directive's. `crumbs`: the pages between. */
export function scanPage(visit: Visit, { record }: FoundScans, { crumbs = [], ...p }: FormPage): Answer {
  const { id, number, subject } = record.directive;
  return formPage(visit, {
    ...p,
    above: html`${number}: ${vi(subject)}`,
    crumbs: [
      { href: "/directives", label: visit.say("Văn bản chỉ đạo", "Directives") },
      { href: `/directives/${id}`, label: number },
      ...crumbs,
    ],
  });
}

/** The way to the list, for a page below it. */
export const scansCrumb = ({ say }: Visit, found: FoundScans) => ({ href: scansPath(found), label: say(...SCANS) });

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

async function listPage({ visit, effects, found }: Asked<FoundScans>, again: Again, field: FieldOf): Promise<Answer> {
  const { say, query, receivedAt } = visit;
  const all = await listScans(found, effects);
  const room = ATTACHING.mostOfDirective - all.filter((one) => takesRoom(one, receivedAt)).length;
  return scanPage(visit, found, {
    ...again,
    title: say(...SCANS),
    labelOf: (name) => fileFieldWords(visit, name),
    content: html`
      ${query["done"] === "removed" ? notice("good", say("Đã xóa tệp.", "The file is removed.")) : nothing}
      ${scanTable(visit, found, all)} ${found.keeper && room > 0 ? addForm(visit, found, field) : nothing}
    `,
  });
}

function scanTable(visit: Visit, found: FoundScans, all: readonly Attachment[]): Html {
  const { say } = visit;
  return table({
    caption: say("Các tệp của văn bản", "Files of the directive"),
    captionHidden: true,
    columns: [
      { label: say("Tệp", "File") },
      { label: say("Dung lượng", "Size"), kind: "number" },
      { label: say("Tình trạng", "State") },
      { label: say("Thời điểm thêm", "Added") },
    ],
    rows: all.map((one) => [
      html`<a href="${scansPath(found)}/${one.id}">${vi(one.name)}</a>`,
      one.state === "ready" ? formatSize(visit, one.size) : "–",
      one.state === "ready"
        ? say("Đã kiểm tra, đơn vị xem được", "Looked at; its units may read it")
        : attachmentState(visit, one),
      formatMinute(visit, one.announcedAt),
    ]),
    empty: say("Chưa có tệp nào.", "There is no file yet."),
  });
}

function addForm(visit: Visit, found: FoundScans, field: FieldOf): Html {
  const { say } = visit;
  const name = field("name");
  const { number } = found.record.directive;
  const content = html`
    <p>${say(
      `Đơn vị phải báo cáo theo văn bản này mở được tệp từ trang nhiệm vụ của mình. Tệp không quá ${mostSize(visit)} và được kiểm tra trước.`,
      `The units that report by this directive open the file from the page of their duty. It has ${mostSize(visit)} at most, and is looked at first.`,
    )}</p>
    ${textField({
      ...name,
      label: fileFieldWords(visit, "name"),
      hint: say("Không cần ghi phần mở rộng.", "Leave the ending of the name out."),
      value: visit.form.has("name") ? name.value : `Công văn số ${number}`,
      maxLength: 140,
      required: true,
      lang: "vi",
    })}
    ${kindField(visit, field("kind"))}
    ${declarationField(visit, field("noStateSecret"))}
    ${buttons(
      { label: say("Tiếp tục chọn tệp", "Go on to choose the file"), do: "announce" },
      { label: say("Về trang văn bản", "Back to the directive"), href: `/directives/${found.ref.directiveId}` },
    )}
  `;
  const form = csrfForm(visit, { action: scansPath(found), content });
  return card(say("Thêm tệp", "Add a file"), form, { id: "add" });
}
