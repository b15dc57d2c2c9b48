import type { Person } from "./person.ts";

/** What people see of the sign-in, each as a whole page of HTML. */
export type SignInPages = {
  /** Whom one can be. Its forms post `address`, perhaps with `unverified`; or `do=cancel`. `?q=` searches. */
  readonly choose: (view: ChooseView) => Promise<string>;
  /** For a list that is too old to choose from, or was opened in another browser. */
  readonly outdated: () => string;
  /** For who cannot be sent back to the site with the error. */
  readonly refused: (refusal: Refusal) => string;
  /** Sent with each page. */
  readonly headers: Readonly<Record<string, string>>;
};

export type ChooseView = {
  /** What the list is searched for; empty for nothing. */
  readonly query: string;
  /** Who was typed and is not let in. */
  readonly bad: Person | undefined;
};

export type Refusal = {
  /** As OAuth names it. */
  readonly code: string;
  readonly detail: string | undefined;
};
