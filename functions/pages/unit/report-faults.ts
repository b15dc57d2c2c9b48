import type { Obligation } from "../../domain/directive.ts";
import { read } from "../../domain/parsing.ts";
import { invalid, isRefusal } from "../../domain/refusal.ts";
import type { Fault, Refusal } from "../../domain/refusal.ts";
import { ReportSchema, reportFaults } from "../../domain/submission.ts";
import type { Draft, Report } from "../../domain/submission.ts";
import { localDateOf } from "../../domain/instant.ts";
import type { EpochMs } from "../../domain/instant.ts";
import type { FieldFault } from "../form-kit/again.ts";
import type { Visit } from "../visit.ts";
import { fieldId, readTyped } from "./report-fields.ts";
import type { ReportField } from "./report-fields.ts";

/** What is wrong with a field, by the id of its control: the words beside it, and those above the form. */
export type ReportFault = FieldFault & { readonly summary: string };

/** The report that a draft makes, as it would be filed now; or all that keeps it from being filed, at once. */
export function reportIn(
  draft: Draft,
  obligation: Obligation,
  now: EpochMs,
  files: Pick<Report, "attachments" | "signedPaper">,
): Report | Refusal {
  const report = read(ReportSchema, { ...candidate(draft), ...files }, { en: "The report", vi: "Báo cáo" });
  const faults =
    isRefusal(report) && report.refused === "invalid"
      ? [...report.faults, ...furtherFaults(draft, report.faults, { obligation, now, files })]
      : isRefusal(report)
        ? []
        : reportFaults(report, obligation, now);
  if (!isRefusal(report) && faults.length === 0) return report;
  return invalid("The report cannot be filed as it stands.", "Báo cáo chưa gửi được.", faults);
}

/** A refusal's faults as the form shows them, each at its field. */
export function fieldFaults(visit: Visit, refusal: Refusal, fields: readonly ReportField[]): ReportFault[] {
  if (refusal.refused !== "invalid") return [];
  const placed = refusal.faults.map((fault) => ({ fault, at: fields.findIndex(({ name }) => isAt(fault, name)) }));
  return placed
    .toSorted((a, b) => a.at - b.at)
    .map(({ fault, at }) => {
      const field = fields[Math.max(at, 0)];
      const text = faultText(visit, fault);
      const name = field?.name ?? fault.path;
      return { field: fieldId(name), text, summary: field ? `${field.title}: ${text}` : text };
    });
}

/** Everything must be said that a report has to hold: what is missing is empty. */
function candidate(draft: Draft) {
  const { documentNumber = "", signedOn = "", signer, sections, figures } = readTyped(draft);
  const said = Object.entries(sections).filter(([, text]) => text.trim() !== "");
  return {
    documentNumber,
    signedOn,
    signer: { name: signer?.name ?? "", post: signer?.post ?? "" },
    sections: Object.fromEntries(said),
    figures,
  };
}

/** What else is wrong with a draft that is not right in every part: its limits are judged by what can be read. */
function furtherFaults(
  draft: Draft,
  known: readonly Fault[],
  {
    obligation,
    now,
    files,
  }: { obligation: Obligation; now: EpochMs; files: Pick<Report, "attachments" | "signedPaper"> },
): Fault[] {
  const faulty = new Set(known.map(({ path }) => path));
  const { sections, figures, signedOn } = candidate(draft);
  const readable = Object.entries(figures).filter(([id]) => !faulty.has(`figures.${id}`));
  const rest = ReportSchema.safeParse({
    documentNumber: "-",
    signer: { name: "-", post: "-" },
    signedOn: faulty.has("signedOn") ? localDateOf(now) : signedOn,
    sections,
    figures: Object.fromEntries(readable),
    ...files,
  });
  if (!rest.success) return [];
  // A figure that cannot be read was written all the same: then it is not so that nothing is said.
  const silent = readable.length === Object.keys(figures).length;
  return reportFaults(rest.data, obligation, now).filter(({ path }) => silent || path !== "sections");
}

/** A fault of all sections together stands at the first. */
function isAt({ path }: Fault, name: string): boolean {
  return path === name || (path === "sections" && name.startsWith("sections."));
}

/** In English the API's words, but days as this form asks for them. */
function faultText({ say }: Visit, { path, message, vi }: Fault): string {
  const day = path === "signedOn" && message.startsWith("a date");
  return say(vi, day ? "Must be a day of the calendar, written day/month/year: 27/10/2017." : sentence(message));
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
