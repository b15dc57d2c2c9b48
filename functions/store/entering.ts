import * as z from "zod/mini";

import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { Table } from "./dynamo.ts";
import { absent, allOf, beginsWith, equals } from "./expressions.ts";
import { keys } from "./table.ts";

const DraftSchema = lazyObject(() => ({
  of: z.string(),
  form: z.string(),
  version: z.int(),
  basedOn: z.int(),
  savedAt: z.number(),
}));
/** A directive that somebody is entering: the fields of the form as they were typed, and of which version they were made. */
export type DirectiveDraft = z.infer<typeof DraftSchema>;

const LastEnteredSchema = lazyObject(() => ({
  number: z.string(),
  issuer: z.string(),
  receiver: z.optional(UnitIdSchema),
  onBehalfOf: z.optional(z.string()),
  contact: z.optional(z.object({ name: z.string(), post: z.string(), phone: z.string(), email: EmailSchema })),
}));
/** What is most likely the same in the next directive that a person enters. */
export type LastEntered = z.infer<typeof LastEnteredSchema>;

/** What is kept for a person who enters directives: nobody else sees it (D194). */
export function enteringIn(table: Table) {
  return {
    /** @param of what is being changed or followed; empty for a new directive */
    async draft(person: string, of: string): Promise<DirectiveDraft | undefined> {
      const item = await table.get(keys.directiveDraft(person, of), { consistent: true });
      return item && DraftSchema.parse(item);
    },

    /** All that a person has not saved yet, by one query. */
    async drafts(person: string): Promise<DirectiveDraft[]> {
      const drafts: DirectiveDraft[] = [];
      const where = allOf(equals("pk", keys.entering(person)), beginsWith("sk", keys.directiveDrafts));
      for await (const item of table.queryAll(where, { consistent: true })) drafts.push(DraftSchema.parse(item));
      return drafts;
    },

    /** False when another was saved in place of the version that this one follows. */
    saveDraft: (person: string, draft: DirectiveDraft): Promise<boolean> =>
      table.put(
        { ...keys.directiveDraft(person, draft.of), ...draft },
        draft.version === 1 ? absent("pk") : equals("version", draft.version - 1),
      ),

    dropDraft: (person: string, of: string): Promise<boolean> => table.remove(keys.directiveDraft(person, of)),

    async last(person: string): Promise<LastEntered | undefined> {
      const item = await table.get(keys.lastEntered(person), {});
      return item && LastEnteredSchema.parse(item);
    },

    keepLast: (person: string, last: LastEntered): Promise<boolean> =>
      table.put({ ...keys.lastEntered(person), ...last }),
  };
}
