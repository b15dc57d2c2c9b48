import type { Obligation, Section } from "../../domain/directive.ts";
import { LocalDateSchema } from "../../domain/instant.ts";
import type { Draft } from "../../domain/submission.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatNumber, formatWeekday } from "../../wording/dates.ts";
import { hasHead, textParts } from "../../wording/pasted-table.ts";
import { nothing } from "../parts/attributes.ts";
import { facts } from "../parts/facts.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { readTyped } from "./report-fields.ts";

export type Shown = {
  /** A filed report, or a draft of one, in which anything may be missing. */
  readonly report: Draft;
  readonly obligation: Obligation;
  readonly unitName: string;
  /** The level of the parts' titles. */
  readonly level: 2 | 3;
  /** The file that is the report as it was signed. */
  readonly signedPaper?: { readonly name: string; readonly href: string } | undefined;
  /** Whether its figures stand in it. @default true */
  readonly figures?: boolean;
};

/** A report as it reads: who signed it, then part by part what the outline asks and what the unit says. */
export function reportContent(visit: Visit, shown: Shown): Html {
  const { say } = visit;
  const { obligation, unitName, level, signedPaper, figures: all = true } = shown;
  const report = readTyped(shown.report);
  const { documentNumber, signedOn, signer } = report;
  const missing = () => say("(chưa ghi)", "(not given)");
  const post = signer?.post ? html`, ${vi(signer.post)}` : nothing;
  return html`${facts([
    [say("Đơn vị báo cáo", "Reporting unit"), vi(unitName)],
    [say("Số, ký hiệu", "Document number"), documentNumber ? vi(documentNumber) : missing()],
    [say("Ngày ký", "Signed on"), signedOn ? dayOf(visit, signedOn) : missing()],
    [say("Người ký", "Signer"), signer?.name ? html`${vi(signer.name)}${post}` : html`${missing()}${post}`],
    ...(signedPaper
      ? [[say("Bản đã ký", "Signed paper"), html`<a href="${signedPaper.href}">${vi(signedPaper.name)}</a>`] as const]
      : []),
  ])}
  ${obligation.outline.map((section, at) => partOf(visit, { report, section: all ? section : { ...section, figures: [] }, at, level, signed: signedPaper !== undefined }))}`;
}

type Part = {
  readonly report: Draft;
  readonly section: Section;
  readonly at: number;
  readonly level: 2 | 3;
  readonly signed: boolean;
};

function partOf(visit: Visit, { report, section, at, level, signed }: Part): Html {
  const { say } = visit;
  const { id, title, task = "", figures = [] } = section;
  const words = html`${at + 1}. ${vi(title)}`;
  // Ids are the outline's: one that every object has is no answer.
  const text = ownValue(report.sections, id) ?? "";
  return html`<section class="part">
    ${level === 2 ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`}
    ${task === "" ? nothing : html`<p class="quiet">${say("Nhiệm vụ được giao", "The task")}: ${vi(task)}</p>`}
    ${
      text.trim() === ""
        ? html`<p class="quiet">${
            signed
              ? say("Nội dung nêu tại bản đã ký.", "What is said stands in the signed paper.")
              : say("Không có nội dung.", "Nothing is said.")
          }</p>`
        : html`<div class="prose" lang="vi">${prose(text)}</div>`
    }
    ${
      figures.length === 0
        ? nothing
        : table({
            caption: `${say("Số liệu", "Figures")}: ${title}`,
            captionHidden: true,
            columns: [{ label: say("Chỉ tiêu", "Figure") }, { label: say("Số lượng", "Number"), kind: "number" }],
            rows: figures.map(({ id: figure, title: name, unit }) => [
              unit === undefined ? vi(name) : vi(`${name} (${unit})`),
              figureOf(visit, ownValue(report.figures, figure)),
            ]),
            empty: "",
          })
    }
  </section>`;
}

const ownValue = <T>(values: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(values, id) ? values[id] : undefined;

/** What was written, with the tables that were pasted into it. */
function prose(text: string): Html[] {
  return textParts(text.trim()).flatMap((part) =>
    "rows" in part ? [pastedTable(part.rows)] : paragraphs(part.lines.join("\n").trim()),
  );
}

function pastedTable(rows: readonly (readonly string[])[]): Html {
  const head = hasHead(rows);
  const cell = (text: string, at: number) =>
    head && at === 0 ? html`<th scope="col">${text}</th>` : html`<td>${text}</td>`;
  return html`<div class="pasted" tabindex="0">
    <table>
      ${rows.map((row, at) => html`<tr>${row.map((text) => cell(text, at))}</tr>`)}
    </table>
  </div>`;
}

/** Blank lines part paragraphs; single breaks stay breaks. */
function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .map(
      (paragraph) =>
        html`<p>${paragraph.split("\n").map((line, at) => (at === 0 ? html`${line}` : html`<br />${line}`))}</p>`,
    );
}

function figureOf(visit: Visit, value: string | number | undefined): Html | string {
  if (value === undefined) return visit.say("chưa ghi", "not given");
  return typeof value === "number" ? formatNumber(visit, value) : vi(value);
}

/** What was typed as a day may be none yet. */
function dayOf(visit: Visit, typed: string): string {
  const day = LocalDateSchema.safeParse(typed);
  if (!day.success) return typed;
  return formatWeekday(visit, day.data);
}
