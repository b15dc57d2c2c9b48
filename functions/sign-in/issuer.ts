import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { Configuration } from "openid-client";

import type { Language } from "../wording/language.ts";
import { failureOf } from "./failure.ts";
import type { Failed } from "./failure.ts";

/** What a sign-in that was started is known by when it comes back: known to its browser, and in part to the issuer. */
export type Secrets = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** What the issuer says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** The OpenID Connect issuer, as signing in and out needs it. */
export type Issuer = ReturnType<typeof issuerAt>;

type Props = { readonly url: string; readonly clientId: string; readonly siteUrl: string };

/** A sign-in asks the issuer up to four times, and has to end before the function does. */
const TIMEOUT_SECONDS = 4;

/** The one module that imports the OpenID Connect client. Nobody is asked before the first sign-in. */
export function issuerAt({ url, clientId, siteUrl }: Props) {
  const comeBackTo = `${siteUrl}/signed-in`;
  let discovered: Promise<Configuration> | undefined;
  /** What the issuer says of itself is kept as long as the function lives; the client fetches its keys anew by itself. */
  const configuration = async (): Promise<Configuration> => {
    discovered ??= discover(url, clientId);
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw error;
    }
  };

  return {
    /** @param another the issuer is to ask who it is, even if it knows somebody from before */
    async start({ another, language }: { another: boolean; language: Language }): Promise<Started | Failed> {
      try {
        const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
        const address = buildAuthorizationUrl(await configuration(), {
          redirect_uri: comeBackTo,
          scope: "openid email",
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: "S256",
          ui_locales: language === "vi" ? "vi en" : "en vi",
          ...(another ? { prompt: "login" } : {}),
        });
        return { address: address.href, secrets };
      } catch (error) {
        return { failed: "unreachable", why: failureOf(error).why };
      }
    },

    /** Whom the issuer sends back: checked by state, issuer, signature, audience, time and nonce. */
    async finish(answer: URLSearchParams, { state, nonce, verifier }: Secrets): Promise<{ claims: Claims } | Failed> {
      let issuer: Configuration;
      try {
        issuer = await configuration();
      } catch (error) {
        return { failed: "unreachable", why: failureOf(error).why };
      }
      try {
        const tokens = await authorizationCodeGrant(issuer, new URL(`?${answer.toString()}`, comeBackTo), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) return { failed: "untrusted", why: "no ID token" };
        // Of one audience, too (OpenID Connect Core 1.0, section 3.1.3.7, 5); the library asks it of several only.
        const { azp = clientId } = claims;
        if (azp !== clientId) return { failed: "untrusted", why: "given to another client" };
        // OpenID Connect lets an issuer tell the address here or there; never one half here and one there.
        const told = claims["email"] !== undefined && claims["email_verified"] !== undefined;
        const asks = !told && issuer.serverMetadata().userinfo_endpoint !== undefined;
        return { claims: asks ? await fetchUserInfo(issuer, tokens.access_token, claims.sub) : claims };
      } catch (error) {
        return failureOf(error);
      }
    },

    /** Where one signs out at the issuer, if it has such a place. */
    async signOutAddress(): Promise<{ address: string | undefined } | Failed> {
      try {
        const issuer = await configuration();
        if (issuer.serverMetadata().end_session_endpoint === undefined) return { address: undefined };
        // By the standard, and as Cognito names it; an issuer passes over what it does not know.
        const home = { post_logout_redirect_uri: `${siteUrl}/`, logout_uri: `${siteUrl}/` };
        return { address: buildEndSessionUrl(issuer, home).href };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

type Started = { readonly address: string; readonly secrets: Secrets };

function discover(url: string, clientId: string): Promise<Configuration> {
  const issuer = new URL(url);
  return discovery(issuer, clientId, undefined, None(), {
    timeout: TIMEOUT_SECONDS,
    execute: [
      // The client would otherwise trust the connection alone, and look at no signature.
      enableNonRepudiationChecks,
      // The stack's settings let this through on loopback only.
      ...(issuer.protocol === "http:" ? [allowInsecureRequests] : []),
    ],
  });
}
