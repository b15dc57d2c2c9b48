import * as z from "zod/mini";
import type { SystemClient } from "../gateway/system-client.ts";
import { standardScopes } from "../gateway/user-pool/pool-definition.ts";
import type { PoolClient, PoolDefinition } from "../gateway/user-pool/pool-definition.ts";
import { stableId } from "../stable-id.ts";
import { readProperties } from "./read-properties.ts";
import type { Resource, Template } from "./template.ts";
import { issuerPath } from "./template-types.ts";

// Nobody has a password or a telephone here, nobody is invited, and nothing is kept from being deleted.
const left = z.optional(z.unknown());
// Strict: a property that is overlooked would make a pool that speaks otherwise.
const PoolSchema = z.strictObject({
  // Who signs in is asked for an address, and for nothing else.
  UsernameAttributes: z.tuple([z.literal("email")]),
  UsernameConfiguration: z.optional(z.strictObject({ CaseSensitive: z.literal(false) })),
  AutoVerifiedAttributes: z.optional(z.tuple([z.literal("email")])),
  AccountRecoverySetting: left,
  AdminCreateUserConfig: left,
  DeletionProtection: left,
  EmailVerificationMessage: left,
  EmailVerificationSubject: left,
  EnabledMfas: left,
  // Nobody has a second factor here, so nobody could be let in where all have to have one.
  MfaConfiguration: z.optional(z.enum(["OFF", "OPTIONAL"])),
  Policies: left,
  SmsVerificationMessage: left,
  UserAttributeUpdateSettings: left,
  UserPoolName: left,
  UserPoolTags: left,
  UserPoolTier: left,
  VerificationMessageTemplate: left,
});
const DomainSchema = z.strictObject({
  Domain: z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)),
  // The pages that have `prompt`; the older ones have not.
  ManagedLoginVersion: z.literal(2),
  UserPoolId: z.string(),
});
const ServerSchema = z.strictObject({
  Identifier: z.string(),
  Name: z.string(),
  Scopes: z._default(z.array(z.strictObject({ ScopeName: z.string(), ScopeDescription: z.string() })), []),
  UserPoolId: z.string(),
});
const BrandingSchema = z.strictObject({
  ClientId: z.string(),
  UseCognitoProvidedValues: z.literal(true),
  UserPoolId: z.string(),
});
const unit = z.enum(["seconds", "minutes", "hours", "days"]);
const urls = z._default(z.array(z.string()), []);
const ClientSchema = z.strictObject({
  AllowedOAuthFlowsUserPoolClient: z.literal(true),
  AllowedOAuthFlows: z.tuple([z.enum(["code", "client_credentials"])]),
  AllowedOAuthScopes: z.array(z.string()),
  CallbackURLs: urls,
  LogoutURLs: urls,
  ClientName: z.optional(z.string()),
  GenerateSecret: z._default(z.boolean(), false),
  ReadAttributes: z.optional(z.array(z.string())),
  // Nobody writes attributes here, and nobody signs in but by the pages.
  WriteAttributes: z.optional(z.array(z.string())),
  ExplicitAuthFlows: z.tuple([z.literal("ALLOW_REFRESH_TOKEN_AUTH")]),
  PreventUserExistenceErrors: z.optional(z.string()),
  SupportedIdentityProviders: z.optional(z.tuple([z.literal("COGNITO")])),
  AccessTokenValidity: z._default(z.number(), 1),
  IdTokenValidity: z._default(z.number(), 1),
  RefreshTokenValidity: z._default(z.number(), 30),
  TokenValidityUnits: z._default(
    z.strictObject({
      AccessToken: z._default(unit, "hours"),
      IdToken: z._default(unit, "hours"),
      RefreshToken: z._default(unit, "days"),
    }),
    { AccessToken: "hours", IdToken: "hours", RefreshToken: "days" },
  ),
  UserPoolId: z.string(),
});
const secondsIn = { seconds: 1, minutes: 60, hours: 60 * 60, days: 24 * 60 * 60 };

