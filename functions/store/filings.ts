import * as z from "zod/mini";

import { UnitIdSchema } from "../domain/ids.ts";
import type { DutyRef, ObligationRef, UnitId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { DraftSchema, FiledReportSchema } from "../domain/submission.ts";
import { ATTEMPT_LIFE_MS } from "./attempt-life.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, allOf, anyOf, below, between, equals } from "./expressions.ts";
import { keys } from "./table.ts";

const SubmissionSchema = lazyObject(() => ({
  revision: z.number(),
  attempt: z.string(),
  receivedAt: z.number(),
  writtenAt: z.number(),
  by: z.string(),
  channel: z.enum(["online", "paper"]),
  sha256: z.string(),
  report: z.optional(FiledReportSchema),
  note: z.optional(z.string()),
  documentNumber: z.optional(z.string()),
}));
export type Submission = z.infer<typeof SubmissionSchema>;

const HistoryEntrySchema = lazyObject(() => ({
  sequence: z.number(),
  attempt: z.string(),
  at: z.number(),
  by: z.string(),
  act: z.string(),
  from: z.string(),
  to: z.string(),
  details: z._default(z.record(z.string(), z.unknown()), {}),
}));
export type HistoryEntry = z.infer<typeof HistoryEntrySchema>;

export const SavedDraftSchema = lazyObject(() => ({
  draft: DraftSchema,
  version: z.number(),
  savedAt: z.number(),
  savedBy: z.string(),
  /** The browser's tab that it was written in, and the version that the page there was drawn from. */
  tab: z.optional(z.string()),
  madeFrom: z.optional(z.number()),
}));
export type SavedDraft = z.infer<typeof SavedDraftSchema>;

/** What was done to a duty, and what was filed, each in order. */
export type Dossier = { readonly history: HistoryEntry[]; readonly submissions: Submission[] };

export type Filings = ReturnType<typeof filingsIn>;

/** What stands in a duty's dossier: draft, submissions, history. Submissions and history are not changed once their duty has turned. */
export function filingsIn(table: Table) {
  /** An entry may be written by the same attempt again, or over one that its attempt left behind. */
  const unlessTaken = ({ attempt, now }: { attempt: string; now: EpochMs }) =>
    anyOf(absent("pk"), equals("attempt", attempt), below("writtenAt", now - ATTEMPT_LIFE_MS));

  return {
    /**
     * Writes a report's body before its duty turns. The key is the revision's: who writes it holds the right
     * to turn the duty to that revision; everybody else is told no, at the price of one write.
     * @param over whether the duty was seen without this revision: then what a crash left may be written over.
     */
    prepareSubmission: (ref: DutyRef, submission: Submission, { over }: { over: boolean }): Promise<boolean> =>
      table.put(
        { ...keys.submission(ref, submission.revision), ...submission },
        over ? unlessTaken({ attempt: submission.attempt, now: submission.writtenAt }) : absent("pk"),
      ),

    async submission(ref: DutyRef, revision: number): Promise<Submission | undefined> {
      const item = await table.get(keys.submission(ref, revision), { consistent: true });
      return item && SubmissionSchema.parse(item);
    },

    /**
     * Many filings of an obligation, by unit: half a read unit for each 4 KB. A body is written before its duty
     * turns, so one that is not seen yet is asked for again, at the price of its latest state.
     */
    async submissionsOf(
      ref: ObligationRef,
      revisions: ReadonlyMap<UnitId, number>,
    ): Promise<ReadonlyMap<UnitId, Submission>> {
      const wanted = [...revisions].map(([unitId, revision]) => ({ ref: { ...ref, unitId }, revision }));
      const items = await table.getMany(wanted.map(({ ref: duty, revision }) => keys.submission(duty, revision)));
      const found = new Map(items.map((item) => [unitOf(item), SubmissionSchema.parse(item)]));
      for (const { ref: duty, revision } of wanted) {
        const late = found.has(duty.unitId) ? undefined : await this.submission(duty, revision);
        if (late) found.set(duty.unitId, late);
      }
      return found;
    },

    /** Writes a history entry before its duty turns; by the same rule as a body. @param now when it is written, if the act itself was before */
    prepareHistory: (ref: DutyRef, entry: HistoryEntry, now = entry.at): Promise<boolean> =>
      table.put(
        { ...keys.history(ref, entry.sequence), ...entry, writtenAt: now },
        unlessTaken({ attempt: entry.attempt, now }),
      ),

    /** Takes a prepared entry back, when its duty turned for somebody else. */
    dropHistory: (ref: DutyRef, entry: HistoryEntry): Promise<boolean> =>
      table.remove(keys.history(ref, entry.sequence), equals("attempt", entry.attempt)),

    dropSubmission: (ref: DutyRef, submission: Submission): Promise<boolean> =>
      table.remove(keys.submission(ref, submission.revision), equals("attempt", submission.attempt)),

    /**
     * What the dossier holds of acts and filings; entries beyond the duty's own count were never done. One question for both: no
     * other key of a dossier sorts between them.
     */
    async dossier(ref: DutyRef): Promise<Dossier> {
      const dossier: Dossier = { history: [], submissions: [] };
      const acts = between("sk", keys.historyEntries, `${keys.submissions}~`);
      for await (const item of table.queryAll(allOf(equals("pk", keys.dossier(ref)), acts), { consistent: true }))
        enter(item, dossier);
      return dossier;
    },

    /**
     * The dossiers of duties of one obligation, by unit: no more than their counts say was done, which names every entry's key. A
     * hundred entries are one call.
     */
    async dossiersOf(
      duties: readonly (DutyRef & { readonly sequence: number; readonly revision: number })[],
    ): Promise<ReadonlyMap<UnitId, Dossier>> {
      const dossiers = new Map(
        duties.map(({ unitId }): [UnitId, Dossier] => [unitId, { history: [], submissions: [] }]),
      );
      const asked = duties.flatMap((duty) => [
        ...upTo(duty.sequence).map((sequence) => keys.history(duty, sequence)),
        ...upTo(duty.revision).map((revision) => keys.submission(duty, revision)),
      ]);
      for (const item of await table.getMany(asked, { consistent: true })) enter(item, dossiers.get(unitOf(item)));
      for (const { history, submissions } of dossiers.values()) {
        history.sort((a, b) => a.sequence - b.sequence);
        submissions.sort((a, b) => a.revision - b.revision);
      }
      return dossiers;
    },

    async draft(ref: DutyRef): Promise<SavedDraft | undefined> {
      const item = await table.get(keys.draft(ref), { consistent: true });
      return item && SavedDraftSchema.parse(item);
    },

    /** Saves a draft over the version that it was made from (0: none yet); false when another was saved meanwhile. */
    saveDraft: (ref: DutyRef, draft: SavedDraft): Promise<boolean> =>
      table.put(
        { ...keys.draft(ref), ...draft } satisfies Item,
        draft.version === 1 ? absent("pk") : equals("version", draft.version - 1),
      ),
  };
}

function enter(item: Item, dossier: Dossier | undefined): void {
  if (String(item["sk"]).startsWith(keys.historyEntries)) dossier?.history.push(HistoryEntrySchema.parse(item));
  else dossier?.submissions.push(SubmissionSchema.parse(item));
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

/** Whose dossier an item stands in. */
function unitOf({ pk }: Item): UnitId {
  return UnitIdSchema.parse(keys.unitOfDossier(String(pk)));
}
