import * as z from "zod/mini";

import type { FigureTotal } from "../domain/kept-sums.ts";
import { DUTY_STATES } from "../domain/duty.ts";
import { formatInstant } from "../domain/instant.ts";
import type { Cursor } from "../domain/milestone-run.ts";
import { quote } from "../domain/parsing.ts";
import { invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { asMuchAsFits, listAnswer } from "../http/as-much-as-fits.ts";
import { json } from "../http/exchange.ts";
import type { Handler, Request } from "../http/exchange.ts";
import { CursorSchema, cursorText, readPaging } from "../http/read-request.ts";
import { deadlineView, dutyView, escalationView } from "../http/views.ts";
import { forwardingView } from "../http/forwarding-view.ts";
import { findObligation, findSupervised, obligationRefOf } from "../use-cases/find-duty.ts";
import type { FoundObligation } from "../use-cases/find-duty.ts";
import type { ListName } from "../domain/exported-file.ts";
import { DutyAnswer, EscalationAnswer, listOf } from "../http/answers.ts";
import {
  FiguresAnswer,
  HappenedAnswer,
  LetterAnswer,
  MissingNumberAnswer,
  SummaryAnswer,
} from "../http/obligation-answers.ts";
import { bundleEvidence } from "../use-cases/bundle-evidence.ts";
import { draftLetter, draftReport } from "../use-cases/draft-documents.ts";
import { LIST_FORMATS, listFile, rowsOf } from "../use-cases/export-list.ts";
import type { ListFormat } from "../use-cases/export-list.ts";
import { dutiesInStates, lateUnits } from "../use-cases/list-duties.ts";
import type { Listed, Part } from "../use-cases/list-duties.ts";
import { NumbersCursorSchema, missingNumbersIn } from "../use-cases/missing-numbers.ts";
import { missingNumberColumns } from "../documents/content/sheets/missing-numbers.ts";
import { recordOf } from "../documents/formats/cells.ts";
import { giving } from "../http/giving.ts";
import { readSummary } from "../use-cases/read-summary.ts";
import type { SummaryRead } from "../use-cases/read-summary.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { ReadingEffects, ReportsEffects } from "../use-cases/effects.ts";
import { deadlineIn } from "../domain/deadline.ts";
import type { Closing } from "../domain/closing.ts";
import type { EpochMs } from "../domain/instant.ts";

const obligation = "/api/obligations/{directiveId}/{obligationId}";
const newDate = "The new date, YYYY-MM-DD: reports are to come before that day.";

const inFormats = {
  format: "json (the default), page by page; csv or xlsx, whole. A long file is answered with 303 and its link.",
  ...paging,
};

const byReports = answeredBy("reports");

/** An obligation as a whole: its lists and sums, and the documents that are made of them. */
export const operations = {
  listObligationDuties: byReports("GET", `${obligation}/duties`, inFormatsOf("duties", paged(listDuties))),
  listEscalations: byReports("GET", `${obligation}/escalations`, inFormatsOf("escalations", paged(listLate))),
  listLetters: byReports("GET", `${obligation}/letters`, inFormatsOf("letters", paged(byDuty("letters")))),
  listHistory: byReports("GET", `${obligation}/history`, inFormatsOf("history", paged(byDuty("history")))),
  listFigures: byReports("GET", `${obligation}/figures`, inFormatsOf("figures", paged(byDuty("figures")))),
  listMissingNumbers: byReports("GET", `${obligation}/numbers`, inFormatsOf("numbers", listMissingNumbers)),
  readSummary: byReports("GET", `${obligation}/summary`, inFormatsOf("totals", showSummary)),
  draftReport: byReports("GET", `${obligation}/report.docx`, giving(draftReport)),
  draftUrging: byReports("GET", `${obligation}/urging.docx`, giving(draftLetter("urging"), findSupervised)),
  draftCriticism: byReports("GET", `${obligation}/criticism.docx`, giving(draftLetter("criticism"), findSupervised)),
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
  listMissingNumbers: {
    summary:
      "The numbers of the receiver's register of receipts that no filing has, and why, the latest first; in JSON as many numbers a page are looked through as the limit says",
    query: inFormats,
    answer: listOf(MissingNumberAnswer),
    files: ["csv", "xlsx"],
  },
  readSummary: {
    summary:
      "How many of how many, the figures added up, and what closing now would lack; who is missing, in JSON among as many units a page as the limit says",
    query: { ...paging, format: "json (the default); csv or xlsx for the sums alone." },
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

/** A list that is paged as JSON, and given whole as a file in another format. */
function inFormatsOf(name: ListName, asJson: Handler<ReadingEffects>): Handler<ReportsEffects> {
  return async (request, effects) => {
    const format = readFormat(request);
    if (isRefusal(format)) return format;
    return format === "json" ? asJson(request, effects) : giving(listFile(name, format, "systems"))(request, effects);
  };
}

function readFormat({ query }: Request): ListFormat | Refusal {
  const asked = query["format"] ?? "json";
  const format = LIST_FORMATS.find((one) => one === asked);
  if (format) return format;
  return invalid("The list cannot be given so.", "Không xuất được danh sách như vậy.", [
    {
      path: "format",
      message: `allowed are ${LIST_FORMATS.join(", ")}; got ${quote(asked)}`,
      vi: `Định dạng chỉ nhận ${LIST_FORMATS.join(", ")}; nhận được ${quote(asked)}.`,
    },
  ]);
}

/** A part of a list of an obligation: its items, and where the list goes on. */
type ListPart = (
  found: FoundObligation,
  part: Part<Cursor>,
  request: Request,
  effects: ReadingEffects,
) => Promise<Listed<unknown, Cursor> | Refusal>;

function byDuty(name: Exclude<ListName, "escalations" | "totals" | "numbers">): ListPart {
  return (found, part, { receivedAt }, effects) => rowsOf(name, found, { part, now: receivedAt }, effects);
}

const StatesSchema = z.array(z.enum(DUTY_STATES));

/** `state` (one or more, by comma) keeps the duties in it. */
async function listDuties(...[found, part, { query, receivedAt: now }, effects]: Parameters<ListPart>) {
  const states = z.safeParse(z.optional(StatesSchema), query["state"]?.split(","));
  if (!states.success) {
    const [all, got] = [DUTY_STATES.join(", "), quote(query["state"])];
    return invalid("The list cannot be cut so.", "Không lọc được danh sách như vậy.", [
      {
        path: "state",
        message: `allowed are ${all}, several by comma; got ${got}`,
        vi: `Trạng thái chỉ nhận ${all}, cách nhau bằng dấu phẩy; nhận được ${got}.`,
      },
    ]);
  }
  const [{ items, cursor }, calendar] = await Promise.all([
    dutiesInStates(found, { ...part, states: states.data }, effects),
    effects.register.calendar.current(now),
  ]);
  return { items: items.map((one) => dutyView(one, { now, calendar })), cursor };
}

async function listLate(...[found, part, request, effects]: Parameters<ListPart>) {
  const { items, cursor } = await lateUnits(found, part, request, effects);
  return { items: items.map((late) => escalationView(obligationRefOf(found), late)), cursor };
}

/** The list of the obligation that the path names, part by part, for those who read its lists. */
function paged(list: ListPart): Handler<ReadingEffects> {
  return async (request, effects) => {
    const found = await findObligation(request, effects);
    if (isRefusal(found)) return found;
    const asked = readPaging(request, CursorSchema);
    if (isRefusal(asked)) return asked;
    return listAnswer(asked, (part) => list(found, part, request, effects));
  };
}

async function listMissingNumbers(request: Request, effects: ReadingEffects) {
  const found = await findObligation(request, effects);
  if (isRefusal(found)) return found;
  const asked = readPaging(request, NumbersCursorSchema);
  if (isRefusal(asked)) return asked;
  return listAnswer(asked, async (part) => {
    const listed = await missingNumbersIn({ found, now: request.receivedAt }, part, effects);
    return { ...listed, items: listed.items.map((row) => recordOf(missingNumberColumns, row)) };
  });
}

async function showSummary(request: Request, effects: ReadingEffects) {
  const found = await findObligation(request, effects);
  if (isRefusal(found)) return found;
  const asked = readPaging(request, CursorSchema);
  if (isRefusal(asked)) return asked;
  const { forwardTo } = found.obligation;
  const records = forwardTo?.length ? await effects.register.forwardings.of(obligationRefOf(found)) : [];
  return asMuchAsFits(asked.limit, async (limit) => {
    const read = await readSummary(found, { ...asked, limit }, request, effects);
    return json({
      ...obligationRefOf(found),
      number: found.record.directive.number,
      title: found.obligation.title,
      ...deadlineView(deadlineIn(found.obligation)),
      ...read.summary,
      figures: read.totals?.figures.map((sum) => figureView(sum, read)) ?? null,
      coverage: read.totals?.coverage ?? null,
      forwarding: forwardingView(found.obligation, records),
      closingNow: closingView(read.closing, request.receivedAt),
      cursor: cursorText(read.cursor),
    });
  });
}

function closingView({ missing, ...closing }: Closing, at: EpochMs) {
  return {
    at: formatInstant(at),
    ...closing,
    missing: missing.map(({ deadline, ...unit }) => ({ ...unit, ...deadlineView(deadline) })),
  };
}

/** A figure's sum, with how many units it is of: a sum over nobody is 0 of 0 units. Who is missing, among the units of this part. */
function figureView({ figure, byKind, total, units }: FigureTotal, { missingFrom }: SummaryRead) {
  const { id, title, unit } = figure;
  const { all, ofKind } = missingFrom(id);
  return {
    id,
    title,
    unit: unit ?? null,
    total,
    units,
    missing: all,
    byKind: Object.fromEntries(
      Object.entries(byKind).map(([kind, sum]) => [
        kind,
        { total: sum.total, units: sum.units, missing: ofKind(kind) },
      ]),
    ),
  };
}
