import * as z from "zod/mini";

import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";
import type { Properties } from "../stack.ts";
import { valuesAt } from "../values-at.ts";

const tablePage = page("AWS::DynamoDB::GlobalTable");
const tableQuotas = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html";
const bucketNames = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const lifecycle = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html";
const cors = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html";

const table = "AWS::DynamoDB::GlobalTable";
const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const IndexSchema = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({ NonKeyAttributes: z._default(z.array(z.string()), []) }),
});
const TableSchema = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string() })),
  KeySchema,
  GlobalSecondaryIndexes: z._default(z.array(IndexSchema), []),
  Replicas: z.array(
    z.object({
      Region: z.string(),
      GlobalSecondaryIndexes: z._default(z.array(z.object({ IndexName: z.string() })), []),
    }),
  ),
});
const LifecycleSchema = z.object({
  Rules: z.array(z.looseObject({ Id: z.optional(z.string()), Status: z.string(), Prefix: z.optional(z.string()) })),
});
const BucketSchema = z.object({
  LifecycleConfiguration: z._default(LifecycleSchema, { Rules: [] }),
  CorsConfiguration: z._default(z.object({ CorsRules: z.array(z.object({ AllowedOrigins: z.array(z.string()) })) }), {
    CorsRules: [],
  }),
});

export const types: ResourceTypes = {
  [table]: {
    source: tablePage,
    claims: [{ by: ["TableName"], second: "refused", source: tablePage }],
    loss: "the register: units, duties, filings and every letter's record",
    kept: true,
    protection: { at: "Replicas[].DeletionProtectionEnabled", value: true, source: tablePage },
    refuses: refusedIndexChanges,
  },
  "AWS::S3::Bucket": {
    source: page("AWS::S3::Bucket"),
    claims: [{ by: ["BucketName"], second: "refused", restsFor: "some time, hours even", source: bucketNames }],
    loss: "every attachment that was filed",
    kept: true,
  },
  "AWS::S3::BucketPolicy": {
    source: page("AWS::S3::BucketPolicy"),
    claims: [{ by: ["Bucket"], second: "refused", source: page("AWS::S3::BucketPolicy") }],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "keys-are-defined",
    policy: "A table defines the attributes that its keys are made of, and no others.",
    source: tablePage,
    breaches: each(table, TableSchema, ({ AttributeDefinitions, KeySchema: own, GlobalSecondaryIndexes }) => {
      const defined = new Set(AttributeDefinitions.map(({ AttributeName }) => AttributeName));
      const keys = [own, ...GlobalSecondaryIndexes.map((index) => index.KeySchema)].flat();
      const used = new Set(keys.map(({ AttributeName }) => AttributeName));
      return [
        ...[...used]
          .filter((name) => !defined.has(name))
          .map((name) => `has a key of ${name}, which it does not define`),
        ...[...defined].filter((name) => !used.has(name)).map((name) => `defines ${name}, which is in no key`),
      ];
    }),
  },
  {
    id: "indexes-are-small-enough",
    policy: "A table's indexes carry at most 100 attributes over together.",
    source: tableQuotas,
    breaches: each(table, TableSchema, ({ GlobalSecondaryIndexes }) => {
      const carried = GlobalSecondaryIndexes.flatMap(({ Projection }) => Projection.NonKeyAttributes).length;
      return carried > 100 ? [`carries ${carried} over`] : [];
    }),
  },
  {
    id: "replica-of-its-own-region",
    policy: "A global table has a replica in the stack's own region, with every index.",
    source: tablePage,
    breaches: each(table, TableSchema, ({ Replicas, GlobalSecondaryIndexes }, { stack }) => {
      const own = Replicas.find(({ Region }) => Region === stack.region);
      const there = own?.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName) ?? [];
      if (!own) return [`has no replica in ${stack.region}`];
      // Named for one replica, an index has to be named for it as the table has it.
      const unknown = there.filter((name) => !GlobalSecondaryIndexes.some(({ IndexName }) => IndexName === name));
      return unknown.map((name) => `its replica has an index ${name}, which the table has not`);
    }),
  },
  {
    id: "lifecycle-can-be-read",
    policy: "The rules of a bucket's lifecycle have names of their own, and each does something.",
    source: lifecycle,
    breaches: each("AWS::S3::Bucket", BucketSchema, ({ LifecycleConfiguration: { Rules } }) => {
      const ids = Rules.map(({ Id }) => Id).filter((id) => id !== undefined);
      return [
        ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `has two rules ${id}`),
        ...Rules.filter((rule) => Object.keys(rule).every((name) => ["Id", "Status", "Prefix"].includes(name))).map(
          ({ Id = "without a name" }) => `its rule ${Id} does nothing`,
        ),
      ];
    }),
  },
  {
    id: "origins-are-origins",
    policy: "An origin that a bucket answers is an address without a path, with one * at most.",
    source: cors,
    breaches: each("AWS::S3::Bucket", BucketSchema, ({ CorsConfiguration: { CorsRules } }) =>
      CorsRules.flatMap(({ AllowedOrigins }) => AllowedOrigins)
        .filter((origin) => origin.split("*").length > 2 || /^[a-z]+:\/\/[^/]*\//.test(origin))
        .map((origin) => `answers ${origin}`),
    ),
  },
];

export const limits: readonly Limit[] = [
  { of: table, at: "GlobalSecondaryIndexes", most: 20, unit: "entries", source: tableQuotas },
  { of: table, at: "KeySchema", least: 1, most: 2, unit: "entries", source: tablePage },
  { of: "AWS::S3::Bucket", at: "LifecycleConfiguration.Rules", most: 1000, unit: "entries", source: lifecycle },
  { of: "AWS::S3::Bucket", at: "CorsConfiguration.CorsRules", most: 100, unit: "entries", source: cors },
  {
    of: "AWS::S3::BucketPolicy",
    at: "PolicyDocument",
    most: 20_480,
    unit: "bytes",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
  },
];

function refusedIndexChanges(before: Properties, after: Properties): string[] {
  const [olds, nows] = [before, after].map((properties) => valuesAt(properties, "GlobalSecondaryIndexes[].IndexName"));
  const moved = [olds?.filter((name) => !nows?.includes(name)), nows?.filter((name) => !olds?.includes(name))].flat();
  return moved.length > 1
    ? [`Cannot perform more than one GSI creation or deletion in a single update: ${moved.join(", ")}`]
    : [];
}
