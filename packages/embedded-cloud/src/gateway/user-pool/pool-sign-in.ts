import type { IncomingMessage, ServerResponse } from "node:http";
import { randomBytes, randomUUID } from "node:crypto";
import type { SignIn } from "../issuer.ts";
import { readForm } from "../read-form.ts";
import type { ChosenPeople, Person } from "../issuer/person.ts";
import { ShortLived } from "../short-lived.ts";
import { nowSeconds } from "../token-times.ts";
import type { PoolClient, PoolDefinition } from "./pool-definition.ts";
import { poolPaths } from "./pool-description.ts";
import type { SignedIn } from "./pool-tokens.ts";

/** What a code stands for until it is redeemed. */
export type Code = {
  readonly signedIn: SignedIn;
  readonly redirectUri: string;
  /** Of PKCE, which the pool does not demand. */
  readonly challenge: string | undefined;
};

/** What somebody was sent here with, found right. */
type Asked = Omit<Code, "signedIn"> &
  Pick<SignedIn, "client" | "scopes" | "nonce"> & { readonly state: string | undefined };
type Session = { readonly person: Person; readonly authTime: number };
type Pending = { readonly asked: Asked; readonly browser: string };

export type PoolSignInProps = {
  readonly pool: PoolDefinition;
  readonly signIn: Pick<SignIn, "admits" | "pages">;
  /** Who has signed in, for who asks of them later. */
  readonly people: ChosenPeople;
};

const sessionCookie = "cognito";
const loginCookie = "cognito-login";
/** How long the pool remembers who signed in ("Understanding the identity (ID) token"), and how long a code counts. */
const sessionSeconds = 60 * 60;
const codeSeconds = 5 * 60;

/**
 * A pool's pages: `/oauth2/authorize`, `/login` and `/logout`, as its documentation has them ("Authorize endpoint",
 * "Logout endpoint"). The pool remembers for an hour who signed in and then asks nobody, until it is left by `/logout`.
 */
