import type { SystemClient } from "../system-client.ts";

/** Where the provider answers, below the issuer's address. */
export const endpoints = {
  authorization: "/auth",
  token: "/token",
  jwks: "/jwks",
  end_session: "/session/end",
} as const;

/** What people are asked for. */
export const peopleScopes = ["openid", "email"] as const;

export const scopesOf = (systems: readonly SystemClient[]): string[] => [
  ...new Set([...peopleScopes, ...systems.flatMap(({ scopes }) => scopes)]),
];

/**
 * What the issuer says of itself (OpenID Connect Discovery), written out: it is asked for at every start, before
 * there is a provider that could say it.
 */
export function issuerDescription(issuer: string, systems: readonly SystemClient[]) {
  return {
    issuer,
    authorization_endpoint: `${issuer}${endpoints.authorization}`,
    token_endpoint: `${issuer}${endpoints.token}`,
    jwks_uri: `${issuer}${endpoints.jwks}`,
    end_session_endpoint: `${issuer}${endpoints.end_session}`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "client_credentials"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["none", "client_secret_basic"],
    authorization_response_iss_parameter_supported: true,
    id_token_signing_alg_values_supported: ["RS256"],
    subject_types_supported: ["public"],
    scopes_supported: scopesOf(systems),
  };
}
