import type { ListedSession } from "../../store/sessions.ts";

/** Somebody's open sessions, to whoever may end them. */
export type FoundSessions = {
  readonly whose: string;
  /** Those of the visitor, who is not to end the one in hand: there is signing out for that. */
  readonly isOwn: boolean;
  /** Whether the visitor may ask for those of others. */
  readonly isKeeper: boolean;
  readonly sessions: readonly (ListedSession & { readonly isThis: boolean })[];
};
