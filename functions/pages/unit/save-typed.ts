import { read } from "../../domain/parsing.ts";
import { invalid, isRefusal } from "../../domain/refusal.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { DraftSchema } from "../../domain/submission.ts";
import type { Draft } from "../../domain/submission.ts";
import { saveDraft } from "../../use-cases/save-draft.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import type { AsideDraft } from "../../store/drafts.ts";
import type { SavedDraft } from "../../store/filings.ts";
import type { Visit } from "../visit.ts";
import { differing, draftOf, reportFields, typedOf } from "./report-fields.ts";
import type { Typed } from "./report-fields.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** Two drafts where there was one: what was to be saved, now kept aside, and what somebody saved before. */
export type TwoDrafts = { readonly mine: AsideDraft; readonly theirs: SavedDraft };

/** As much as a report may weigh to be filed, too: it is kept in one item. */
const MOST_BYTES = 300_000;

/** `over`: a version of another person's that is being replaced knowingly: it is kept aside for him. */
type Writing = { readonly typed: Typed; readonly basedOn: number; readonly over?: SavedDraft | undefined };

/** A tab's name and the number of its page, as the script writes them. */
const TAB = /^[a-z0-9]{6,32}\.\d{1,9}$/;

/**
 * Saves what was typed over the version that it was made from. Where somebody saved another meanwhile, both are
 * kept: his as the draft, this aside under its writer's name.
 */
export async function saveTyped(
  found: VisitedDuty,
  { typed, basedOn, over }: Writing,
  visit: Visit,
  effects: WebEffects,
): Promise<{ readonly saved: SavedDraft } | TwoDrafts | Refusal> {
  const draft = read(DraftSchema, draftOf(typed, found.obligation), { en: "The draft", vi: "Bản dự thảo" });
  if (isRefusal(draft)) return draft;
  const heavy = refuseHeavy(draft);
  if (heavy) return heavy;

  const { drafts } = effects.register;
  const { principal } = visit.caller;
  if (over && over.savedBy !== principal) {
    const { savedAt, savedBy } = over;
    await drafts.keepAside(found.ref, { draft: over.draft, savedAt, savedBy });
  }
  const tab = TAB.exec(visit.form.get("tab") ?? "")?.[0];
  const kept = await saveDraft(found, { draft, basedOn, ...(tab && { tab }) }, visit, effects);
  if (isRefusal(kept) || "saved" in kept) return kept;
  const theirs = kept.overtakenBy;
  if (theirs === undefined) return saveTyped(found, { typed, basedOn: 0 }, visit, effects);
  // An answer that got lost, or a button pressed twice: the same words are no other draft.
  const fields = reportFields(visit, found.obligation);
  if (differing(fields, typedOf(theirs.draft), typedOf(draft)).length === 0) return { saved: theirs };
  const mine: AsideDraft = { draft, savedAt: visit.receivedAt, savedBy: principal };
  await drafts.keepAside(found.ref, mine);
  return { mine, theirs };
}

/** One section alone may be long; all together must fit into what one report is kept in. */
function refuseHeavy(draft: Draft): Refusal | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(draft));
  if (bytes <= MOST_BYTES) return undefined;
  const longest = Object.entries(draft.sections).toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "";
  const tenths = (n: number) => Math.ceil((n / MOST_BYTES) * 100);
  return invalid("The report is too long.", "Báo cáo quá dài.", [
    {
      path: `sections.${longest}`,
      message: `all parts together are ${tenths(bytes)}% of what one report may hold; this one is the longest`,
      vi: `Toàn bộ báo cáo dài bằng ${tenths(bytes)}% mức cho phép; phần này dài nhất, đề nghị rút gọn.`,
    },
  ]);
}
