import * as z from "zod/mini";

import { inlineDocuments } from "../grants.ts";
import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const quotas = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

export const types: ResourceTypes = {
  "AWS::IAM::Role": {
    source: page("AWS::IAM::Role"),
    claims: [{ by: ["RoleName"], second: "refused", source: quotas }],
  },
  "AWS::IAM::Policy": {
    source: page("AWS::IAM::Policy"),
    claims: [
      {
        by: ["Roles[]", "PolicyName"],
        second: "undone",
        source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html",
      },
    ],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "inline-policies-fit",
    policy: "A role's inline policies have 10,240 characters together, blanks not counted.",
    source: quotas,
    breaches: each("AWS::IAM::Role", z.object({}), (_, { stack, resource }) => {
      const characters = inlineDocuments(stack, resource)
        .map((document) => JSON.stringify(document).replace(/\s/g, "").length)
        .reduce((sum, length) => sum + length, 0);
      return characters > 10_240
        ? [`Maximum policy size of 10240 bytes exceeded: its policies have ${characters}`]
        : [];
    }),
  },
  ...["AWS::IAM::Role", "AWS::IAM::Policy"].map((type): Rule => ({
    id: "letters-that-iam-knows",
    policy: "Policies and descriptions have letters up to ÿ only: none with the marks of Vietnamese.",
    source: quotas,
    breaches: each(
      type,
      z.object({
        AssumeRolePolicyDocument: z.optional(z.unknown()),
        PolicyDocument: z.optional(z.unknown()),
        Description: z.optional(z.unknown()),
      }),
      (properties) =>
        Object.entries(properties)
          .filter(([, value]) => /[^\t\n\r\u0020-\u00ff]/.test(JSON.stringify(value) ?? ""))
          .map(([name]) => `its ${name} has letters that IAM refuses`),
    ),
  })),
];

export const limits: readonly Limit[] = [
  { of: "AWS::IAM::Role", at: "AssumeRolePolicyDocument", most: 2048, unit: "bytes", source: quotas },
  { of: "AWS::IAM::Role", at: "ManagedPolicyArns", most: 10, unit: "entries", source: quotas },
  { of: "AWS::IAM::Role", at: "Description", most: 1000, unit: "characters", source: page("AWS::IAM::Role") },
  { of: "AWS::IAM::Policy", at: "PolicyName", least: 1, most: 128, unit: "characters", source: quotas },
];
