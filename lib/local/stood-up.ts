import type { EmbeddedCloud } from "embedded-cloud";

/** The stack, stood up on this machine: what `npm start`, the replay and the tests drive. */
export type Deployment = EmbeddedCloud & {
  /** The address that keeps the register from the first day. */
  readonly keeper: string;
};
