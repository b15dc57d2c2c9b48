import type { Duty } from "../domain/duty.ts";
import { formatInstant } from "../domain/instant.ts";
import type { HistoryEntry, Submission } from "../store/filings.ts";

/** A filed revision as the API shows it. */
export function submissionView(submission: Submission, duty: Duty) {
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

/** Acts and filings in the order in which they were done. */
export function historyView(
  { acts, filings }: { readonly acts: readonly HistoryEntry[]; readonly filings: readonly Submission[] },
  duty: Duty,
) {
  return [...acts.map(actView), ...filings.map((filed) => filingView(filed, duty))]
    .toSorted((a, b) => a.order - b.order)
    .map(({ order: _order, ...item }) => item);
}

function actView({ at, by, act, from, to, details }: HistoryEntry) {
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
