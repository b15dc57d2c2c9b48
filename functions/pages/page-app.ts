import { isKnown, keepsRegister } from "../domain/access.ts";
import { isRefusal } from "../domain/refusal.ts";
import { callerNamed } from "../http/caller.ts";
import type { Lists } from "../http/caller.ts";
import { json, seeOther } from "../http/exchange.ts";
import type { Answer } from "../http/exchange.ts";
import type { ReadingEffects } from "../use-cases/effects.ts";
import { bodyBytes } from "../http/gateway-event.ts";
import type { GatewayEvent } from "../http/gateway-event.ts";
import type { PageRoute } from "../http/page-route.ts";
import type { PageName } from "../http/page-routes.ts";
import { routeKeyOf } from "../http/routes.ts";
import type { Register } from "../store/register.ts";
import { logFailure } from "../runtime/log.ts";
import { bareVisit } from "./bare-visit.ts";
import { hasValidCsrf } from "./form-kit/csrf.ts";
import { readForm } from "./read-form.ts";
import type { SentForm } from "./read-form.ts";
import { broken, elsewhere, nothingHere, refusalPage, signInAgain, strangerPage, tooLarge } from "./refusal-pages.ts";
import { isFromHere } from "./same-origin.ts";
import { sessionOf } from "./session.ts";
import type { PageHandler, PageReadAhead, Visit } from "./visit.ts";

export type Pages<E> = Readonly<Partial<Record<PageName, PageHandler<E> | PageReadAhead<E>>>>;

/** Pages, and the routes that lead to them, by the same names. */
export type PagesAndRoutes<E> = { readonly pages: Pages<E>; readonly routes: Readonly<Record<string, PageRoute>> };

/** A report's text may be long, and a list of units longer. */
const MOST_BYTES = 5_000_000;

/** What every page asks of the world. */
export type PageEffects = Pick<ReadingEffects, "newAttempt" | "homeUnit" | "siteUrl" | "assets" | "sessionRules"> &
  Lists & { readonly register: Pick<Register, "sessions" | "calendar" | "units" | "staff"> };

/** The pages of one function: one event of the gateway in, one page out; for an address of no page, one that says so. */
export function pageApp<E extends PageEffects>(effects: E, { routes, pages }: PagesAndRoutes<E>) {
  const byRouteKey = new Map(
    Object.entries(routes).flatMap(([name, route]) => {
      const handler = Object.entries<Pages<E>[PageName]>(pages).find(([of]) => of === name)?.[1];
      return handler ? [[routeKeyOf(route), { route, handler }] as const] : [];
    }),
  );
  return {
    answers: (routeKey: string): boolean => byRouteKey.has(routeKey),

    async answer(event: GatewayEvent): Promise<Answer> {
      const found = byRouteKey.get(event.routeKey);
      const visit = bareVisit(event, effects);
      try {
        return found ? await answerVisit(event, visit, found, effects) : nothingHere(visit);
      } catch (error) {
        const { routeKey, requestId } = event.requestContext;
        logFailure("A page failed.", error, { routeKey, requestId });
        const answer = broken(visit, error, requestId);
        return found?.route.unattended ? { ...answer, headers: { ...answer.headers, refresh: "60" } } : answer;
      }
    },
  };
}

type Found<E> = { readonly route: PageRoute; readonly handler: PageHandler<E> | PageReadAhead<E> };

/**
 * Lets a visit in by the rules of every page: a post comes from this site; who is not signed in is led there
 * and back; a form that was not sealed in this session does nothing.
 */
async function answerVisit<E extends PageEffects>(
  event: GatewayEvent,
  bare: Visit,
  { route, handler }: Found<E>,
  effects: E,
) {
  const { register, siteUrl, homeUnit } = effects;
  const isPost = route.method === "POST";
  if (isPost && !isFromHere(event.headers, siteUrl)) return elsewhere(bare, siteUrl);
  const sent = isPost ? await sentForm(event) : undefined;
  if (sent === "too-large") return tooLarge(bare, MOST_BYTES);

  const [session, calendar] = await Promise.all([
    sessionOf(event.cookies ?? [], bare.receivedAt, effects),
    register.calendar.current(bare.receivedAt),
  ]);
  const begun: Visit = { ...bare, ...sent, session, calendar };
  if (route.access === "session" && !session) return isPost ? signInAgain(begun) : seeOther(signInPath(event));
  const show = typeof handler === "function" ? handler : handler.begin(session, effects);
  const caller = session ? await callerNamed(session.principal, effects) : bare.caller;
  const visit: Visit = { ...begun, caller };
  if (route.access === "session" && !isKnown(caller) && !keepsRegister(caller, homeUnit))
    return strangerPage(visit, effects);
  const expired = isPost && route.access === "session" && !hasValidCsrf(visit);
  const answered = await show({ ...visit, formState: expired ? "expired" : "fresh" }, effects);
  return isRefusal(answered) ? refusalPage(visit, answered) : ledOn(visit, answered);
}

/** A script cannot see where an answer would lead its browser: it is told. */
function ledOn({ ledByScript }: Visit, answer: Answer): Answer {
  const to = answer.headers?.["location"];
  return ledByScript && answer.status === 303 && to !== undefined
    ? { ...json({ location: to }), cookies: answer.cookies ?? [] }
    : answer;
}

async function sentForm(event: GatewayEvent): Promise<SentForm | "too-large"> {
  const bytes = bodyBytes(event);
  if (bytes.length > MOST_BYTES) return "too-large";
  // What no form of ours sends has no seal either, and so does nothing.
  return (
    (await readForm(bytes, event.headers["content-type"] ?? "")) ?? { form: new URLSearchParams(), files: new Map() }
  );
}

function signInPath({ rawPath, rawQueryString }: GatewayEvent): string {
  const to = rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath;
  return `/sign-in?to=${encodeURIComponent(to)}`;
}
