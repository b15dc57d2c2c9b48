import type { IncomingMessage, ServerResponse } from "node:http";
import { errors } from "oidc-provider";
import * as z from "zod/mini";
import { EmailSchema } from "../../../../functions/domain/ids.ts";
import { readForm } from "../../control/local-request.ts";
import type { Handle } from "../../loopback-server.ts";
import { choosePage } from "./choose-page.ts";
import type { TypedAddress } from "./choose-page.ts";
import { peopleOf } from "./people.ts";
import type { PeopleProps } from "./people.ts";
import { ChosenPeople } from "./person.ts";
import { openIdProvider } from "./provider.ts";
import type { ProviderProps } from "./provider.ts";
import { outdatedPage } from "./refused-page.ts";
import { sendStandInPage } from "./stand-in-frame.ts";

export type BrowserSignInProps = Omit<ProviderProps, "people"> & { readonly people: PeopleProps };

/** Signs people in through the browser: the provider, and the page on which they say who they are. */
export function browserSignIn({ people, ...props }: BrowserSignInProps): Handle {
  const { origin: site, pathname: base } = new URL(props.issuer);
  const chosen = new ChosenPeople();
  const peopleToChoose = peopleOf(people);
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
    if (!(await isAsked(request, response))) {
      return sendStandInPage(response, { status: 400, page: outdatedPage(site), site });
    }
    if (request.method !== "POST") return sendList(response, search);
    const form = await readForm(request);
    if (form.get("do") === "cancel") {
      const result = { error: "access_denied", error_description: "The person went back without signing in" };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    const person = { email: form.get("address")?.trim() ?? "", emailVerified: !form.has("unverified") };
    if (!z.safeParse(EmailSchema, person.email).success) return sendList(response, search, person);
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

  async function sendList(response: ServerResponse, search: URLSearchParams, bad?: TypedAddress): Promise<void> {
    const query = search.get("q")?.trim() ?? "";
    const page = choosePage({ people: await peopleToChoose(query), query, bad });
    sendStandInPage(response, { status: bad === undefined ? 200 : 400, page, site });
  }
}
