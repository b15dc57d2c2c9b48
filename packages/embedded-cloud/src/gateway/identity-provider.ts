import type { Handle } from "../loopback-server.ts";
import { Issuer } from "./issuer.ts";
import type { Bearer, SignInByClock, TokenOptions } from "./issuer.ts";
import type { SystemClient } from "./system-client.ts";
import { issuerKey } from "./issuer-key.ts";
import type { PoolDefinition } from "./user-pool/pool-definition.ts";
import { UserPool } from "./user-pool/user-pool.ts";

/** Whose tokens the gateway asks for: a user pool of the template, or an issuer of its own. */
export type IdentityProvider = {
  readonly token: (bearer: Bearer, options?: TokenOptions) => Promise<string>;
  /** Answers what lies under its addresses. */
  readonly handle: Handle;
};

export type IdentityProps = {
  /** The user pool of the template, if it has one. */
  readonly pool: PoolDefinition | undefined;
  /** Of an issuer that is no user pool: its address, whom its tokens are for, the clients for client credentials. */
  readonly url: string;
  readonly audience: string;
  readonly systems: readonly SystemClient[];
};

/** What others have to know of it: its address, as `iss` has it, and its clients. */
export function identityOf({ pool, url, audience, systems }: IdentityProps) {
  if (pool !== undefined) return { url: pool.issuer, clients: pool.clients.map(({ name, id }) => ({ name, id })) };
  const ids = [audience, ...systems.map(({ clientId }) => clientId)];
  return { url, clients: ids.map((id) => ({ name: id, id })) };
}

/** @param dataDirectory where its keys are kept, so that tokens outlive a restart */
export async function identityProvider(
  { pool, url, audience, systems }: IdentityProps,
  { dataDirectory, signIn }: { readonly dataDirectory: string | undefined; readonly signIn: SignInByClock | undefined },
): Promise<IdentityProvider> {
  const key = (name?: string) => issuerKey(dataDirectory, name);
  if (pool === undefined) return new Issuer({ url, key: await key(), audience, systems, signIn });
  const [id, access] = await Promise.all([key("user-pool-id-key"), key("user-pool-access-key")]);
  return new UserPool({ pool, keys: { id, access }, signIn });
}
