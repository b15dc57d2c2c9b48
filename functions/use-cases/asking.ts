import type { Caller } from "../domain/access.ts";
import type { EpochMs } from "../domain/instant.ts";

/** Who asks, when, and of what. */
export type Asking = {
  readonly caller: Caller;
  /** The gateway's moment of receipt: the one that deadlines are measured by. */
  readonly receivedAt: EpochMs;
  /** Names this request; the same again when it is sent again with the same Idempotency-Key. */
  readonly attempt: string;
  /** Whether an earlier request of this attempt came to no answer: what it asks for may have been done already. */
  readonly again?: boolean;
  /** Whether it only asks what would come of it: everything is judged, and nothing done. */
  readonly preview?: boolean;
  /** The ids by which it is named, as they came: `directiveId`, `unitId`. */
  readonly params: Readonly<Record<string, string>>;
};

/** What is asked besides, as it came: the day that a letter is to name. */
export type AskingFor = Asking & { readonly query: Readonly<Record<string, string>> };