/**
 * The user pool of the template, with its domain and clients; undefined where there is none.
 *
 * @param systems clients that somebody has made besides those of the template
 * @throws Error for what the embedded cloud does not know, by name
 */
export function readUserPool(template: Template, systems: readonly SystemClient[]): PoolDefinition | undefined {
  const [pool, another] = template.ofType("AWS::Cognito::UserPool");
  if (pool === undefined) return undefined;
  if (another !== undefined) throw new Error(`The embedded cloud stands up one user pool; there is ${another.id}, too`);
  readProperties(PoolSchema, pool);
  const [domain, more] = template.ofType("AWS::Cognito::UserPoolDomain");
  if (domain === undefined || more !== undefined)
    throw new Error(
      `${pool.id} has ${more ? "several domains" : "no domain"}; the embedded cloud stands up a pool with one`,
    );
  const issuer = pool.attributes["ProviderURL"] ?? "";
  const [site = ""] = issuer.split(issuerPath);
  const clients = [...template.ofType("AWS::Cognito::UserPoolClient").map(clientOf), ...systems.map(systemClient)];
  refuseUnknownScopes(clients, template);
  refusePagelessClients(clients, template);
  return {
    id: pool.ref,
    issuer,
    domain: `${site}${issuerPath}/${readProperties(DomainSchema, domain).Domain}`,
    clients,
  };
}

function clientOf(resource: Resource): PoolClient {
  const client = readProperties(ClientSchema, resource);
  const { TokenValidityUnits: units } = client;
  return {
    id: resource.ref,
    name: client.ClientName ?? resource.id,
    secret: client.GenerateSecret ? stableId(`secret of ${resource.ref}`, 48) : undefined,
    flow: client.AllowedOAuthFlows[0],
    scopes: client.AllowedOAuthScopes,
    callbackUrls: client.CallbackURLs,
    logoutUrls: client.LogoutURLs,
    reads: client.ReadAttributes,
    seconds: {
      id: client.IdTokenValidity * secondsIn[units.IdToken],
      access: client.AccessTokenValidity * secondsIn[units.AccessToken],
      refresh: client.RefreshTokenValidity * secondsIn[units.RefreshToken],
    },
  };
}

/** As `CreateUserPoolClient` makes one for client credentials. */
function systemClient({ clientId, secret, scopes }: SystemClient): PoolClient {
  return {
    id: clientId,
    name: clientId,
    secret,
    flow: "client_credentials",
    scopes,
    callbackUrls: [],
    logoutUrls: [],
    reads: [],
    seconds: { id: secondsIn.hours, access: secondsIn.hours, refresh: 0 },
  };
}

/** The service makes no client whose scopes no resource server has. */
function refuseUnknownScopes(clients: readonly PoolClient[], template: Template): void {
  const servers = template.ofType("AWS::Cognito::UserPoolResourceServer").flatMap((resource) => {
    const { Identifier, Scopes } = readProperties(ServerSchema, resource);
    return Scopes.map(({ ScopeName }) => `${Identifier}/${ScopeName}`);
  });
  const known = [...standardScopes, ...servers];
  for (const { name, scopes } of clients) {
    const unknown = scopes.filter((scope) => !known.includes(scope));
    if (unknown.length > 0)
      throw new Error(`${name}: got the scopes ${unknown.join(", ")}, known are ${known.join(", ")}`);
  }
}

/** Without a branding of its own, the newer pages do not open for a client. */
function refusePagelessClients(clients: readonly PoolClient[], template: Template): void {
  const brandings = template.ofType("AWS::Cognito::ManagedLoginBranding");
  const paged = new Set(brandings.map((resource) => readProperties(BrandingSchema, resource).ClientId));
  const without = clients.filter(({ id, flow }) => flow === "code" && !paged.has(id));
  if (without.length > 0) {
    const names = without.map(({ name }) => name).join(", ");
    throw new Error(`Nobody gets to the pages of ${names}: there is no AWS::Cognito::ManagedLoginBranding for it`);
  }
}
