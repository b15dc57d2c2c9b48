import type { ReadyAttachment } from "../../domain/attachment.ts";
import { dueAt, isPast } from "../../domain/deadline.ts";
import { dateWithoutExtension } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { likelyPaper } from "../../domain/signed-paper.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Answer } from "../../http/exchange.ts";
import type { SavedDraft, Submission } from "../../store/filings.ts";
import { formatDeadline, formatMinute, timeLeft } from "../../wording/dates.ts";
import { titleOf } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { versionToken } from "../form-kit/version.ts";
import { nothing } from "../parts/attributes.ts";
import { facts } from "../parts/facts.ts";
import { buttons, checkboxField, radioField } from "../parts/fields.ts";
import { errorSummary } from "../parts/notice.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPage } from "./duty-page.ts";
import { reportContent } from "./report-content.ts";
import { fieldFaults, reportIn } from "./report-faults.ts";
import type { ReportFault } from "./report-faults.ts";
import { SIGNED_PDF, reportFields } from "./report-fields.ts";
import { reportSteps } from "./report-steps.ts";
import { standingWords } from "../../wording/milestones.ts";
import { destination, linkToDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

export type Preview = Again & {
  readonly draft: SavedDraft;
  readonly filed: Submission | undefined;
  /** Files that may go with it. */
  readonly files: readonly ReadyAttachment[];
  /** The duty as filing would leave it. */
  readonly after: Duty;
};

/** What a preview was drawn from: the duty, and the version of the draft. */
export function previewBasis(found: VisitedDuty, { version }: SavedDraft): string {
  return `${versionToken(found.duty)}.${version}`;
}

/** The preview before a report is filed. */
export function previewPage(visit: Visit, found: VisitedDuty, { draft, files, after, ...told }: Preview): Answer {
  const { say } = visit;
  const { obligation, duty, path } = found;
  const paper = signedPaperIn(visit, found, { draft, files });
  const attachments = files.filter(({ id }) => goesAlong(visit, id));
  const report = reportIn(draft.draft, obligation, visit.receivedAt, { attachments, signedPaper: paper?.id });
  const signedPaper = paper && { name: paper.name, href: `${path}/attachments/${paper.id}` };
  const faults = isRefusal(report) ? fieldFaults(visit, report, reportFields(visit, obligation)) : [];
  const h1 = say("Xem lại trước khi gửi", "Look it over before filing");
  const saved = formatMinute(visit, draft.savedAt);
  const content = html`
    ${faults.length > 0 ? faultNotice(visit, path, faults) : lastLook(visit, found, { draft, files, after })}
    <div class="sheet">
      <h2>${say("Nội dung sẽ gửi", "What will be filed")}</h2>
      <p class="quiet">${say(
        `Bản dự thảo số ${draft.version}, ${draft.savedBy} lưu lúc ${saved}.`,
        `Version ${draft.version} of the draft, saved by ${draft.savedBy} at ${saved}.`,
      )}</p>
      ${reportContent(visit, { report: draft.draft, obligation, unitName: duty.unitName, level: 3, signedPaper })}
    </div>
  `;
  return dutyPage(visit, found, {
    ...told,
    title: told.status === 400 ? h1 : titleOf(visit, h1, { faults }),
    heading: h1,
    below: html`<p>${vi(obligation.title)}</p>`,
    steps: reportSteps(visit, found, "look"),
    content,
    crumbs: [{ href: `${path}/report`, label: say("Soạn báo cáo", "Write the report") }],
  });
}

/** A preview that somebody has filed meanwhile, or whose duty was closed. */
export function nothingToFilePage(visit: Visit, found: VisitedDuty, told: Again): Answer {
  const { say } = visit;
  const { duty, path } = found;
  const title = say("Chưa gửi thêm báo cáo", "Nothing more was filed");
  const receipt = `${path}/receipts/${duty.revision}`;
  const content = html`<p>
      ${
        duty.revision === 0
          ? nothing
          : html`<a class="button main" href="${receipt}">${say("Xem biên nhận", "See the receipt")}</a> `
      }${linkToDuty(visit, found, "button plain")}
    </p>`;
  return dutyPage(visit, found, { ...told, title, content, status: 409 });
}

type InHand = { readonly draft: SavedDraft | undefined; readonly filed: Submission | undefined };

/** Who changed what since a preview was drawn, where that is known. */
export function whatChanged(visit: Visit, { duty }: VisitedDuty, { draft, filed }: InHand): string | undefined {
  const { say, form } = visit;
  const basis = form.get("basis") ?? "";
  const [, revision = ""] = basis.split(".");
  if (filed && revision !== String(duty.revision)) {
    if (filed.channel === "paper") {
      const at = formatMinute(visit, filed.writtenAt);
      return say(
        `${filed.by} đã ghi nhận báo cáo giấy lúc ${at} (lần gửi ${filed.revision}).`,
        `${filed.by} recorded a paper report at ${at}, as revision ${filed.revision}.`,
      );
    }
    const at = formatMinute(visit, filed.receivedAt);
    return say(
      `${filed.by} đã gửi báo cáo này lúc ${at} (lần gửi ${filed.revision}).`,
      `${filed.by} filed this report at ${at}, as revision ${filed.revision}.`,
    );
  }
  if (!draft || basis.endsWith(`.${draft.version}`)) return undefined;
  const at = formatMinute(visit, draft.savedAt);
  return say(
    `${draft.savedBy} đã lưu bản dự thảo khác (số ${draft.version}) lúc ${at}.`,
    `${draft.savedBy} saved another draft (version ${draft.version}) at ${at}.`,
  );
}

/** All that is wrong, each leading to its field in the form. */
function faultNotice(visit: Visit, path: string, faults: readonly ReportFault[]): Html {
  const { say } = visit;
  const page = `${path}/report?check=1`;
  return errorSummary(
    visit,
    faults.map(({ field, summary }) => ({ field, text: summary })),
    {
      title: say("Chưa gửi được: còn nội dung cần sửa", "Not ready to be filed: there is something to correct"),
      page,
      below: html`<p><a class="button plain" href="${page}">${say("Sửa báo cáo", "Correct the report")}</a></p>`,
    },
  );
}

function lastLook(
  visit: Visit,
  found: VisitedDuty,
  { draft, files, after }: Pick<Preview, "draft" | "files" | "after">,
): Html {
  const { say } = visit;
  const { duty, path, receiverName } = found;
  const action = `${path}/preview`;
  return html`<section class="card" aria-labelledby="last-look">
    <h2 id="last-look">${say("Gửi báo cáo chính thức", "File the report")}</h2>
    ${facts([
      [say("Nơi nhận", "Goes to"), destination(found)],
      [
        say("Thời hạn", "Due"),
        `${formatDeadline(visit, duty.deadline)}; ${timeLeft(visit, duty.deadline, visit.receivedAt)}`,
      ],
      [say("Sẽ được ghi nhận", "Will be recorded as"), standingAhead(visit, duty, after)],
      [say("Lần gửi", "Revision"), String(after.revision)],
    ])}
    <p>${say(
      `Khi gửi, báo cáo được vào sổ tiếp nhận của ${receiverName} và có biên nhận. Bản đã gửi không sửa được; nếu cần, đơn vị gửi lại bản khác cho đến khi báo cáo được chấp nhận.`,
      `Filing enters the report in the register of ${receiverName} and gives a receipt. What is filed cannot be changed; until it is accepted, the unit may file again.`,
    )}</p>
    ${csrfForm(visit, {
      action,
      basis: previewBasis(found, draft),
      patient: true,
      content: html`${filesToFile(visit, path, files)}${whichIsSigned(visit, found, { draft, files })}
      ${buttons(
        { label: say("Gửi báo cáo chính thức", "File the report"), do: "file" },
        { label: say("Quay lại sửa", "Back to the form"), href: `${path}/report` },
      )}`,
    })}
  </section>`;
}

/** The files that are ready: all of them go with the report, but for those that are unticked. */
function filesToFile(visit: Visit, path: string, files: readonly ReadyAttachment[]): Html {
  const { say } = visit;
  const add = html`<p><a href="${path}/attachments">${say("Thêm tài liệu đính kèm", "Add files")}</a></p>`;
  if (files.length === 0) return add;
  const options = files.map(({ id, name }) => ({
    value: id,
    label: name,
    checked: goesAlong(visit, id),
  }));
  const label = say("Tài liệu gửi kèm", "Files that go with it");
  return html`${checkboxField({ name: "attachment", label, options })}${add}`;
}

const goesAlong = ({ form }: Visit, id: string): boolean => !form.has("seal") || form.getAll("attachment").includes(id);

type Papers = Pick<Preview, "draft" | "files">;

/** The file that the visitor names as the signed PDF; that which seems to be it, until he is asked. */
export function signedPaperIn(
  { form }: Visit,
  { obligation }: VisitedDuty,
  { draft, files }: Papers,
): ReadyAttachment | undefined {
  if (obligation.signedPaper === "none") return undefined;
  if (form.has("signedPaper")) return files.find(({ id }) => id === form.get("signedPaper"));
  return likelyPaper(files, draft.draft, obligation.signedPaper);
}

/** Asks which of the files is the signed PDF, where the report takes one. */
function whichIsSigned(visit: Visit, found: VisitedDuty, papers: Papers): Html {
  const { say } = visit;
  const pdfs = papers.files.filter(({ kind }) => kind === "pdf");
  if (found.obligation.signedPaper === "none" || pdfs.length === 0) return nothing;
  const none =
    found.obligation.signedPaper === "required" ? [] : [{ value: "", label: say("Không có tệp nào", "None of them") }];
  return radioField({
    name: "signedPaper",
    label: say(...SIGNED_PDF),
    options: [...pdfs.map(({ id, name }) => ({ value: id, label: name })), ...none],
    value: signedPaperIn(visit, found, papers)?.id ?? "",
  });
}

/** How the filing will stand, and until when that holds. */
function standingAhead(visit: Visit, duty: Duty, after: Duty): Html {
  const { say } = visit;
  const standing = duty.standing ?? after.standing;
  const supplement = duty.state === "returned" ? after.supplement?.standing : undefined;
  const words = standing === undefined ? "" : standingWords(visit, standing);
  if (supplement) {
    const first = say(`; lần gửi đầu vẫn là ${words}`, `; the first filing stays ${words}`);
    return html`<b>${say("Bổ sung", "Supplement")} ${standingWords(visit, supplement)}</b>${first}`;
  }
  if (duty.standing !== undefined) {
    return html`${say(`Giữ nguyên kết quả lần gửi đầu: ${words}`, `As the first filing: ${words}`)}`;
  }
  const original = dateWithoutExtension(duty);
  const until = isPast(original, visit.receivedAt) ? duty.deadline : original;
  const held =
    standing === "late"
      ? ""
      : say(
          `, nếu gửi trước ${formatMinute(visit, dueAt(until))}`,
          `, if filed before ${formatMinute(visit, dueAt(until))}`,
        );
  return html`<b>${words}</b>${held}`;
}
