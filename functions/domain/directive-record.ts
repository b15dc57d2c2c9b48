import type { Attachment } from "./attachment.ts";
import { asWritten, deadlineIn } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { obligationOf } from "./directive.ts";
import type { Directive, Obligation } from "./directive.ts";
import type { EpochMs } from "./instant.ts";
import { follow } from "./obligation-date.ts";
import type { ObligationDate } from "./obligation-date.ts";
import type { Duty } from "./duty.ts";

/** A move of an obligation's date: the one that it moved to, and by what. */
export type DateMove = {
  readonly deadline: Deadline;
  readonly previous: Deadline;
  /** How often the date was moved, this time included. */
  readonly moved: number;
  readonly movedAt: EpochMs;
  readonly reason: string;
  readonly documentNumber: string;
  readonly approvedBy?: string | undefined;
  /** The request that moved it: sent again, it is answered as it was the first time. */
  readonly attempt: string;
  readonly by: string;
  /** The moves before this one, the first first. */
  readonly earlier?: readonly Omit<DateMove, "earlier">[] | undefined;
};

/** Every move that led to the last one, itself included, the first first. */
export function movesUpTo({ earlier = [], ...last }: DateMove): Omit<DateMove, "earlier">[] {
  return [...earlier, last];
}

/** The date that an obligation had at an instant, if it was moved since. */
export function dateBefore(move: DateMove | undefined, at: EpochMs): Deadline | undefined {
  return move && movesUpTo(move).find(({ movedAt }) => movedAt > at)?.previous;
}

/** That a directive was withdrawn: whatever it asks for and was not filed is not asked for any more. */
export type Withdrawal = {
  readonly reason: string;
  readonly documentNumber: string;
  readonly at: EpochMs;
  /** The request that withdrew it: sent again, it is answered as it was the first time. */
  readonly attempt: string;
  readonly by: string;
};

/** A directive in the register: being prepared, or issued, and over how many shards each obligation lies. */
export type DirectiveRecord = {
  /** As it was issued, but for dates that were moved since. */
  readonly directive: Directive;
  readonly status: "draft" | "issued";
  readonly createdAt: EpochMs;
  readonly issuedAt?: EpochMs | undefined;
  /** The request that issued it: sent again, it is answered as it was the first time. */
  readonly issueAttempt?: string | undefined;
  readonly shards: Readonly<Record<string, number>>;
  /** The last move of each obligation whose date was moved. */
  readonly moves: Readonly<Record<string, DateMove>>;
  readonly withdrawal?: Withdrawal | undefined;
  /** The file of the công văn itself that came last, once it was looked at. */
  readonly scan?: Scan | undefined;
};

/** A file of a directive that its units may read. */
export type Scan = Pick<Attachment, "id" | "kind">;

/** Where an obligation's duties lie, and by which date they stand. */
export type Place = ObligationDate & { readonly shards: number };

/** @throws Error when the directive has no such obligation */
export function placeOf(
  { directive, shards, moves, withdrawal }: DirectiveRecord,
  { id }: Pick<Obligation, "id">,
): Place {
  const obligation = obligationOf(directive, id);
  if (!obligation) throw new Error(`The directive ${directive.id} has no obligation ${id}.`);
  const { moved = 0, movedAt } = moves[id] ?? {};
  return {
    shards: shards[id] ?? 1,
    deadline: deadlineIn(obligation),
    moved,
    movedAt,
    withdrawn: withdrawal !== undefined,
  };
}

/** A directive with the dates of its obligations that are in force. */
export function datedNow(directive: Directive, moves: DirectiveRecord["moves"]): Directive {
  if (Object.keys(moves).length === 0) return directive;
  const obligations = directive.obligations.map(({ before, by, ...obligation }) => {
    const move = moves[obligation.id];
    return { ...obligation, ...(move ? asWritten(move.deadline) : { before, by }) };
  });
  return { ...directive, obligations };
}

/** A duty by the date of its obligation that is in force, whether or not it was written down since that moved. */
export function inForce(duty: Duty, record: DirectiveRecord | undefined): Duty {
  return record ? follow(duty, placeOf(record, { id: duty.obligationId })) : duty;
}
