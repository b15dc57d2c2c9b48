import { DutyAnswer, EscalationAnswer, listOf } from "../http/answers.ts";
import { FiguresAnswer, HappenedAnswer, LetterAnswer, SummaryAnswer } from "../http/obligation-answers.ts";
import { bundleEvidence } from "../use-cases/bundle-evidence.ts";
import { draftLetter, draftReport } from "../use-cases/draft-documents.ts";
import { listInFormats, listedByDuty } from "../use-cases/export-list.ts";
import { listEscalations, listObligationDuties } from "../use-cases/list-duties.ts";
import { giving } from "../use-cases/made-file.ts";
import { readSummary } from "../use-cases/read-summary.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { ReportsEffects } from "../use-cases/effects.ts";

const obligation = "/api/obligations/{directiveId}/{obligationId}";
const newDate = "The new date, YYYY-MM-DD: reports are to come before that day.";

const inFormats = {
  format: "json (the default), page by page; csv or xlsx, whole. A long file is answered with 303 and its link.",
  ...paging,
};

const byReports = answeredBy("reports");

/** An obligation as a whole: its lists and sums, and the documents that are made of them. */
export const operations = {
  listObligationDuties: byReports("GET", `${obligation}/duties`, listInFormats("duties", listObligationDuties)),
  listEscalations: byReports("GET", `${obligation}/escalations`, listInFormats("escalations", listEscalations)),
  listLetters: byReports("GET", `${obligation}/letters`, listInFormats("letters", listedByDuty("letters"))),
  listHistory: byReports("GET", `${obligation}/history`, listInFormats("history", listedByDuty("history"))),
  listFigures: byReports("GET", `${obligation}/figures`, listInFormats("figures", listedByDuty("figures"))),
  readSummary: byReports("GET", `${obligation}/summary`, listInFormats("totals", readSummary)),
  draftReport: byReports("GET", `${obligation}/report.docx`, giving(draftReport)),
  draftUrging: byReports("GET", `${obligation}/urging.docx`, giving(draftLetter("urging"))),
  draftCriticism: byReports("GET", `${obligation}/criticism.docx`, giving(draftLetter("criticism"))),
  bundleEvidence: byReports("GET", `${obligation}/evidence.zip`, giving(bundleEvidence)),
} satisfies Operations<ReportsEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listObligationDuties: {
    summary: "Every duty of an obligation",
    query: { state: "In JSON only those in these states, several by comma.", ...inFormats },
    answer: listOf(DutyAnswer),
    files: ["csv", "xlsx"],
  },
  listEscalations: {
    summary: "The escalation list: who is late, by name",
    query: inFormats,
    answer: listOf(EscalationAnswer),
    files: ["csv", "xlsx"],
  },
  listLetters: {
    summary: "Every letter with its outcome; in JSON as many duties a page as the limit says",
    query: inFormats,
    answer: listOf(LetterAnswer),
    files: ["csv", "xlsx"],
  },
  listHistory: {
    summary: "All that was done to an obligation's duties; in JSON as many duties a page as the limit says",
    query: inFormats,
    answer: listOf(HappenedAnswer),
    files: ["csv", "xlsx"],
  },
  listFigures: {
    summary: "Every unit with the figures that count for it: the appendix of the consolidated report",
    query: inFormats,
    answer: listOf(FiguresAnswer),
    files: ["csv", "xlsx"],
  },
  readSummary: {
    summary: "How many of how many; and for up to 1,000 units the figures added up, and what closing now would lack",
    query: { format: "json (the default); csv or xlsx for the sums alone, of any number of units." },
    answer: SummaryAnswer,
    files: ["csv", "xlsx"],
  },
  draftReport: { summary: "Draft the consolidated report", files: ["docx"] },
  draftUrging: {
    summary: "Draft the letter that urges those who have not filed, once the last working day is over",
    query: { before: newDate },
    files: ["docx"],
  },
  draftCriticism: {
    summary: "Draft a written criticism of those who have not filed, on the supervisor's explicit wish",
    query: { before: newDate, confirm: "“yes”, or no criticism is drafted: it is never made without that wish." },
    files: ["docx"],
  },
  bundleEvidence: {
    summary: "Every letter, filing, receipt and ruling in one archive, with the SHA-256 of each file",
    files: ["zip"],
  },
});
