import * as z from "zod/mini";

import {
  AcceptSchema,
  ExemptionSchema,
  ExtensionSchema,
  ReasonSchema,
  ReturnSchema,
} from "../use-cases/act-on-duty.ts";
import { PutStaffSchema } from "../use-cases/save-staff.ts";
import { PaperSchema } from "../use-cases/record-hard-copy.ts";
import { SaveDraftSchema } from "../use-cases/save-draft.ts";
import { AnnouncedFileSchema } from "../domain/announced-file.ts";
import { DirectiveSchema } from "../domain/directive.ts";
import { ReportSchema } from "../domain/submission.ts";
import { UnitSchema } from "../domain/unit.ts";
import {
  AnnouncedAttachmentAnswer,
  AttachmentAnswer,
  DirectiveAnswer,
  DirectiveWithMilestones,
  DraftAnswer,
  DutyAnswer,
  DutyWithDraftAnswer,
  EscalationAnswer,
  HistoryItemAnswer,
  ImportAnswer,
  MeAnswer,
  PlanAnswer,
  ReceiptAnswer,
  StaffAnswer,
  SubmissionAnswer,
  UnitAnswer,
  listOf,
} from "./answers.ts";
import * as examples from "./examples.ts";
import type { FileType } from "./file-types.ts";
import { FiguresAnswer, HappenedAnswer, LetterAnswer, SummaryAnswer } from "./obligation-answers.ts";
import type { RouteName } from "./routes.ts";

type Schema = z.core.$ZodType;

/** What the OpenAPI document says of a route beyond its method and path. */
export type Operation = {
  readonly summary: string;
  readonly body?: { readonly schema: Schema; readonly example: unknown } | { readonly csv: string };
  readonly status?: 201 | 204 | 303;
  readonly answer?: Schema;
  readonly query?: Readonly<Record<string, string>>;
  /** Files that it can be had as: beside the answer, or in its place. */
  readonly files?: readonly FileType[];
};

const paging = {
  limit: "How many items at most, 1 to 200; 50 unless given.",
  cursor: "Where to go on: the cursor of the answer before.",
};

const newDate = "The new date, YYYY-MM-DD: reports are to come before that day.";

const inFormats = {
  format: "json (the default), page by page; csv or xlsx, whole. A long file is answered with 303 and its link.",
  ...paging,
};

export const operations: Record<RouteName, Operation> = {
  readDescription: { summary: "This document", answer: z.looseObject({ openapi: z.string() }) },
  readMe: { summary: "Who the caller is to the register", answer: MeAnswer },

  listUnits: { summary: "The units of the register", query: paging, answer: listOf(UnitAnswer) },
  putUnit: {
    summary: "Enter or change a unit",
    body: { schema: z.omit(z.object(UnitSchema.shape), { id: true }), example: examples.unit },
    answer: UnitAnswer,
  },
  importUnits: {
    summary: "Enter many units from a file; with a fault in any row, none",
    body: { csv: examples.unitsFile },
    answer: ImportAnswer,
  },

  listStaff: { summary: "Supervisors and leaders who are no unit's contacts", answer: listOf(StaffAnswer) },
  putStaff: {
    summary: "Put somebody on the staff list",
    body: { schema: PutStaffSchema, example: examples.staff },
    answer: StaffAnswer,
  },
  deleteStaff: { summary: "Take somebody off the staff list", status: 204 },

  createDirective: {
    summary: "Enter a directive that is being prepared",
    body: { schema: DirectiveSchema, example: examples.directive },
    status: 201,
    answer: DirectiveAnswer,
  },
  listDirectives: { summary: "Directives", query: paging, answer: listOf(DirectiveAnswer) },
  readDirective: {
    summary: "A directive, with its milestones: a thousand at once, its obligations' before those of single duties",
    query: { cursor: paging.cursor },
    answer: DirectiveWithMilestones,
  },
  planDirective: { summary: "Dry run: every letter that would go out, to whom and when", answer: PlanAnswer },
  issueDirective: { summary: "Issue a directive: lay its duties upon the units", answer: DirectiveWithMilestones },

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

  listOwnDuties: { summary: "The duties of the caller's units", query: paging, answer: listOf(DutyAnswer) },
  readDuty: { summary: "A duty, with its letters; to its own unit, with the draft", answer: DutyWithDraftAnswer },
  saveDraft: {
    summary: "Save a draft; saving is not filing",
    body: { schema: SaveDraftSchema, example: examples.draft },
    answer: DraftAnswer,
  },
  fileReport: {
    summary: "File the report",
    body: { schema: ReportSchema, example: examples.report },
    status: 201,
    answer: ReceiptAnswer,
  },
  readSubmission: { summary: "A filed revision, as it was filed", answer: SubmissionAnswer },
  readHistory: { summary: "All that was done to a duty, in order", answer: listOf(HistoryItemAnswer) },
  listAttachments: {
    summary: "The files of a duty; to others than its unit, those that were filed",
    answer: listOf(AttachmentAnswer),
  },
  announceAttachment: {
    summary:
      "Announce a file: answers the form (multipart/form-data: the fields, then `file`) that sends it straight to the archive",
    body: { schema: AnnouncedFileSchema, example: examples.file },
    status: 201,
    answer: AnnouncedAttachmentAnswer,
  },
  readAttachment: {
    summary: "Whether a file came, and what it was found to be: once it is ready, a filing may name it",
    answer: AttachmentAnswer,
  },
  removeAttachment: { summary: "Take back a file that was not filed", status: 204 },
  fetchAttachment: {
    summary: "Leads (303) to the file's content, by an address that is good for a minute",
    status: 303,
  },
  returnReport: {
    summary: "Send a report back, by a date",
    body: { schema: ReturnSchema, example: examples.returned },
    answer: DutyAnswer,
  },
  acceptReport: { summary: "Accept a report", body: { schema: AcceptSchema, example: {} }, answer: DutyAnswer },
  extendDuty: {
    summary: "Give one duty a later date",
    body: { schema: ExtensionSchema, example: examples.extension },
    answer: DutyAnswer,
  },
  exemptDuty: {
    summary: "Free a unit from a report",
    body: { schema: ExemptionSchema, example: examples.exemption },
    answer: DutyAnswer,
  },
  stateReason: {
    summary: "Say why the report will be late, and when it will come",
    body: { schema: ReasonSchema, example: examples.reason },
    answer: DutyAnswer,
  },
  recordPaper: {
    summary: "Record a report that came on paper",
    body: { schema: PaperSchema, example: examples.paper },
    status: 201,
    answer: ReceiptAnswer,
  },
};
