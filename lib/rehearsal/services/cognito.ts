import * as z from "zod/mini";

import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";
import type { Properties } from "../stack.ts";

const quotas = "https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html";
const plans = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html";
const createPool =
  "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html";
const prefixes =
  "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html";

const AttributeSchema = z.looseObject({ Name: z.string(), AttributeDataType: z.optional(z.string()) });
const strings = z._default(z.array(z.string()), []);
const PoolSchema = z.object({
  Schema: z._default(z.array(AttributeSchema), []),
  AutoVerifiedAttributes: strings,
  UserAttributeUpdateSettings: z.optional(z.object({ AttributesRequireVerificationBeforeUpdate: strings })),
  AdminCreateUserConfig: z.optional(
    z.object({ InviteMessageTemplate: z.optional(z.object({ EmailMessage: z.optional(z.string()) })) }),
  ),
  EmailVerificationMessage: z.optional(z.string()),
  MfaConfiguration: z._default(z.string(), "OFF"),
  EnabledMfas: strings,
  SmsConfiguration: z.optional(z.unknown()),
  EmailConfiguration: z.optional(z.object({ EmailSendingAccount: z.optional(z.string()) })),
  UserPoolTier: z._default(z.string(), "ESSENTIALS"),
  Policies: z.optional(
    z.object({ PasswordPolicy: z.optional(z.object({ PasswordHistorySize: z.optional(z.number()) })) }),
  ),
});

export const types: ResourceTypes = {
  "AWS::Cognito::UserPool": {
    source: page("AWS::Cognito::UserPool"),
    loss: "everybody's account, with password and second factor",
    kept: true,
    protection: { at: "DeletionProtection", value: "ACTIVE", source: page("AWS::Cognito::UserPool") },
    refuses: refusedChanges,
  },
  "AWS::Cognito::UserPoolDomain": {
    source: page("AWS::Cognito::UserPoolDomain"),
    claims: [
      { by: ["Domain"], second: "refused", source: prefixes },
      { by: ["UserPoolId"], second: "refused", source: quotas },
    ],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "pool-can-be-changed-later",
    policy:
      "An attribute in a pool's schema says its data type: without it, every later change to the pool is refused.",
    source: "https://github.com/aws-amplify/amplify-backend/issues/3299",
    breaches: each("AWS::Cognito::UserPool", PoolSchema, ({ Schema }) =>
      Schema.filter(({ AttributeDataType }) => AttributeDataType === undefined).map(
        ({ Name }) =>
          `its schema gives ${Name} no AttributeDataType: Invalid AttributeDataType input, at the next update`,
      ),
    ),
  },
  {
    id: "verified-before-it-changes",
    policy: "What has to be verified before it changes is verified by itself, too.",
    source: "https://github.com/aws/aws-cli/issues/7151",
    breaches: each("AWS::Cognito::UserPool", PoolSchema, ({ UserAttributeUpdateSettings, AutoVerifiedAttributes }) =>
      (UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [])
        .filter((name) => !AutoVerifiedAttributes.includes(name))
        .map(
          (name) =>
            `All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes: ${name}`,
        ),
    ),
  },
  {
    id: "letters-say-what-is-needed",
    policy: "An invitation says user name and password, a verification its code.",
    source: createPool,
    breaches: each("AWS::Cognito::UserPool", PoolSchema, ({ AdminCreateUserConfig, EmailVerificationMessage }) => {
      const invitation = AdminCreateUserConfig?.InviteMessageTemplate?.EmailMessage;
      return [
        ...["{username}", "{####}"]
          .filter((word) => invitation?.includes(word) === false)
          .map((word) => `its invitation lacks ${word}`),
        ...(EmailVerificationMessage?.includes("{####}") === false ? ["its verification lacks {####}"] : []),
      ];
    }),
  },
  {
    id: "second-factors-are-there",
    policy: "A pool that offers or asks for a second factor says which, and has what that one needs.",
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
    breaches: each("AWS::Cognito::UserPool", PoolSchema, (pool) => [
      ...(pool.MfaConfiguration !== "OFF" && pool.EnabledMfas.length === 0
        ? ["asks for a second factor, and names none"]
        : []),
      ...(pool.EnabledMfas.includes("SMS_MFA") && pool.SmsConfiguration === undefined
        ? ["offers a code by SMS, and has no SmsConfiguration"]
        : []),
      ...(pool.EnabledMfas.includes("EMAIL_OTP") && pool.EmailConfiguration?.EmailSendingAccount !== "DEVELOPER"
        ? ["offers a code by e-mail, and sends from no identity of its own"]
        : []),
    ]),
  },
  {
    id: "plan-has-what-is-used",
    policy: "Password history needs the plan Essentials or more.",
    source: plans,
    breaches: each("AWS::Cognito::UserPool", PoolSchema, ({ UserPoolTier, Policies }) =>
      UserPoolTier === "LITE" && (Policies?.PasswordPolicy?.PasswordHistorySize ?? 0) > 0
        ? ["keeps a password history, which the plan LITE has not"]
        : [],
    ),
  },
  {
    id: "sign-in-address-can-be-had",
    policy:
      "The prefix of a sign-in page is 1 to 63 small letters, digits and inner hyphens, without aws, amazon or cognito.",
    source: prefixes,
    breaches: each(
      "AWS::Cognito::UserPoolDomain",
      z.object({ Domain: z.string(), CustomDomainConfig: z.optional(z.unknown()) }),
      ({ Domain, CustomDomainConfig }) =>
        CustomDomainConfig !== undefined ||
        (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(Domain) && !/aws|amazon|cognito/.test(Domain))
          ? []
          : [`its domain is ${JSON.stringify(Domain)}`],
    ),
  },
];

