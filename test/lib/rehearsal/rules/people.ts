import { ref } from "../stacks.ts";
import type { Given, Resources } from "../stacks.ts";
import type { RuleCases } from "./rule-case.ts";

const pool = (properties: object = {}): Given => ({ Type: "AWS::Cognito::UserPool", Properties: { ...properties } });
const client = (properties: object = {}, attributes: object = {}): Given => ({
  Type: "AWS::Cognito::UserPoolClient",
  Properties: { UserPoolId: ref("Pool"), ...properties },
  ...attributes,
});
const both = (ofPool: object, ofClient: object = {}): Resources => ({ Pool: pool(ofPool), Client: client(ofClient) });
const required = { Schema: [{ Name: "email", AttributeDataType: "String", Required: true }] };
const server = {
  Type: "AWS::Cognito::UserPoolResourceServer",
  Properties: { UserPoolId: ref("Pool"), Identifier: "dung-han", Scopes: [{ ScopeName: "file" }] },
};
const domain = (properties: object): Resources => ({
  Pool: pool(),
  Domain: {
    Type: "AWS::Cognito::UserPoolDomain",
    Properties: { UserPoolId: ref("Pool"), Domain: "dak-lak", ...properties },
  },
});
const look = { Type: "AWS::Cognito::ManagedLoginBranding", Properties: { UserPoolId: ref("Pool"), ClientId: "c" } };