export function poolSignIn({ pool, signIn, people }: PoolSignInProps) {
  const { admits, pages } = signIn;
  const { pathname: base } = new URL(pool.domain);
  const pending = new ShortLived<Pending>();
  const sessions = new ShortLived<Session>();
  const codes = new ShortLived<Code>();

  return {
    /** Who is known to the pool already goes straight back, unless the site wants to have asked; others are asked. */
    authorize: (request: IncomingMessage, response: ServerResponse, { searchParams }: URL): void => {
      const client = clientNamed(searchParams);
      const redirectUri = searchParams.get("redirect_uri") ?? "";
      if (client === undefined || client.flow !== "code")
        return refuse(response, "unauthorized_client", "There is no such client, or it signs nobody in");
      if (!client.callbackUrls.includes(redirectUri))
        return refuse(response, "redirect_mismatch", `${client.name} leads back to ${client.callbackUrls.join(", ")}`);
      const state = searchParams.get("state") ?? undefined;
      const fault = faultOf(client, searchParams);
      if (fault !== undefined) return sendBack(response, { redirectUri, state }, { error: fault });
      const asked: Asked = {
        client,
        redirectUri,
        state,
        scopes: searchParams.get("scope")?.split(" ") ?? client.scopes,
        nonce: searchParams.get("nonce") ?? undefined,
        challenge: searchParams.get("code_challenge") ?? undefined,
      };
      const prompt = searchParams.get("prompt");
      const session = sessions.find(cookieOf(request, sessionCookie));
      if (session !== undefined && prompt !== "login" && prompt !== "select_account")
        return letIn(response, asked, session);
      if (prompt === "none") return sendBack(response, asked, { error: "login_required" });
      const [id, browser] = [randomUUID(), secret()];
      pending.keep(id, { asked, browser }, sessionSeconds);
      const path = `${base}${poolPaths.login}/${id}`;
      response.setHeader("set-cookie", cookie(loginCookie, browser, { path }));
      redirect(response, path);
    },

    /** The page on which people say who they are. */
    login: async (
      request: IncomingMessage,
      response: ServerResponse,
      { pathname, searchParams }: URL,
    ): Promise<void> => {
      const id = pathname.slice(`${base}${poolPaths.login}/`.length);
      const found = pending.find(id);
      if (found === undefined || found.browser !== cookieOf(request, loginCookie))
        return sendPage(response, 400, pages.outdated());
      const ask = async (bad?: Person): Promise<void> => {
        const query = searchParams.get("q")?.trim() ?? "";
        sendPage(response, bad === undefined ? 200 : 400, await pages.choose({ query, bad }));
      };
      if (request.method !== "POST") return ask();
      const form = await readForm(request, response);
      if (form === undefined) return;
      const { asked } = found;
      if (form.get("do") === "cancel") {
        pending.take(id);
        return sendBack(response, asked, { error: "access_denied" });
      }
      const person = { email: form.get("address")?.trim() ?? "", emailVerified: !form.has("unverified") };
      if (!admits(person.email)) return ask(person);
      pending.take(id);
      const session = { person, authTime: nowSeconds() };
      const value = secret();
      sessions.keep(value, session, sessionSeconds);
      response.setHeader("set-cookie", cookie(sessionCookie, value, { path: base, seconds: sessionSeconds }));
      letIn(response, asked, session);
    },

    /** Forgets who signed in, and leads to one of the client's own places. What the standard's sign-out sends is passed over. */
    logout: (request: IncomingMessage, response: ServerResponse, { searchParams }: URL): void => {
      const client = clientNamed(searchParams);
      if (client === undefined)
        return refuse(response, "invalid_request", "client_id has to name a client of this pool");
      const to = searchParams.get("logout_uri") ?? "";
      if (!client.logoutUrls.includes(to)) {
        const allowed = client.logoutUrls.join(", ") || "nothing";
        return refuse(
          response,
          "redirect_mismatch",
          `logout_uri: got ${to || "nothing"}; ${client.name} allows ${allowed}`,
        );
      }
      sessions.take(cookieOf(request, sessionCookie));
      response.setHeader("set-cookie", cookie(sessionCookie, "", { path: base, seconds: 0 }));
      redirect(response, to);
    },

    /** What a code stands for: once, within five minutes. */
    redeem: (code: string): Code | undefined => codes.take(code),
  };

  function clientNamed(search: URLSearchParams): PoolClient | undefined {
    return pool.clients.find(({ id }) => id === search.get("client_id"));
  }

  function letIn(response: ServerResponse, asked: Asked, { person, authTime }: Session): void {
    const { client, scopes, nonce, redirectUri, challenge } = asked;
    const code = randomUUID();
    people.remember(person);
    const signedIn = { client, person, scopes, nonce, authTime, origin: randomUUID() };
    codes.keep(code, { signedIn, redirectUri, challenge }, codeSeconds);
    sendBack(response, asked, { code });
  }

  function sendPage(response: ServerResponse, status: number, page: string): void {
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...pages.headers }).end(page);
  }

  /** Where it is not certain whose page it would lead back to, the pool shows an error of its own. */
  function refuse(response: ServerResponse, code: string, detail: string): void {
    sendPage(response, 400, pages.refused({ code, detail }));
  }
}

/** What is wrong with the rest of the question, as the pool names it. */
function faultOf(client: PoolClient, search: URLSearchParams): string | undefined {
  if (search.get("response_type") !== "code") return "unauthorized_client";
  const scopes = search.get("scope")?.split(" ") ?? [];
  if (scopes.some((scope) => !client.scopes.includes(scope))) return "invalid_scope";
  const method = search.get("code_challenge_method");
  // Of PKCE the pool knows S256 alone; one without the other is half a question.
  return search.has("code_challenge") === (method === "S256") ? undefined : "invalid_request";
}

/** Without an `iss`: the pool does not say in its answer whose it is. */
function sendBack(
  response: ServerResponse,
  { redirectUri, state }: Pick<Asked, "redirectUri" | "state">,
  answer: Record<string, string>,
): void {
  const to = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) to.searchParams.set(name, value);
  if (state !== undefined) to.searchParams.set("state", state);
  redirect(response, to.href);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, "cache-control": "no-store" }).end();
}

function cookieOf({ headers }: IncomingMessage, name: string): string {
  const pairs = headers.cookie?.split("; ") ?? [];
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

function cookie(name: string, value: string, { path, seconds }: { path: string; seconds?: number }): string {
  return `${name}=${value}; Path=${path}${seconds === undefined ? "" : `; Max-Age=${seconds}`}; HttpOnly; SameSite=Lax`;
}

const secret = (): string => randomBytes(24).toString("base64url");
