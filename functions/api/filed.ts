import { formatInstant } from "../domain/instant.ts";
import type { SavedDraft } from "../store/filings.ts";
import type { Receipt } from "../use-cases/file-report.ts";

/** A receipt as the API shows it. */
export function receiptView({ duty, submission: { revision, receivedAt, sha256 } }: Receipt) {
  return {
    revision,
    receivedAt: formatInstant(receivedAt),
    standing: duty.standing ?? null,
    ...(duty.supplement?.standing ? { supplementStanding: duty.supplement.standing } : {}),
    receipt: { number: duty.receipts[String(revision)] ?? null, sha256 },
  };
}

/** A saved draft as the API shows it. */
export function draftView({ draft, version, savedAt, savedBy }: SavedDraft) {
  return { draft, version, savedAt: formatInstant(savedAt), savedBy };
}
