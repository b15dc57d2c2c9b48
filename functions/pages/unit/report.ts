import { moveByUnit } from "../../domain/unit-moves.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { json, seeOther } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import { formatMinute } from "../../wording/dates.ts";
import { refusedAbove } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import type { Asked } from "../form-kit/form.ts";
import type { PageHandler } from "../visit.ts";
import { expired } from "./held-back.ts";
import { fieldFaults, reportIn } from "./report-faults.ts";
import { draftOf, reportFields, typedIn, typedOf } from "./report-fields.ts";
import type { Typed } from "./report-fields.ts";
import type { ReportForm } from "./report-form.ts";
import { filesWith, paperInHand, readyFiles } from "./paper-in-hand.ts";
import { reportInHand } from "./report-in-hand.ts";
import type { ReportInHand } from "./report-in-hand.ts";
import { closedPage, reportPage } from "./report-page.ts";
import { saveTyped } from "./save-typed.ts";
import { compareDrafts, settleDrafts, twoDraftsPage, whoSaved } from "./two-drafts.ts";
import { visitDuty, visitDutyWith } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** The form of a report: begun anew, gone on with, or begun from what was filed last. */
export const writeReport: PageHandler = async (visit, effects) => {
  const found = await visitDutyWith(visit, effects, "unit", ({ ref, obligation: { signedPaper } }) =>
    Promise.all([effects.register.drafts.drafts(ref), signedPaper === "none" ? [] : readyFiles(ref, effects)]),
  );
  if (isRefusal(found)) return found;
  const [drafts, files] = found.beside;
  const closed = moveByUnit(found.duty, { act: "draft" }, visit.receivedAt);
  if (isRefusal(closed)) return closedPage(visit, found, closed);
  const { query, receivedAt } = visit;
  const { obligation } = found;
  if (query["compare"] !== undefined) return compareDrafts(visit, found, effects);

  const hand = await reportInHand(found, visit.caller.principal, effects, drafts);
  const paper = await paperInHand(found, draftOf(hand.typed, obligation), effects, files);
  const form = { typed: hand.typed, faults: [], basedOn: hand.version, savedAt: hand.draft?.savedAt, paper };
  if (query["merge"] !== undefined && hand.aside) {
    return reportPage(visit, found, hand, { ...form, typed: typedOf(hand.aside.draft), beside: draftBeside(hand) });
  }
  const judged =
    query["check"] === undefined
      ? undefined
      : hand.draft && reportIn(hand.draft.draft, obligation, receivedAt, filesWith(paper));
  const faults = isRefusal(judged) ? fieldFaults(visit, judged, reportFields(visit, obligation)) : [];
  return reportPage(visit, found, hand, { ...form, faults });
};

/** Saves what was typed, by a button or by itself; then looks at it, or goes on writing. Of two drafts it does what was chosen. */
export const keepReport: PageHandler = (visit, effects) =>
  (/^(mine|theirs|away)$/.test(visit.form.get("do") ?? "") ? settleDrafts : saving.give)(visit, effects);

/** What is typed need not be right to be saved. */
const saving = formPages<VisitedDuty, Typed>({
  find: (visit, effects) => visitDuty(visit, effects, "unit"),
  page: notSaved,
  expired,
  judge: ({ visit, found }) => typedIn(visit.form, reportFields(visit, found.obligation)),
  act: save,
  refused({ visit, found }, refusal) {
    const faults = fieldFaults(visit, refusal, reportFields(visit, found.obligation));
    const above = refusedAbove(visit, refusal);
    if (!visit.wantsJson) return faults.length === 0 ? above : { ...above, faults, notice: undefined };
    const text = faults.map(({ summary }) => summary).join(" ") || visit.say(refusal.vi, refusal.detail);
    return json({ saved: false, text }, above.status);
  },
  repeatable: true,
});

async function save(typed: Typed, { visit, effects, found }: Asked<VisitedDuty>): Promise<Answer | Refusal> {
  const { say, caller, form } = visit;
  const basedOn = basedOnOf(form);
  const merging = form.get("merging") === "1";
  const present = merging ? await effects.register.filings.draft(found.ref) : undefined;
  const over = present?.version === basedOn ? present : undefined;
  const kept = await saveTyped(found, { typed, basedOn, over }, visit, effects);
  if (isRefusal(kept)) return kept;
  if ("theirs" in kept) {
    if (!visit.wantsJson) return twoDraftsPage(visit, found, kept);
    const next = say(
      "Bản đang soạn được giữ riêng; bấm “Lưu bản dự thảo” để so sánh hai bản.",
      "What is being written is kept aside; press “Save the draft” to compare the two.",
    );
    return json({ saved: false, text: `${whoSaved(visit, kept.theirs)} ${next}` }, 409);
  }
  if (merging) await effects.register.drafts.dropAside(found.ref, caller.principal);
  const { version, savedAt } = kept.saved;
  if (visit.wantsJson) {
    const at = formatMinute(visit, savedAt);
    return json({
      saved: true,
      version,
      savedAt,
      text: say(`Đã tự lưu bản dự thảo lúc ${at}.`, `Draft saved by itself at ${at}.`),
    });
  }
  return seeOther(`${found.path}${NEXT.get(form.get("do") ?? "") ?? "/report?done=saved"}`);
}

/** Where a button leads once the draft is saved. */
const NEXT = new Map([
  ["preview", "/preview"],
  ["files", "/attachments"],
]);

/** The form again with all that was typed, and why it was not saved. */
async function notSaved({ visit, effects, found }: Asked<VisitedDuty>, again: Again): Promise<Answer> {
  if (visit.wantsJson) {
    return json(
      { saved: false, text: visit.say("Chưa lưu: đề nghị tải lại trang.", "Not saved: load the page again.") },
      409,
    );
  }
  const hand = await reportInHand(found, visit.caller.principal, effects);
  const typed = typedIn(visit.form, reportFields(visit, found.obligation));
  const beside = visit.form.get("merging") === "1" ? draftBeside(hand) : undefined;
  const paper = await paperInHand(found, draftOf(typed, found.obligation), effects);
  const form = { typed, faults: again.faults ?? [], basedOn: basedOnOf(visit.form), beside, paper };
  return reportPage(visit, found, hand, form, again);
}

/** The unit's draft, to be shown beside one that is being put together with it. */
function draftBeside({ draft }: ReportInHand): ReportForm["beside"] {
  return draft && { by: draft.savedBy, typed: typedOf(draft.draft) };
}

/** A form without a version, or with one that is none, was made from nothing. */
function basedOnOf(form: URLSearchParams): number {
  const version = Number(form.get("basedOn"));
  return Number.isSafeInteger(version) && version > 0 ? version : 0;
}
