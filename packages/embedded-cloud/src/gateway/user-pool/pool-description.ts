import { standardScopes } from "./pool-definition.ts";
import type { PoolDefinition } from "./pool-definition.ts";

/** Where a pool answers below its domain. */
export const poolPaths = {
  authorize: "/oauth2/authorize",
  token: "/oauth2/token",
  userInfo: "/oauth2/userInfo",
  revoke: "/oauth2/revoke",
  login: "/login",
  logout: "/logout",
} as const;

/**
 * What a user pool says of itself: as little as the service does. It has named the place to sign out since February
 * 2024, which does not keep to the standard; that it knows PKCE, public clients and client credentials it does not say.
 */
export function poolDescription({ issuer, domain }: Pick<PoolDefinition, "issuer" | "domain">) {
  return {
    authorization_endpoint: `${domain}${poolPaths.authorize}`,
    end_session_endpoint: `${domain}${poolPaths.logout}`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${domain}${poolPaths.revoke}`,
    scopes_supported: [...standardScopes],
    subject_types_supported: ["public"],
    token_endpoint: `${domain}${poolPaths.token}`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    userinfo_endpoint: `${domain}${poolPaths.userInfo}`,
  };
}
