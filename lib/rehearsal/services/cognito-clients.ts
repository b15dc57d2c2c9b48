import * as z from "zod/mini";

import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { At, Rule } from "../rule.ts";
import type { Resource } from "../stack.ts";

const createClient =
  "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html";
const attributesPage = "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html";

const strings = z.optional(z.array(z.string()));
const ClientSchema = z.object({
  UserPoolId: z.string(),
  ReadAttributes: strings,
  WriteAttributes: strings,
  AllowedOAuthFlows: z._default(z.array(z.string()), []),
  AllowedOAuthScopes: z._default(z.array(z.string()), []),
  CallbackURLs: z._default(z.array(z.string()), []),
  GenerateSecret: z._default(z.boolean(), false),
});
const SchemaSchema = z._default(z.array(z.object({ Name: z.string(), Required: z._default(z.boolean(), false) })), []);
const ServerSchema = z.object({
  Identifier: z.string(),
  Scopes: z._default(z.array(z.object({ ScopeName: z.string() })), []),
});

/** What Cognito keeps of everybody, whether a pool's schema names it or not. */
const standard =
  "address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number phone_number_verified picture preferred_username profile sub updated_at website zoneinfo".split(
    " ",
  );
const neverWritten = new Set(["sub", "email_verified", "phone_number_verified"]);
const standardScopes = new Set(["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"]);

export const types: ResourceTypes = {
  "AWS::Cognito::UserPoolClient": {
    source: page("AWS::Cognito::UserPoolClient"),
    loss: "the client id that people's sessions and a unit's own system know: both have to begin anew",
  },
  "AWS::Cognito::UserPoolResourceServer": {
    source: page("AWS::Cognito::UserPoolResourceServer"),
    claims: [
      { by: ["UserPoolId", "Identifier"], second: "refused", source: page("AWS::Cognito::UserPoolResourceServer") },
    ],
  },
  "AWS::Cognito::ManagedLoginBranding": {
    source: page("AWS::Cognito::ManagedLoginBranding"),
    claims: [{ by: ["ClientId"], second: "refused", source: page("AWS::Cognito::ManagedLoginBranding") }],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "required-attributes-are-writable",
    policy: "A client that names what it may write may write every attribute that its pool requires.",
    source: "https://github.com/aws/aws-cdk/issues/2608",
    breaches: each("AWS::Cognito::UserPoolClient", ClientSchema, ({ UserPoolId, WriteAttributes }, { stack }) =>
      WriteAttributes === undefined
        ? []
        : schemaOf(stack.named(UserPoolId))
            .filter(({ Name, Required }) => Required && !WriteAttributes.includes(Name))
            .map(
              ({ Name }) =>
                `InvalidParameterException: Invalid write attributes specified while creating a client (${Name} is required of the pool, and the client may write ${WriteAttributes.join(", ")})`,
            ),
    ),
  },
  {
    id: "attributes-are-known",
    policy: "A client reads and writes what its pool has; what Cognito finds out by itself, it writes for nobody.",
    source: attributesPage,
    breaches: each(
      "AWS::Cognito::UserPoolClient",
      ClientSchema,
      ({ UserPoolId, ReadAttributes = [], WriteAttributes = [] }, { stack }) => {
        const own = new Set(schemaOf(stack.named(UserPoolId)).map(({ Name }) => `custom:${Name}`));
        return [
          ...[...ReadAttributes, ...WriteAttributes]
            .filter((name) => !standard.includes(name) && !own.has(name))
            .map((name) => `names the attribute ${name}, which its pool does not have`),
          ...WriteAttributes.filter((name) => neverWritten.has(name)).map((name) => `may write ${name}`),
        ];
      },
    ),
  },
  {
    id: "scopes-are-there",
    policy: "The server of a scope of one's own is there before the client that asks for it.",
    source: "https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/51",
    breaches: each("AWS::Cognito::UserPoolClient", ClientSchema, ({ AllowedOAuthScopes }, at) =>
      AllowedOAuthScopes.filter((scope) => !standardScopes.has(scope) && !isServedBefore(scope, at)).map(
        (scope) => `ScopeDoesNotExistException: Invalid scope requested: ${scope}`,
      ),
    ),
  },
  {
    id: "a-system-has-a-secret",
    policy: "A client that signs in as itself does nothing else, has a secret, and asks for scopes of one's own only.",
    source: createClient,
    breaches: each("AWS::Cognito::UserPoolClient", ClientSchema, (client) =>
      client.AllowedOAuthFlows.includes("client_credentials")
        ? [
            ...(client.AllowedOAuthFlows.length > 1 ? ["has client_credentials beside other flows"] : []),
            ...(client.GenerateSecret ? [] : ["has client_credentials, and no secret"]),
            ...client.AllowedOAuthScopes.filter((scope) => standardScopes.has(scope)).map(
              (scope) => `has client_credentials, and asks for ${scope}`,
            ),
          ]
        : [],
    ),
  },
  {
    id: "people-come-back-safely",
    policy: "People come back to an https address, or to one on their own machine.",
    source: createClient,
    breaches: each("AWS::Cognito::UserPoolClient", ClientSchema, ({ AllowedOAuthFlows, CallbackURLs }, { stack }) => {
      const isOwn = (url: string) => stack.named(url.split(".")[0]) !== undefined;
      return [
        ...(AllowedOAuthFlows.includes("code") && CallbackURLs.length === 0
          ? ["has the flow code, and no callback"]
          : []),
        ...CallbackURLs.filter((url) => !isOwn(url) && !/^(https:|http:\/\/localhost[:/])/.test(url)).map(
          (url) => `has the callback ${url}`,
        ),
      ];
    }),
  },
  {
    id: "sign-in-page-can-be-shown",
    policy: "A page that is given a look has a pool with a domain of the same kind of sign-in.",
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-branding.html",
    breaches: each(
      "AWS::Cognito::ManagedLoginBranding",
      z.object({ UserPoolId: z.string() }),
      ({ UserPoolId }, { stack }) =>
        stack
          .ofType("AWS::Cognito::UserPoolDomain")
          .some(({ properties }) => properties["UserPoolId"] === UserPoolId && properties["ManagedLoginVersion"] === 2)
          ? []
          : ["its pool has no domain with ManagedLoginVersion 2, and shows the old page"],
    ),
  },
];

function schemaOf(pool: Resource | undefined): z.infer<typeof SchemaSchema> {
  return z.parse(SchemaSchema, pool?.properties["Schema"]);
}

/** A scope is called after its server, by the identifier or by what `Ref` gives for it. */
function isServedBefore(scope: string, { stack, before }: At): boolean {
  const at = scope.lastIndexOf("/");
  return stack.ofType("AWS::Cognito::UserPoolResourceServer").some((resource) => {
    const { Identifier, Scopes } = z.parse(ServerSchema, resource.properties);
    const isOf = scope.slice(0, at) === Identifier || stack.named(scope.slice(0, at)) === resource;
    return isOf && before.has(resource.id) && Scopes.some(({ ScopeName }) => ScopeName === scope.slice(at + 1));
  });
}
