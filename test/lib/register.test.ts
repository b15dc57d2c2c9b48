import { expect, it } from "vitest";

import { tableShape } from "../../functions/store/table.ts";
import { only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();
const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: "HASH" },
  { AttributeName: sort, KeyType: "RANGE" },
];

it("is one on-demand table, encrypted, restorable to any second, and kept whatever happens to the stack", () => {
  expect(Object.values(template.findResources("AWS::DynamoDB::GlobalTable"))).toEqual([
    expect.objectContaining({ DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" }),
  ]);
  expect(only(resourcesOf(template, "AWS::DynamoDB::GlobalTable")).properties).toMatchObject({
    BillingMode: "PAY_PER_REQUEST",
    SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
    TimeToLiveSpecification: { AttributeName: tableShape.ttlAttribute, Enabled: true },
    Replicas: [
      { DeletionProtectionEnabled: false, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    ],
  });
});

it("cannot be deleted once its first deployment stands", () => {
  const { properties } = only(resourcesOf(synthesize({ stands: true }), "AWS::DynamoDB::GlobalTable"));
  expect(properties["Replicas"]).toMatchObject([{ DeletionProtectionEnabled: true }]);
});

it("has the keys and indexes that the functions were written for", () => {
  const { properties } = only(resourcesOf(template, "AWS::DynamoDB::GlobalTable"));
  expect(properties["KeySchema"]).toEqual(keySchema(tableShape.partitionKey, tableShape.sortKey));
  expect(properties["GlobalSecondaryIndexes"]).toEqual(
    tableShape.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection:
        index.projection === "KEYS_ONLY"
          ? { ProjectionType: "KEYS_ONLY" }
          : { ProjectionType: "INCLUDE", NonKeyAttributes: index.projection },
    })),
  );
});
