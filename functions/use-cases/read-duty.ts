import { formatInstant } from "../domain/instant.ts";
import { lettersDue } from "../domain/letters-due.ts";
import { isRefusal, notFound } from "../domain/refusal.ts";
import type { Duty } from "../domain/duty.ts";
import { actsFor } from "../domain/access.ts";
import { workingDaysOfVietNam as calendar } from "../domain/working-days-vn.ts";
import { json } from "../http/exchange.ts";
import type { Handler } from "../http/exchange.ts";
import { dutyView } from "../http/views.ts";
import type { HistoryEntry, Submission } from "../store/filings.ts";
import { findDuty } from "./find-duty.ts";
import { draftView } from "../api/filed.ts";

/** One duty as it stands, with its letters; to its own unit, with the draft too. */
export const readDuty: Handler = async (request, effects) => {
  const found = await findDuty(request, effects, "reader");
  if (isRefusal(found)) return found;
  const draft = actsFor(request.caller, found.ref.unitId) ? await effects.register.filings.draft(found.ref) : undefined;
  const due = lettersDue(found.duty, { ...found, calendar, now: request.receivedAt });
  return json({ ...dutyView(found.duty, request.receivedAt, due), draft: draft ? draftView(draft) : null });
};

/** One filed revision, as it was filed. */
export const readSubmission: Handler = async (request, effects) => {
  const found = await findDuty(request, effects, "reader");
  if (isRefusal(found)) return found;
  const revision = Number(request.params["revision"]);
  const none = notFound(
    `This duty has no revision ${request.params["revision"]}; it has ${found.duty.revision === 0 ? "none" : `1 to ${found.duty.revision}`}.`,
    `Nhiệm vụ báo cáo này không có lần gửi ${request.params["revision"]}; ${found.duty.revision === 0 ? "chưa có lần gửi nào" : `có lần gửi 1 đến ${found.duty.revision}`}.`,
  );
  if (!Number.isInteger(revision) || revision < 1 || revision > found.duty.revision) return none;
  const submission = await effects.register.filings.submission(found.ref, revision);
  return submission ? json(submissionView(submission, found.duty)) : none;
};

/** Everything that was done to a duty, in order: acts and filings. */
export const readHistory: Handler = async (request, effects) => {
  const found = await findDuty(request, effects, "reader");
  if (isRefusal(found)) return found;
  const { history, submissions } = await effects.register.filings.dossier(found.ref);
  // What was prepared for a turn that never came was never done.
  const acts = history.filter(({ sequence }) => sequence <= found.duty.sequence).map(historyView);
  const filings = submissions
    .filter(({ revision }) => revision <= found.duty.revision)
    .map((submission) => filingView(submission, found.duty));
  const items = [...acts, ...filings].toSorted((a, b) => a.order - b.order).map(({ order: _order, ...item }) => item);
  return json({ items, cursor: null });
};

function submissionView(submission: Submission, duty: Duty) {
  const { revision, receivedAt, by, channel, sha256, report, documentNumber, note } = submission;
  return {
    revision,
    receivedAt: formatInstant(receivedAt),
    by,
    channel,
    receipt: { number: duty.receipts[String(revision)] ?? null, sha256 },
    ...report,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(note === undefined ? {} : { note }),
  };
}

function historyView({ at, by, act, from, to, details }: HistoryEntry) {
  return {
    order: at,
    at: formatInstant(at),
    by,
    act,
    from,
    to,
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}

function filingView({ revision, receivedAt, writtenAt, by, channel, sha256 }: Submission, duty: Duty) {
  return {
    order: writtenAt,
    at: formatInstant(receivedAt),
    by,
    act: channel === "paper" ? "paper" : "submit",
    to: "submitted",
    revision,
    receipt: { number: duty.receipts[String(revision)] ?? null, sha256 },
  };
}
