import * as z from "zod/mini";

import { isReady } from "../../domain/attachment.ts";
import type { ReadyAttachment } from "../../domain/attachment.ts";
import type { DutyRef } from "../../domain/ids.ts";
import { move } from "../../domain/moves.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { fileReport } from "../../handlers/file-report.ts";
import type { Html } from "../../html.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { once } from "../confirmation.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { reopenedNotice, staleNotice } from "./held-back.ts";
import { nothingToFilePage, previewBasis, previewPage, whatChanged } from "./preview-page.ts";
import { reportIn } from "./report-faults.ts";
import { reportInHand } from "./report-in-hand.ts";
import { closedPage } from "./report-page.ts";
import { visitDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** Exactly what would be filed, with all that is wrong with it or else the button that files it. */
export const previewReport: PageHandler = async (visit, effects) => {
  const found = await visitDuty(visit, effects, "unit");
  return isRefusal(found) ? found : look(visit, found, effects);
};

/**
 * Files the draft that was looked at: that version of it, on the duty as it stood then. If anything changed since,
 * nothing is filed, and the change is shown first.
 */
export const fileDraft: PageHandler = async (visit, effects) => {
  const found = await visitDuty(visit, effects, "unit");
  if (isRefusal(found)) return found;
  if (visit.formState === "reopened") return look(visit, found, effects, { status: 409, tell: reopenedNotice(visit) });
  return once(visit, effects, (deed) => fileAsSeen(deed, found, effects));
};

async function fileAsSeen(visit: Visit, found: VisitedDuty, effects: WebEffects): Promise<Answer | Refusal> {
  const { draft, filed } = await reportInHand(found, visit.caller.principal, effects);
  if (!draft || visit.form.get("basis") !== previewBasis(found, draft)) {
    return look(visit, found, effects, {
      status: 409,
      tell: staleNotice(visit, whatChanged(visit, found, { draft, filed })),
    });
  }
  const report = reportIn(draft.draft, found.obligation, visit.receivedAt);
  if (isRefusal(report)) return look(visit, found, effects, { status: 400 });
  const chosen = visit.form.getAll("attachment");
  const attachments = (await readyFiles(found.ref, effects)).filter(({ id }) => chosen.some((one) => one === id));
  // One that was taken away meanwhile is missed by the page, not left out of the report without a word.
  if (attachments.length < chosen.length) return look(visit, found, effects, { status: 409, tell: staleNotice(visit) });
  const answer = await fileReport({ ...visit, body: JSON.stringify({ ...report, attachments }) }, effects);
  if (!isRefusal(answer)) {
    const { revision } = FiledSchema.parse(JSON.parse(answer.body));
    return seeOther(`${found.path}/receipts/${revision}?done=filed`);
  }
  // Somebody was quicker, between the look above and the filing.
  const now = await visitDuty(visit, effects, "unit");
  if (isRefusal(now)) return now;
  return look(visit, now, effects, { status: 409, tell: staleNotice(visit, visit.say(answer.vi, answer.detail)) });
}

async function readyFiles(ref: DutyRef, { register }: WebEffects): Promise<ReadyAttachment[]> {
  return (await register.attachments.attachments(ref)).filter(isReady);
}

const FiledSchema = z.object({ revision: z.number() });

type Told = { readonly status?: number; readonly tell?: Html };

async function look(visit: Visit, found: VisitedDuty, effects: WebEffects, told: Told = {}): Promise<Answer> {
  const after = move(found.duty, { act: "submit", receivedAt: visit.receivedAt }, visit.receivedAt);
  if (isRefusal(after)) return closedPage(visit, found, after);
  const { draft, filed } = await reportInHand(found, visit.caller.principal, effects);
  if (draft) {
    const files = await readyFiles(found.ref, effects);
    return previewPage(visit, found, { draft, filed, files, after, ...told });
  }
  // Nothing was written since the last filing, so there is nothing to look at: the form says how things stand.
  return told.tell ? nothingToFilePage(visit, found, told.tell) : seeOther(`${found.path}/report`);
}