/** What holds for people's accounts and for clients. */
export const peopleRules: RuleCases = {
  "required-attributes-are-writable": {
    keeps: [
      { title: "nothing is required", resources: both({}, { WriteAttributes: ["locale"] }) },
      { title: "what is required is among them", resources: both(required, { WriteAttributes: ["locale", "email"] }) },
      { title: "the client names none", resources: both(required) },
    ],
    breaks: [
      {
        title: "what is required is not among them",
        resources: both(required, { WriteAttributes: ["locale"] }),
        says: [
          "Client: InvalidParameterException: Invalid write attributes specified while creating a client (email is required of the pool, and the client may write locale)",
        ],
      },
    ],
  },
  "attributes-are-known": {
    keeps: [
      {
        title: "standard ones, and one of its own",
        resources: both(
          { Schema: [{ Name: "unit", AttributeDataType: "String" }] },
          { ReadAttributes: ["email", "email_verified", "custom:unit"], WriteAttributes: ["locale"] },
        ),
      },
    ],
    breaks: [
      {
        title: "one that is not there, and one that nobody writes",
        resources: both({}, { ReadAttributes: ["custom:unit"], WriteAttributes: ["email_verified"] }),
        says: [
          "Client: names the attribute custom:unit, which its pool does not have",
          "Client: may write email_verified",
        ],
      },
    ],
  },
  "scopes-are-there": {
    keeps: [
      { title: "standard ones", resources: both({}, { AllowedOAuthScopes: ["openid", "email"] }) },
      {
        title: "one of a server that is named",
        resources: {
          Pool: pool(),
          Server: server,
          Client: client({ AllowedOAuthScopes: [{ "Fn::Join": ["", [ref("Server"), "/file"]] }] }),
        },
      },
      {
        title: "one of a server that it waits for",
        resources: {
          Pool: pool(),
          Server: server,
          Client: client({ AllowedOAuthScopes: ["dung-han/file"] }, { DependsOn: "Server" }),
        },
      },
    ],
    breaks: [
      {
        title: "one of a server that may come later",
        resources: { Pool: pool(), Server: server, Client: client({ AllowedOAuthScopes: ["dung-han/file"] }) },
        says: ["Client: ScopeDoesNotExistException: Invalid scope requested: dung-han/file"],
      },
      {
        title: "one that the server does not have",
        resources: {
          Pool: pool(),
          Server: server,
          Client: client({ AllowedOAuthScopes: ["dung-han/read"] }, { DependsOn: "Server" }),
        },
        says: ["Client: ScopeDoesNotExistException: Invalid scope requested: dung-han/read"],
      },
    ],
  },
  "a-system-has-a-secret": {
    keeps: [
      {
        title: "client_credentials alone, with a secret",
        resources: both(
          {},
          { AllowedOAuthFlows: ["client_credentials"], GenerateSecret: true, AllowedOAuthScopes: ["a/b"] },
        ),
      },
      { title: "a client for people", resources: both({}, { AllowedOAuthFlows: ["code"] }) },
    ],
    breaks: [
      {
        title: "neither alone nor with a secret, and with a person's scope",
        resources: both({}, { AllowedOAuthFlows: ["client_credentials", "code"], AllowedOAuthScopes: ["openid"] }),
        says: [
          "Client: has client_credentials beside other flows",
          "Client: has client_credentials, and no secret",
          "Client: has client_credentials, and asks for openid",
        ],
      },
    ],
  },
  "people-come-back-safely": {
    keeps: [
      {
        title: "an address of one's own, of this machine, and of the API",
        resources: {
          ...both(
            {},
            {
              AllowedOAuthFlows: ["code"],
              CallbackURLs: [
                "https://baocao.daklak.test/signed-in",
                "http://localhost:4000/signed-in",
                { "Fn::Join": ["", [{ "Fn::GetAtt": ["Api", "ApiEndpoint"] }, "/signed-in"]] },
              ],
            },
          ),
          Api: { Type: "AWS::ApiGatewayV2::Api" },
        },
      },
    ],
    breaks: [
      {
        title: "an address without TLS",
        resources: both({}, { AllowedOAuthFlows: ["code"], CallbackURLs: ["http://baocao.daklak.test/signed-in"] }),
        says: ["Client: has the callback http://baocao.daklak.test/signed-in"],
      },
      {
        title: "none",
        resources: both({}, { AllowedOAuthFlows: ["code"] }),
        says: ["Client: has the flow code, and no callback"],
      },
    ],
  },
  "sign-in-page-can-be-shown": {
    keeps: [{ title: "a domain of the new kind", resources: { ...domain({ ManagedLoginVersion: 2 }), Look: look } }],
    breaks: [
      {
        title: "a domain of the old kind",
        resources: { ...domain({ ManagedLoginVersion: 1 }), Look: look },
        says: ["Look: its pool has no domain with ManagedLoginVersion 2, and shows the old page"],
      },
    ],
  },
  "pool-can-be-changed-later": {
    keeps: [
      { title: "no schema", resources: both({}) },
      { title: "a data type", resources: both(required) },
    ],
    breaks: [
      {
        title: "no data type",
        resources: both({ Schema: [{ Name: "email", Mutable: true }] }),
        says: [
          "Pool: its schema gives email no AttributeDataType: Invalid AttributeDataType input, at the next update",
        ],
      },
    ],
  },
  "verified-before-it-changes": {
    keeps: [
      {
        title: "what is verified by itself",
        resources: both({
          AutoVerifiedAttributes: ["email"],
          UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
        }),
      },
    ],
    breaks: [
      {
        title: "what is not",
        resources: both({ UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } }),
        says: [
          "Pool: All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes: email",
        ],
      },
    ],
  },
  "letters-say-what-is-needed": {
    keeps: [
      { title: "the service's own", resources: both({}) },
      { title: "all of it", resources: both(letters("{username} {####}", "{####}")) },
    ],
    breaks: [
      {
        title: "nothing of it",
        resources: both(letters("Xin chào", "Mã")),
        says: [
          "Pool: its invitation lacks {username}",
          "Pool: its invitation lacks {####}",
          "Pool: its verification lacks {####}",
        ],
      },
    ],
  },
  "second-factors-are-there": {
    keeps: [
      { title: "none", resources: both({}) },
      {
        title: "an app's code",
        resources: both({ MfaConfiguration: "OPTIONAL", EnabledMfas: ["SOFTWARE_TOKEN_MFA"] }),
      },
    ],
    breaks: [
      {
        title: "asked for and not named",
        resources: both({ MfaConfiguration: "ON" }),
        says: ["Pool: asks for a second factor, and names none"],
      },
      {
        title: "ways that need a sender",
        resources: both({ MfaConfiguration: "ON", EnabledMfas: ["SMS_MFA", "EMAIL_OTP"] }),
        says: [
          "Pool: offers a code by SMS, and has no SmsConfiguration",
          "Pool: offers a code by e-mail, and sends from no identity of its own",
        ],
      },
    ],
  },
  "plan-has-what-is-used": {
    keeps: [
      {
        title: "Essentials",
        resources: both({ UserPoolTier: "ESSENTIALS", Policies: { PasswordPolicy: { PasswordHistorySize: 5 } } }),
      },
    ],
    breaks: [
      {
        title: "Lite",
        resources: both({ UserPoolTier: "LITE", Policies: { PasswordPolicy: { PasswordHistorySize: 5 } } }),
        says: ["Pool: keeps a password history, which the plan LITE has not"],
      },
    ],
  },
  "sign-in-address-can-be-had": {
    keeps: [
      { title: "a prefix", resources: domain({}) },
      { title: "a domain of one's own", resources: domain({ Domain: "sso.daklak.test", CustomDomainConfig: {} }) },
    ],
    breaks: ["Dak-Lak", "-dak-lak", "my-cognito", "dak_lak"].map((Domain) => ({
      title: Domain,
      resources: domain({ Domain }),
      says: [`Domain: its domain is "${Domain}"`],
    })),
  },
};

function letters(EmailMessage: string, EmailVerificationMessage: string): object {
  return { AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage } }, EmailVerificationMessage };
}
