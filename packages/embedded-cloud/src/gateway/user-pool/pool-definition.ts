/** How a client gets its tokens: a pool lets none of them have both ways ("OAuth 2.0 grants"). */
export type Flow = "code" | "client_credentials";

/** A client of a user pool. */
export type PoolClient = {
  readonly id: string;
  /** As people know it: the logical id, or the name. */
  readonly name: string;
  /** Undefined for one that is public. */
  readonly secret: string | undefined;
  readonly flow: Flow;
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** The attributes of a person that it is told; all of them where it does not say. */
  readonly reads: readonly string[] | undefined;
  /** How long its tokens hold. */
  readonly seconds: { readonly id: number; readonly access: number; readonly refresh: number };
};

/** A user pool, as a template describes it. */
export type PoolDefinition = {
  readonly id: string;
  /** As `iss` has it; no slash at the end. */
  readonly issuer: string;
  /** The address of its domain, where people sign in and clients ask for tokens; no slash at the end. */
  readonly domain: string;
  readonly clients: readonly PoolClient[];
};

/** What may stand in a client's scopes without any resource server. */
export const standardScopes = ["openid", "email", "phone", "profile"] as const;
