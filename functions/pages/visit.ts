import type { Answer, Request } from "../http/exchange.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { KeptSession } from "../domain/session.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { Language, Say } from "../wording/language.ts";

/** Who is signed in in this browser, and the secret of its cookie, which seals its forms. */
export type Session = Pick<KeptSession, "endsAt" | "actedFor"> & {
  readonly token: string;
  readonly principal: string;
};

/** A file that was sent with a form. */
export type SentFile = { readonly name: string; readonly text: string; readonly bytes: Uint8Array };

/** A request for a page: what the API sees, and what a page needs besides. */
export type Visit = Request & {
  readonly language: Language;
  readonly say: Say;
  /** Which version of the style sheet and the script the page names. */
  readonly assets: string;
  readonly homeUnit: string;
  /** Which days are worked, as the register had it a moment ago. */
  readonly calendar: WorkingCalendar;
  /** On every route with access `session` there is one. */
  readonly session: Session | undefined;
  /** The fields of a form that was posted; empty for a GET. */
  readonly form: URLSearchParams;
  readonly files: ReadonlyMap<string, SentFile>;
  /** The page's own script asks, and wants no page for an answer. */
  readonly wantsJson: boolean;
  /** The page's own script sends a form: it is told where to go on, and goes there itself. */
  readonly ledByScript: boolean;
  /**
   * `expired`: the post did not come from a form of this session (an old sign-in, another person's, a page left
   * open overnight). Nothing may be done; the form is to be shown again with what was typed.
   */
  readonly formState: "fresh" | "expired";
};

export type PageHandler<E = WebEffects> = (visit: Visit, effects: E) => Promise<Answer | Refusal>;

/**
 * A page that reads on while it is looked up what its visitor may do: what it begins depends on his session alone, and is shown
 * only by the handler, which knows his rights.
 */
export type PageReadAhead<E = WebEffects> = {
  readonly begin: (session: Session | undefined, effects: E) => PageHandler<E>;
};
