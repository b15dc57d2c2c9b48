import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { PostedLetter } from "./results.ts";

/** What a season is played on: an embedded deployment, as the replay uses it. */
export type Harness = {
  readonly now: () => Promise<EpochMs>;
  /** Moves the clock on, and waits until all that fell due is done. */
  readonly moveTo: (instant: EpochMs) => Promise<void>;
  /** Waits until the queues are empty. */
  readonly settle: () => Promise<void>;
  readonly call: (request: Call) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** From now on, mail to an address comes back. */
  readonly bounce: (address: string) => Promise<void>;
  /** Every letter that the mail service took, in the order of sending. */
  readonly letters: () => Promise<PostedLetter[]>;
};

export type Call = {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  /** Whose verified address the token carries. */
  readonly as: string;
  readonly body?: unknown;
  readonly contentType?: string;
};
