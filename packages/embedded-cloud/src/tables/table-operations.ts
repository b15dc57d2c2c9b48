import * as z from "zod/mini";
import { ServiceRefusal } from "../service-refusal.ts";
import { noSuchTable } from "./refusals.ts";
import { readRequest } from "./requests.ts";
import { TableDefinitionSchema, shapeOf } from "./table-definition.ts";
import type { StoredTable } from "./reading.ts";
import type { TableStore } from "./table-store.ts";

const NamedSchema = z.strictObject({ TableName: z.string() });
const ListSchema = z.strictObject({
  ExclusiveStartTableName: z.optional(z.string()),
  Limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 100),
});

/** Creates a table, which can be used at once. */
export function createTable(store: TableStore, input: unknown): object {
  const definition = readRequest(TableDefinitionSchema, input);
  shapeOf(definition);
  if (store.find(definition.TableName) !== undefined) {
    throw new ServiceRefusal("ResourceInUseException", `Table already exists: ${definition.TableName}`);
  }
  return { TableDescription: described(store, store.createTable(definition, Date.now())) };
}

export function describeTable(store: TableStore, input: unknown): object {
  return { Table: described(store, named(store, input)) };
}

export function deleteTable(store: TableStore, input: unknown): object {
  const table = named(store, input);
  const description = { ...described(store, table), TableStatus: "DELETING" };
  store.dropTable(table);
  return { TableDescription: description };
}

export function listTables(store: TableStore, input: unknown): object {
  const { ExclusiveStartTableName: after = "", Limit } = readRequest(ListSchema, input);
  const names = store.tables().map(({ shape }) => shape.name);
  const rest = names.filter((name) => name > after);
  const page = rest.slice(0, Limit);
  return { TableNames: page, ...(rest.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
}

function named(store: TableStore, input: unknown): StoredTable {
  const { TableName } = readRequest(NamedSchema, input);
  const table = store.find(TableName);
  if (table === undefined) throw noSuchTable(TableName);
  return table;
}

function described(store: TableStore, table: StoredTable): object {
  const { TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = table.definition;
  const arn = `arn:aws:dynamodb:local:000000000000:table/${TableName}`;
  return {
    TableName,
    TableArn: arn,
    TableStatus: "ACTIVE",
    AttributeDefinitions,
    KeySchema,
    CreationDateTime: table.createdAtMs / 1000,
    ItemCount: store.count(table),
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    ...(GlobalSecondaryIndexes.length > 0 && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        ...index,
        IndexArn: `${arn}/index/${index.IndexName}`,
        IndexStatus: "ACTIVE",
      })),
    }),
  };
}
