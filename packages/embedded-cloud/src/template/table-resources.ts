import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

export type TableResource = {
  readonly id: string;
  readonly name: string;
  /** By name. */
  readonly indexes: readonly string[];
  readonly shape: CreateTableCommandInput;
};

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const TableSchema = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema,
  BillingMode: z.literal("PAY_PER_REQUEST"),
  GlobalSecondaryIndexes: z._default(
    z.array(
      z.object({
        IndexName: z.string(),
        KeySchema,
        Projection: z.object({
          ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
          NonKeyAttributes: z.optional(z.array(z.string())),
        }),
      }),
    ),
    [],
  ),
  // Dynalite has neither.
  LocalSecondaryIndexes: z.optional(z.never()),
  StreamSpecification: z.optional(z.never()),
});

/** The tables of the template, as the service is asked to create them. */
export function readTables(template: Template): TableResource[] {
  return template.ofType("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table").map((resource) => {
    const { id, ref } = resource;
    const { GlobalSecondaryIndexes, ...table } = readProperties(TableSchema, resource);
    const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) => ({
      IndexName,
      KeySchema: keys,
      Projection: {
        ProjectionType: Projection.ProjectionType,
        ...(Projection.NonKeyAttributes !== undefined && { NonKeyAttributes: Projection.NonKeyAttributes }),
      },
    }));
    const shape: CreateTableCommandInput = {
      TableName: ref,
      AttributeDefinitions: table.AttributeDefinitions,
      KeySchema: table.KeySchema,
      BillingMode: table.BillingMode,
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    };
    return { id, name: ref, indexes: indexes.map(({ IndexName }) => IndexName), shape };
  });
}
