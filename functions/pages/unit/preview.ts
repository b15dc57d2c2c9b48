import type { ReadyAttachment } from "../../domain/attachment.ts";
import { moveByUnit } from "../../domain/unit-moves.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Report } from "../../domain/submission.ts";
import { fileReport } from "../../use-cases/file-report.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import type { Again } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import { lazily } from "../form-kit/lazily.ts";
import { expired, overtaken } from "./held-back.ts";
import { readyFiles } from "./paper-in-hand.ts";
import { nothingToFilePage, previewBasis, previewPage, signedPaperIn, whatChanged } from "./preview-page.ts";
import { reportIn } from "./report-faults.ts";
import { reportInHand } from "./report-in-hand.ts";
import type { ReportInHand } from "./report-in-hand.ts";
import { closedPage } from "./report-page.ts";
import { visitDutyWith } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

type Found = VisitedDuty & {
  readonly hand: () => Promise<ReportInHand>;
  readonly files: readonly ReadyAttachment[];
};
type Filing = Report & { readonly attachments: readonly ReadyAttachment[] };

/**
 * Exactly what would be filed, with all that is wrong with it or else the button that files it: that version of the draft,
 * on the duty as it stood then. If anything changed since, nothing is filed, and the change is shown first.
 */
export const { ask: previewReport, give: fileDraft } = formPages<Found, Filing>({
  async find(visit, effects) {
    const found = await visitDutyWith(visit, effects, "unit", ({ ref }) =>
      Promise.all([effects.register.drafts.drafts(ref), readyFiles(ref, effects)]),
    );
    if (isRefusal(found)) return found;
    const [drafts, files] = found.beside;
    return { ...found, files, hand: lazily(() => reportInHand(found, visit.caller.principal, effects, drafts)) };
  },
  page: preview,
  expired,
  version: {
    async of({ found }) {
      const { draft } = await found.hand();
      return draft && previewBasis(found, draft);
    },
    changed: async ({ visit, found }) => overtaken(visit, whatChanged(visit, found, await found.hand())),
  },
  async judge({ visit, found }) {
    const { draft } = await found.hand();
    if (!draft) return { again: { status: 400 } };
    const chosen = visit.form.getAll("attachment");
    const { files } = found;
    const attachments = files.filter(({ id }) => chosen.some((one) => one === id));
    // One that was taken away meanwhile is missed by the page, not left out of the report without a word.
    if (attachments.length < chosen.length) return { again: overtaken(visit) };
    const signedPaper = signedPaperIn(visit, found, { draft, files })?.id;
    const report = reportIn(draft.draft, found.obligation, visit.receivedAt, { attachments, signedPaper });
    return isRefusal(report) ? { again: { status: 400 } } : { ...report, attachments };
  },
  async act(report, { visit, effects, found }) {
    const filed = await fileReport(found, report, visit, effects);
    if (isRefusal(filed)) return filed;
    return `${found.path}/receipts/${filed.submission.revision}?done=filed`;
  },
  refused: ({ visit }, { vi, detail }) => overtaken(visit, visit.say(vi, detail)),
});

async function preview({ visit, found }: Asked<Found>, told: Again): Promise<Answer> {
  const after = moveByUnit(found.duty, { act: "submit", receivedAt: visit.receivedAt }, visit.receivedAt);
  if (isRefusal(after)) return closedPage(visit, found, after);
  const { draft, filed } = await found.hand();
  if (draft) {
    return previewPage(visit, found, { draft, filed, files: found.files, after, ...told });
  }
  // Nothing was written since the last filing, so there is nothing to look at: the form says how things stand.
  return told.notice ? nothingToFilePage(visit, found, told) : seeOther(`${found.path}/report`);
}
