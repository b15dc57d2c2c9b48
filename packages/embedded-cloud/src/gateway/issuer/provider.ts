import { interactionPolicy, Provider } from "oidc-provider";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { IssuerKey } from "../issuer-key.ts";
import type { SystemClient } from "../system-client.ts";
import { holdsByBothClocks } from "../token-times.ts";
import { endpoints, peopleScopes, scopesOf } from "./issuer-description.ts";
import type { ChosenPeople } from "./person.ts";
import { shortMemory } from "./short-memory.ts";
import type { SignInPages } from "./sign-in-pages.ts";

export type ProviderProps = {
  /** Its address; the site that people sign in to is at the same origin. */
  readonly issuer: string;
  readonly clientId: string;
  /** Clients that ask for tokens of their own, which are meant for whom the sign-in's are meant for. */
  readonly systems: readonly SystemClient[];
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

/**
 * The OpenID Connect provider: one public client, the code flow with PKCE, no consent, nobody remembered; besides, clients
 * of systems, which get tokens as RFC 9068 has them.
 */
export function openIdProvider(props: ProviderProps): Provider {
  const { issuer, clientId, systems, key, now, pages, people } = props;
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
      ...systems.map(({ clientId: client_id, secret, scopes }) => ({
        client_id,
        client_secret: secret,
        token_endpoint_auth_method: "client_secret_basic" as const,
        redirect_uris: [],
        response_types: [],
        grant_types: ["client_credentials"],
        scope: scopes.join(" "),
      })),
    ],
    clientAuthMethods: ["none", "client_secret_basic"],
    responseTypes: ["code"],
    enabledJWA: { idTokenSigningAlgValues: ["RS256"] },
    pkce: { required: () => true },
    scopes: scopesOf(systems),
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    // The address stands in the ID token, where it is looked for; there is no userinfo to ask.
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      // Only for what it is asked for by a system the provider writes a token that others can read.
      resourceIndicators: {
        enabled: true,
        defaultResource: (_, { clientId: asking }) => (asking === clientId ? [] : `urn:${clientId}`),
        getResourceServerInfo: (_, __, { clientId: asking }) => ({
          scope: systems.find((system) => system.clientId === asking)?.scopes.join(" ") ?? "",
          audience: clientId,
          accessTokenFormat: "jwt",
        }),
      },
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
      ClientCredentials: hourSeconds,
      Grant: hourSeconds,
      Interaction: hourSeconds,
      Session: hourSeconds,
      IdToken: () => holdsByBothClocks(hourSeconds, now()),
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
      grant.addOIDCScope(peopleScopes.join(" "));
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
