import type { Addressee } from "../../../functions/domain/letter.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { Standing } from "../../../functions/domain/duty.ts";

/** What became of a season: the shape of `--json`. Instants are written in the zone, `2017-10-30T08:00:00+07:00`. */
export type Account = {
  readonly milestones: readonly MilestoneAccount[];
  readonly events: readonly EventAccount[];
  readonly escalations: readonly EscalationAccount[];
  readonly standings: Readonly<Record<string, Readonly<Record<string, Standing | null>>>>;
  /** Letters that the mail service took. */
  readonly letters: number;
  /** Letters that went twice to the same address; 0, or an invariant is broken. */
  readonly duplicates: number;
};

export type MilestoneAccount = {
  readonly directive?: string;
  readonly obligation: string;
  /** On the ladder of a duty's own date: whose. */
  readonly unit?: string;
  readonly milestone: string;
  readonly at: string;
  readonly sent: readonly { readonly unit: string; readonly to: readonly string[] }[];
  readonly skipped: readonly { readonly unit: string; readonly reason: string }[];
};

/** Acts that are answered by a letter at once. */
export const EVENT_KINDS = [
  "receipt",
  "returned",
  "extended",
  "moved",
  "withdrawn",
  "exempted",
  "reinstated",
  "added",
  "reminded",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type EventAccount = {
  readonly directive?: string;
  readonly obligation: string;
  readonly unit: string;
  readonly kind: EventKind;
  readonly at: string;
  readonly to: readonly string[];
};

export type EscalationAccount = {
  readonly directive?: string;
  readonly obligation: string;
  readonly milestone: string;
  readonly at: string;
  readonly to: readonly string[];
  readonly units: readonly string[];
};

/** A letter as the replay reads it from the mailbox: to whom it went, and the tags that say what it is. */
export type PostedLetter = {
  readonly at: EpochMs;
  readonly to: readonly string[];
  /** Of a letter to the supervisor alone: a season's letters are too many to hold what is written in each. */
  readonly text: string | undefined;
  readonly outcome: string;
  readonly directive: string;
  readonly obligation: string;
  readonly unit: string;
  readonly kind: string;
  readonly ladder: number;
  readonly milestone: string;
  readonly addressee: Addressee;
  /** On a supervisor's letter: the unit whose own ladder it is of. */
  readonly of: string | undefined;
};