const pool = "AWS::Cognito::UserPool";
export const limits: readonly Limit[] = [
  { of: pool, at: "Schema", most: 50, unit: "entries", source: createPool },
  { of: pool, at: "EmailVerificationSubject", least: 1, most: 140, unit: "characters", source: createPool },
  { of: pool, at: "EmailVerificationMessage", least: 6, most: 20_000, unit: "characters", source: createPool },
  ...[
    { at: "EmailSubject", least: 1, most: 140 },
    { at: "EmailMessage", least: 6, most: 20_000 },
  ].map(({ at, least, most }): Limit => ({
    of: pool,
    at: `AdminCreateUserConfig.InviteMessageTemplate.${at}`,
    least,
    most,
    unit: "characters",
    source: createPool,
  })),
  { of: pool, at: "Policies.PasswordPolicy.MinimumLength", least: 6, most: 99, unit: "", source: createPool },
  { of: pool, at: "Policies.PasswordPolicy.PasswordHistorySize", most: 24, unit: "", source: createPool },
  {
    of: pool,
    at: "Policies.PasswordPolicy.TemporaryPasswordValidityDays",
    most: 365,
    unit: "days",
    source: createPool,
  },
  { of: "AWS::Cognito::UserPoolClient", at: "CallbackURLs", most: 100, unit: "entries", source: quotas },
  { of: "AWS::Cognito::UserPoolClient", at: "LogoutURLs", most: 100, unit: "entries", source: quotas },
  { of: "AWS::Cognito::UserPoolClient", at: "AllowedOAuthScopes", most: 50, unit: "entries", source: quotas },
];

function refusedChanges(before: Properties, after: Properties): string[] {
  const attributes = ({ Schema }: Properties) =>
    new Map(
      z
        .parse(z._default(z.array(AttributeSchema), []), Schema)
        .map((attribute) => [attribute.Name, JSON.stringify(attribute)]),
    );
  const kept = attributes(after);
  return [
    ...["UsernameAttributes", "AliasAttributes", "UsernameConfiguration"]
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => `Updates are not allowed for property - ${name}`),
    ...[...attributes(before)]
      .filter(([name, attribute]) => kept.get(name) !== attribute)
      .map(([name]) => `Existing schema attributes cannot be modified or deleted: ${name}`),
  ];
}
