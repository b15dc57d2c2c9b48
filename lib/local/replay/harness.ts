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
  /** The text of the letter of issue that reached a unit; nothing when none did. */
  readonly letterOfIssue: (to: DutyRef) => Promise<string | undefined>;
};

type DutyRef = { readonly directive: string; readonly obligation: string; readonly unit: string };

export type Call = {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  /** Whose verified address the token carries. @default - nobody is signed in */
  readonly as?: string;
  /** A string is sent as it is, all else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
