import type { Duty } from "../domain/duty.ts";
import { formatInstant } from "../domain/instant.ts";
import { isRefusal } from "../domain/refusal.ts";
import { HistoryItemAnswer, SubmissionAnswer, listOf } from "../http/answers.ts";
import { restOf } from "../http/as-much-as-fits.ts";
import type { HistoryEntry, Submission } from "../store/filings.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import { findDuty } from "../use-cases/find-duty.ts";
import { readHistory, readSubmission } from "../use-cases/read-duty.ts";
import { asking } from "./acting.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";

const onDuty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const byFiles = answeredBy("files");

/** What was filed and done on a duty. */
export const operations = {
  readSubmission: byFiles(
    "GET",
    `${onDuty}/submissions/{revision}`,
    asking(async (found, { params }, effects: WebEffects) => {
      const filed = await readSubmission(found, params["revision"], effects);
      return isRefusal(filed) ? filed : submissionView(filed, found.duty);
    }),
  ),
  readHistory: byFiles("GET", `${onDuty}/history`, async (request, effects: WebEffects) => {
    const found = await findDuty(request, effects, "reader");
    return isRefusal(found) ? found : restOf(request, historyView(await readHistory(found, effects), found.duty));
  }),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  readSubmission: { summary: "A filed revision, as it was filed", answer: SubmissionAnswer },
  readHistory: {
    summary: "All that was done to a duty, in order",
    query: { cursor: paging.cursor },
    answer: listOf(HistoryItemAnswer),
  },
});

/** A filed revision as the API shows it. */
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

/** Acts and filings in the order in which they were done. */
function historyView(
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
