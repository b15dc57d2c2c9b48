import * as z from "zod/mini";
import { attributeOf, typeOf } from "./attribute-value.ts";
import type { AttributeValue, Item } from "./attribute-value.ts";
import { sortableNumber } from "./numbers.ts";
import { invalid } from "./refusals.ts";

const KeySchemaSchema = z
  .array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }))
  .check(z.minLength(1), z.maxLength(2));
const ProjectionSchema = z.object({
  ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
  NonKeyAttributes: z.optional(z.array(z.string())),
});
/** Strict: what is overlooked would make a table of another kind. */
export const TableDefinitionSchema = z.strictObject({
  TableName: z.string().check(z.regex(/^[a-zA-Z0-9_.-]{3,255}$/)),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema: KeySchemaSchema,
  BillingMode: z.literal("PAY_PER_REQUEST"),
  GlobalSecondaryIndexes: z._default(
    z.array(z.strictObject({ IndexName: z.string(), KeySchema: KeySchemaSchema, Projection: ProjectionSchema })),
    [],
  ),
  DeletionProtectionEnabled: z.optional(z.boolean()),
  SSESpecification: z.optional(z.unknown()),
  Tags: z.optional(z.unknown()),
});
export type TableDefinition = z.infer<typeof TableDefinitionSchema>;

export type KeyPart = { readonly name: string; readonly type: "S" | "N" | "B" };
export type KeyShape = { readonly hash: KeyPart; readonly range: KeyPart | undefined };
export type IndexShape = KeyShape & {
  readonly name: string;
  /** The attributes that are projected; undefined: all. */
  readonly holds: ReadonlySet<string> | undefined;
};
export type TableShape = KeyShape & { readonly name: string; readonly indexes: readonly IndexShape[] };

/** A value of a key as the store sorts it. */
export type SortableKey = string | Uint8Array;
export type Place = { readonly hash: SortableKey; readonly range: SortableKey };

/** @throws ServiceRefusal where a key is of an attribute that is not defined */
export function shapeOf({
  TableName,
  AttributeDefinitions,
  KeySchema,
  GlobalSecondaryIndexes,
}: TableDefinition): TableShape {
  const keyOf = (schema: TableDefinition["KeySchema"]): KeyShape => {
    const [hash, range] = schema.map(({ AttributeName: name }) => {
      const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
      if (type === undefined) {
        throw invalid(
          `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${name}]`,
        );
      }
      return { name, type };
    });
    if (hash === undefined || schema[0]?.KeyType !== "HASH" || schema[1]?.KeyType === "HASH") {
      throw invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    return { hash, range };
  };
  const key = keyOf(KeySchema);
  return {
    name: TableName,
    ...key,
    indexes: GlobalSecondaryIndexes.map((index) => {
      const own = keyOf(index.KeySchema);
      const keys = [key, own].flatMap(partsOf).map(({ name }) => name);
      const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
      const holds = ProjectionType === "ALL" ? undefined : new Set([...keys, ...NonKeyAttributes]);
      return { name: index.IndexName, ...own, holds };
    }),
  };
}

export const partsOf = ({ hash, range }: KeyShape): readonly KeyPart[] =>
  range === undefined ? [hash] : [hash, range];

/** Where an item stands in the table. @throws ServiceRefusal when a part of its key is missing, or of a wrong type */
export function placeOf(item: Item, { hash, range }: KeyShape): Place {
  return { hash: keyValue(item, hash, 2048), range: range === undefined ? "" : keyValue(item, range, 1024) };
}

/** Where what a request calls a key stands: it must be a key, and no more. @throws ServiceRefusal */
export function placeOfKey(key: Item, shape: KeyShape): Place {
  const parts = partsOf(shape);
  const fits = parts.every(({ name, type }) => {
    const value = attributeOf(key, name);
    return value !== undefined && typeOf(value) === type;
  });
  if (!fits || Object.keys(key).length !== parts.length) {
    throw invalid("The provided key element does not match the schema");
  }
  return placeOf(key, shape);
}

/** Where an item stands in an index; nowhere when it lacks a part of the key. @throws ServiceRefusal for a wrong type */
export function placeInIndex(item: Item, index: IndexShape): Place | undefined {
  for (const part of partsOf(index)) {
    const value = attributeOf(item, part.name);
    if (value === undefined) return undefined;
    if (typeOf(value) !== part.type) {
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for Index Key ${part.name} Expected: ${part.type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
      );
    }
    if (isEmpty(value)) {
      throw invalid(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index.name}, IndexKey: ${part.name}`,
      );
    }
  }
  return placeOf(item, index);
}

/** What an index holds of an item. */
export function projected(item: Item, { holds: names }: IndexShape): Item {
  if (names === undefined) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

export function sortable(value: AttributeValue): SortableKey {
  if ("S" in value) return value.S;
  if ("N" in value) return sortableNumber(value.N);
  return "B" in value ? Buffer.from(value.B, "base64") : "";
}

/** The order in which the store sorts keys: below 0 where the first comes first. */
export const compareKeys = (one: SortableKey, other: SortableKey): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

function keyValue(item: Item, { name, type }: KeyPart, mostBytes: number): SortableKey {
  const value = attributeOf(item, name);
  if (value === undefined) {
    throw invalid(`One or more parameter values were invalid: Missing the key ${name} in the item`);
  }
  if (typeOf(value) !== type) {
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`,
    );
  }
  if (isEmpty(value)) {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    );
  }
  const key = sortable(value);
  if (Buffer.byteLength(key) > mostBytes) {
    throw invalid(
      `One or more parameter values were invalid: Size of key ${name} has exceeded the maximum size limit of ${mostBytes} bytes`,
    );
  }
  return key;
}

function isEmpty(value: AttributeValue): boolean {
  return ("S" in value && value.S === "") || ("B" in value && value.B === "");
}
