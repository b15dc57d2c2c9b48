import * as z from "zod/mini";

import type { DutyRef } from "../domain/ids.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { DraftSchema } from "../domain/submission.ts";
import type { Table } from "./dynamo.ts";
import { allOf, beginsWith, equals } from "./expressions.ts";
import { SavedDraftSchema } from "./filings.ts";
import type { SavedDraft } from "./filings.ts";
import { keys } from "./table.ts";

const AsideSchema = lazyObject(() => ({
  draft: DraftSchema,
  savedAt: z.number(),
  savedBy: z.string(),
  /** Its writer has seen the two side by side, and let it lie: nobody is reminded of it. */
  putAway: z.optional(z.boolean()),
}));
/** What one person wrote, kept beside the draft that somebody else saved meanwhile. */
export type AsideDraft = z.infer<typeof AsideSchema>;

/** Every draft of a duty: the one that is being worked on, and what is kept beside it, one for each person. */
export type Drafts = { readonly present: SavedDraft | undefined; readonly aside: readonly AsideDraft[] };

/** What is kept when two people write one report at once: nobody's words are lost, and whose they are is known (D43). */
export function draftsIn(table: Table) {
  return {
    /** All drafts of a duty, by one query. */
    async drafts(ref: DutyRef): Promise<Drafts> {
      const aside: AsideDraft[] = [];
      let present: SavedDraft | undefined;
      const where = allOf(equals("pk", keys.dossier(ref)), beginsWith("sk", keys.draft(ref).sk));
      for await (const item of table.queryAll(where, { consistent: true })) {
        if (item["sk"] === keys.draft(ref).sk) present = SavedDraftSchema.parse(item);
        else aside.push(AsideSchema.parse(item));
      }
      return { present, aside };
    },

    /** Keeps what a person wrote beside the draft; of one person the last is kept. */
    keepAside: (ref: DutyRef, aside: AsideDraft): Promise<boolean> =>
      table.put({ ...keys.asideDraft(ref, aside.savedBy), ...aside }),

    dropAside: (ref: DutyRef, savedBy: string): Promise<boolean> => table.remove(keys.asideDraft(ref, savedBy)),
  };
}
