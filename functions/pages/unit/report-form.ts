import type { ReadyAttachment } from "../../domain/attachment.ts";
import type { Figure, Section } from "../../domain/directive.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { faultAt } from "../form-kit/again.ts";
import type { FieldFault } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { buttons, dateField, numberField, textArea, textField } from "../parts/fields.ts";
import type { FieldBase } from "../parts/fields.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { paperCard, proposedBy } from "./paper-in-hand.ts";
import { fieldId, reportFields } from "./report-fields.ts";
import type { Typed } from "./report-fields.ts";
import { backToDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";
import { unnumbered } from "../../wording/outline.ts";

export type ReportForm = {
  readonly typed: Typed;
  readonly faults: readonly FieldFault[];
  /** The version that what is typed was made from. */
  readonly basedOn: number;
  readonly savedAt?: number | undefined;
  /** The signed PDF that it would be filed with. */
  readonly paper?: ReadyAttachment | undefined;
  /** Another's version, shown beside each field of its own: two drafts are being made one by hand. */
  readonly beside?: { readonly by: string; readonly typed: Typed } | undefined;
};

/** As many parts as fit on a screen need no list of their own. */
const FEW_SECTIONS = 2;

/** The form of a report, made from the outline of its obligation. */
export function reportForm(visit: Visit, found: VisitedDuty, form: ReportForm): Html {
  const { say, caller } = visit;
  const { obligation, path, duty } = found;
  const action = `${path}/report`;
  const write = writing(visit, found, form);
  const line = (name: string, hint?: string | Html) =>
    write.field(name, (field) => textField({ hint, ...field, width: "medium", required: true }));
  const content = html`
    <input type="hidden" name="basedOn" value="${form.basedOn}" autocomplete="off" /><input type="hidden" name="tab" />
    ${form.beside === undefined ? nothing : html`<input type="hidden" name="merging" value="1" />`}
    ${paperCard(visit, found, { paper: form.paper, fault: faultAt({ faults: form.faults }, fieldId("signedPaper")) })}
    ${obligation.outline.length > FEW_SECTIONS ? contents(visit, obligation.outline) : nothing}
    ${card(
      say("Thông tin văn bản", "The document"),
      html`${line("documentNumber", say("Ghi như trên văn bản báo cáo, ví dụ: 215/BC-STP", "As on the report itself, for example 215/BC-STP"))}
      ${write.field("signedOn", (field) => dateField(visit, { ...field, lang: undefined, required: true }))}
      ${line("signer.name")}
      ${line("signer.post", duty.head === "" ? undefined : html`${say("Ví dụ: ", "For example: ")}${vi(duty.head)}`)}`,
      { id: "document" },
    )}
    ${obligation.outline.map((section, at) => sectionCard(visit, { section, at, write, short: form.paper !== undefined }))}
    ${buttons(
      { label: say("Lưu và xem lại trước khi gửi", "Save, and look before filing"), do: "preview" },
      { label: say("Lưu và thêm tệp", "Save, and add files"), do: "files", kind: "plain" },
      { label: say("Lưu bản dự thảo", "Save the draft"), do: "save", kind: "plain" },
      backToDuty(visit, found),
    )}
    <p class="hint">${say(
      "Lưu bản dự thảo chưa phải là gửi báo cáo. Báo cáo chỉ được tính là đã gửi khi bấm “Gửi báo cáo chính thức” ở bước sau.",
      "Saving a draft is not filing. The report counts as filed only when “File the report” is pressed in the next step.",
    )}</p>
  `;
  return csrfForm(visit, {
    action,
    id: "report",
    content,
    keep: `${caller.principal} ${action}`,
    patient: true,
    ...(form.beside === undefined ? { autosave: { url: action, savedAt: form.savedAt } } : {}),
  });
}

type Writing = ReturnType<typeof writing>;

/** The fields by their names, each with what was typed into it, what is wrong with it, and what another wrote there. */
function writing(visit: Visit, { obligation }: VisitedDuty, { typed, faults, beside, paper }: ReportForm) {
  const proposed = paper ? proposedBy(paper) : {};
  const titles = new Map(reportFields(visit, obligation).map(({ name, title }) => [name, title]));
  const titleOf = (name: string): string => titles.get(name) ?? name;
  const base = (name: string) => {
    const [own, other] = [typed[name] ?? "", proposed[name] ?? ""];
    const value = own.trim() === "" ? other : own;
    return {
      name,
      id: fieldId(name),
      label: titleOf(name),
      fault: faultAt({ faults }, fieldId(name)),
      value,
      lang: "vi" as const,
      // What was typed stays, and what the file says stands beside it.
      ...(other !== "" && own.trim() !== other && { hint: proposal(visit, value === other ? "" : other) }),
    };
  };
  const theirs = (name: string): Html => {
    const other = beside?.typed[name] ?? "";
    if (beside === undefined || other.trim() === (typed[name] ?? "").trim()) return nothing;
    const none = visit.say("(để trống)", "(empty)");
    return html`<div class="beside">
      <p class="hint">${visit.say(`Bản của ${beside.by} ghi:`, `${beside.by} has:`)}</p>
      <blockquote>${other === "" ? none : vi(other)}</blockquote>
    </div>`;
  };
  const field = (name: string, draw: (field: FieldBase) => Html): Html => html`${theirs(name)}${draw(base(name))}`;
  return { titleOf, field };
}

const proposal = ({ say }: Visit, other: string): Html =>
  other === ""
    ? html`${say("Đề xuất theo tệp đã ký; đề nghị kiểm tra.", "Proposed from the signed file; check it.")}`
    : html`${say("Tệp đã ký ghi: ", "The signed file has: ")}${vi(other)}`;

function contents({ say }: Visit, outline: readonly Section[]): Html {
  const items = outline.map(({ id, title }) => html`<li><a href="#section-${id}">${vi(unnumbered(title))}</a></li>`);
  return html`<nav class="contents" aria-labelledby="contents-title">
    <h2 id="contents-title">${say("Các phần của báo cáo", "Parts of the report")}</h2>
    <ol>${items}</ol>
  </nav>`;
}

type Part = { section: Section; at: number; write: Writing; short: boolean };

function sectionCard(visit: Visit, { section, at, write, short }: Part): Html {
  const { say } = visit;
  const { id, title, task = "", item, figures = [] } = section;
  const where = item === undefined ? "" : say(` (mục ${item} của văn bản)`, ` (item ${item} of the directive)`);
  const label = html`${say("Nội dung báo cáo", "What is reported")}<span class="unseen">: ${vi(title)}</span>`;
  return card(
    html`${at + 1}. ${vi(title)}`,
    html`${
      task === ""
        ? nothing
        : html`<p class="hint">${say("Nhiệm vụ được giao", "The task")}${where}:</p>
            <blockquote>${vi(task)}</blockquote>`
    }
    ${write.field(`sections.${id}`, (field) => textArea({ ...field, label, rows: short && field.value === "" ? 2 : 8, maxLength: 60_000 }))}
    ${
      figures.length === 0
        ? nothing
        : html`<div class="figures" role="group" aria-label="${say("Số liệu", "Figures")}: ${title}">
            <h3>${say("Số liệu", "Figures")}</h3>
            ${figures.map((figure) => figureField(visit, figure, write))}
          </div>`
    }`,
    { id: `section-${id}` },
  );
}

function figureField({ say }: Visit, { id, title, unit, atMost }: Figure, write: Writing): Html {
  const limit = `figures.${atMost}`;
  const above = write.titleOf(limit);
  const limited = atMost !== undefined && {
    hint: html`${say("Không lớn hơn ", "Not above ")}“${vi(above)}”.`,
    atMost: { field: fieldId(limit), text: say(`Đang lớn hơn “${above}”.`, `It is above “${above}”.`) },
  };
  return write.field(`figures.${id}`, (field) => numberField({ ...field, label: vi(title), unit, ...limited }));
}
