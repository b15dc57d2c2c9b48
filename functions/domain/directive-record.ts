import type { Directive, Obligation } from "./directive.ts";
import type { EpochMs } from "./instant.ts";

/** A directive in the register: being prepared, or issued, and over how many shards each obligation lies. */
export type DirectiveRecord = {
  readonly directive: Directive;
  readonly status: "draft" | "issued";
  readonly createdAt: EpochMs;
  readonly issuedAt?: EpochMs | undefined;
  /** The request that issued it: sent again, it is answered as it was the first time. */
  readonly issueAttempt?: string | undefined;
  readonly shards: Readonly<Record<string, number>>;
};

/** How many shards an obligation's duties lie over. */
export function shardsOf(record: DirectiveRecord, obligation: Pick<Obligation, "id">): number {
  return record.shards[obligation.id] ?? 1;
}
