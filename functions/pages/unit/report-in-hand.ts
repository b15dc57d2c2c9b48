import type { EpochMs } from "../../domain/instant.ts";
import type { FoundDuty } from "../../use-cases/find-duty.ts";
import type { ReadingEffects } from "../../use-cases/effects.ts";
import type { AsideDraft, Drafts } from "../../store/drafts.ts";
import type { SavedDraft, Submission } from "../../store/filings.ts";
import { typedOf } from "./report-fields.ts";
import type { Typed } from "./report-fields.ts";

/** What a unit has of a report: what it is writing, what it filed last, and what one of its people wrote beside that. */
export type ReportInHand = {
  /** The draft, if anything was saved since the last filing. */
  readonly draft: SavedDraft | undefined;
  /** What was saved last, whether or not it was filed. */
  readonly present: SavedDraft | undefined;
  /** The version that the next draft is saved over, whether or not it was filed. */
  readonly version: number;
  readonly filed: Submission | undefined;
  readonly aside: AsideDraft | undefined;
  /** What the form begins with: the draft, or else what was filed last. */
  readonly typed: Typed;
};

/** Reads what there is of a duty's report; 1 query, unless its drafts are in hand, and the last filing if there is one. */
export async function reportInHand(
  { duty, ref }: FoundDuty,
  principal: string,
  { register }: ReadingEffects,
  drafts?: Drafts,
): Promise<ReportInHand> {
  const [{ present, aside }, filed] = await Promise.all([
    drafts ?? register.drafts.drafts(ref),
    duty.revision === 0 ? undefined : register.filings.submission(ref, duty.revision),
  ]);
  const draft = draftSince(present, filed);
  return {
    draft,
    present,
    version: present?.version ?? 0,
    filed,
    aside: aside.find((one) => one.savedBy === principal && isSince(one, filed)),
    typed: typedOf(draft?.draft ?? filed?.report ?? present?.draft ?? { sections: {}, figures: {} }),
  };
}

/** The draft, if it was saved after the last filing: what was filed is nobody's draft any more. */
export function draftSince(present: SavedDraft | undefined, filed: Submission | undefined): SavedDraft | undefined {
  return present && isSince(present, filed) ? present : undefined;
}

/** Of paper its being written down counts: its day of receipt may be long past. */
function isSince({ savedAt }: { readonly savedAt: EpochMs }, filed: Submission | undefined): boolean {
  return savedAt > ((filed?.channel === "paper" ? filed.writtenAt : filed?.receivedAt) ?? -1);
}
