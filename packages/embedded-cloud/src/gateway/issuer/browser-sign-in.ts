import type { IncomingMessage, ServerResponse } from "node:http";
import { errors } from "oidc-provider";
import type { Handle } from "../../loopback-server.ts";
import { readForm } from "../read-form.ts";
import { ChosenPeople } from "./person.ts";
import type { Person } from "./person.ts";
import { openIdProvider } from "./provider.ts";
import type { ProviderProps } from "./provider.ts";

export type BrowserSignInProps = Omit<ProviderProps, "people"> & {
  /** Whether somebody of this address may sign in. */
  readonly admits: (email: string) => boolean;
};

/** Signs people in through the browser: the provider, and the page on which they say who they are. */
export function browserSignIn({ admits, ...props }: BrowserSignInProps): Handle {
  const { pages } = props;
  const { origin: site, pathname: base } = new URL(props.issuer);
  const chosen = new ChosenPeople();
  const provider = openIdProvider({ ...props, people: chosen });
  const answerByProvider = provider.callback();

  return async (request, response) => {
    const { url = "/" } = request;
    const { pathname, searchParams } = new URL(url, site);
    if (pathname.startsWith(`${base}/interaction/`)) return choose(request, response, searchParams);
    // As Express tells an application where it is mounted: the provider builds its own addresses from it.
    Object.assign(request, { originalUrl: url, url: url.slice(base.length) });
    await answerByProvider(request, response);
  };

  async function choose(request: IncomingMessage, response: ServerResponse, search: URLSearchParams): Promise<void> {
    if (!(await isAsked(request, response))) return sendPage(response, 400, pages.outdated());
    if (request.method !== "POST") return sendList(response, search);
    const form = await readForm(request, response);
    if (form === undefined) return;
    if (form.get("do") === "cancel") {
      const result = { error: "access_denied", error_description: "The person went back without signing in" };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    const person = { email: form.get("address")?.trim() ?? "", emailVerified: !form.has("unverified") };
    if (!admits(person.email)) return sendList(response, search, person);
    const accountId = chosen.remember(person);
    return provider.interactionFinished(request, response, { login: { accountId, remember: false } });
  }

  /** Whether the provider waits for this browser to say who is there. */
  async function isAsked(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    try {
      await provider.interactionDetails(request, response);
      return true;
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return false;
      throw error;
    }
  }

  async function sendList(response: ServerResponse, search: URLSearchParams, bad?: Person): Promise<void> {
    const query = search.get("q")?.trim() ?? "";
    sendPage(response, bad === undefined ? 200 : 400, await pages.choose({ query, bad }));
  }

  function sendPage(response: ServerResponse, status: number, page: string): void {
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...pages.headers }).end(page);
  }
}
