import type { Answer } from "../http/exchange.ts";
import type { PageEffects } from "../pages/page-app.ts";
import type { Visit } from "../pages/visit.ts";
import type { Issuer } from "./issuer.ts";

/** What signing in and out may touch. */
export type SignInEffects = PageEffects & { readonly issuer: Issuer };

/** Somebody who comes to sign in or out, or back from the issuer. */
export type Arrival = {
  readonly visit: Visit;
  readonly cookies: readonly string[];
  /** The query as it was sent: where the gateway joins a parameter that is given twice, this still tells. */
  readonly search: URLSearchParams;
  /** A page of this site led here. */
  readonly fromOwnPage: boolean;
  /** As the browser says what it is; empty where it does not. */
  readonly userAgent: string;
  /** Names the request in the log. */
  readonly requestId: string;
};

export type ArrivalHandler = (arrival: Arrival, effects: SignInEffects) => Promise<Answer>;
