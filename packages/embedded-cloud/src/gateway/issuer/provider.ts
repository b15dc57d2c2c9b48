import { interactionPolicy, Provider } from "oidc-provider";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { IssuerKey } from "../issuer-key.ts";
import { endpoints } from "./issuer-description.ts";
import type { ChosenPeople } from "./person.ts";
import { shortMemory } from "./short-memory.ts";
import type { SignInPages } from "./sign-in-pages.ts";

export type ProviderProps = {
  /** Its address; the site that people sign in to is at the same origin. */
  readonly issuer: string;
  readonly clientId: string;
  readonly key: IssuerKey;
  /** The virtual time, in epoch milliseconds. */
  readonly now: () => number;
  readonly pages: SignInPages;
  /** Where the site takes the code, such as `/signed-in`. */
  readonly returnPath: string;
  /** Whole addresses that may take the code, too: of a script that waits for the browser. @default - none */
  readonly furtherReturns?: readonly string[] | undefined;
  /** Where the site may send who has signed out, such as `/`. */
  readonly signedOutPath: string;
  readonly people: ChosenPeople;
};

const hourSeconds = 60 * 60;
const scope = "openid email";

/** The OpenID Connect provider: one public client, the code flow with PKCE, no consent, nobody remembered. */
export function openIdProvider(props: ProviderProps): Provider {
  const { issuer, clientId, key, now, pages, people } = props;
  const { origin: site, pathname: base } = new URL(issuer);
  const policy = interactionPolicy.base();
  policy.remove("consent");
  const provider = new Provider(issuer, {
    adapter: shortMemory(),
    jwks: { keys: [key.privateJwk] },
    routes: endpoints,
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: "none",
        redirect_uris: [`${site}${props.returnPath}`, ...(props.furtherReturns ?? [])],
        post_logout_redirect_uris: [`${site}${props.signedOutPath}`],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    clientAuthMethods: ["none"],
    responseTypes: ["code"],
    enabledJWA: { idTokenSigningAlgValues: ["RS256"] },
    pkce: { required: () => true },
    scopes: scope.split(" "),
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    // The address stands in the ID token, where it is looked for; there is no userinfo to ask.
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { policy, url: (_, { uid }) => `${base}/interaction/${uid}` },
    cookies: {
      names: { session: "issuer-session", interaction: "issuer-interaction", resume: "issuer-resume" },
      long: { path: base, httpOnly: true, sameSite: "lax" },
    },
    ttl: {
      AuthorizationCode: 10 * 60,
      AccessToken: hourSeconds,
      Grant: hourSeconds,
      Interaction: hourSeconds,
      Session: hourSeconds,
      IdToken: () => idTokenTtlSeconds(now()),
    },
    // The session that a code came from is forgotten by the time that the code is used.
    expiresWithSession: () => false,
    clientBasedCORS: () => false,
    findAccount: (_, accountId) => {
      const person = people.find(accountId);
      if (person === undefined) return undefined;
      const { email, emailVerified = true } = person;
      return { accountId, claims: () => ({ sub: accountId, email, email_verified: emailVerified }) };
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.account?.accountId });
      grant.addOIDCScope(scope);
      await grant.save();
      return grant;
    },
    renderError: (context, out, error) => {
      context.type = "html";
      context.set({ ...pages.headers });
      const detail = out.error === "server_error" ? error.message : out.error_description;
      context.body = pages.refused({ code: out.error, detail });
    },
  });
  provider.use<object, Partial<Pick<KoaContextWithOIDC, "oidc">>>(async (context, next) => {
    await next();
    // Nobody stays signed in here: there is nothing to confirm, so where the provider would ask, it goes on.
    if (context.oidc?.route !== "end_session" || context.status !== 200) return;
    const { post_logout_redirect_uri: to, state } = context.oidc.params ?? {};
    const target = new URL(typeof to === "string" ? to : site);
    if (typeof state === "string") target.searchParams.set("state", state);
    context.redirect(target.href);
    context.status = 303;
  });
  // What goes wrong is answered; `npm start --quiet` prints nothing.
  provider.silent = true;
  return provider;
}

/**
 * Who verifies an ID token may do so by the virtual clock, which may be years before or after the real one: the token
 * holds for an hour by either. That it is issued in the future of a virtual 2017 is no fault: neither OpenID Connect
 * nor openid-client judges `iat` by the clock.
 */
function idTokenTtlSeconds(virtualNowMs: number): number {
  return Math.ceil(Math.max(0, virtualNowMs - Date.now()) / 1000) + hourSeconds;
}
