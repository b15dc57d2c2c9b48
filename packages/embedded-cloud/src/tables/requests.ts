import * as z from "zod/mini";
import { isRecord, readItem } from "./attribute-value.ts";
import type { Item } from "./attribute-value.ts";
import { Bindings } from "./expressions/bindings.ts";
import { invalid } from "./refusals.ts";

const record = z.record(z.string(), z.unknown());
const capacity = z.optional(z.enum(["NONE", "TOTAL", "INDEXES"]));
const aliases = {
  ExpressionAttributeNames: z.optional(z.record(z.string(), z.string())),
  ExpressionAttributeValues: z.optional(record),
};
const conditional = {
  TableName: z.string(),
  ConditionExpression: z.optional(z.string()),
  ...aliases,
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: z.optional(z.literal("NONE")),
  ReturnValuesOnConditionCheckFailure: z._default(z.enum(["NONE", "ALL_OLD"]), "NONE"),
};
const reading = {
  ConsistentRead: z._default(z.boolean(), false),
  ProjectionExpression: z.optional(z.string()),
  ExpressionAttributeNames: aliases.ExpressionAttributeNames,
};
const listing = {
  TableName: z.string(),
  IndexName: z.optional(z.string()),
  FilterExpression: z.optional(z.string()),
  ...reading,
  ...aliases,
  Limit: z.optional(z.int().check(z.minimum(1))),
  ExclusiveStartKey: z.optional(record),
  Select: z.optional(z.enum(["ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT"])),
  ReturnConsumedCapacity: capacity,
};
const twoValues = z._default(z.enum(["NONE", "ALL_OLD"]), "NONE");

/** The requests, as strict as they can be: what is overlooked would do less than it does in the cloud, in silence. */
export const requests = {
  GetItem: z.strictObject({ TableName: z.string(), Key: record, ...reading, ReturnConsumedCapacity: capacity }),
  PutItem: z.strictObject({ ...conditional, Item: record, ReturnValues: twoValues }),
  DeleteItem: z.strictObject({ ...conditional, Key: record, ReturnValues: twoValues }),
  UpdateItem: z.strictObject({
    ...conditional,
    Key: record,
    UpdateExpression: z.optional(z.string()),
    ReturnValues: z._default(z.enum(["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"]), "NONE"),
  }),
  Query: z.strictObject({
    ...listing,
    KeyConditionExpression: z.string(),
    ScanIndexForward: z._default(z.boolean(), true),
  }),
  Scan: z.strictObject(listing),
  BatchGetItem: z.strictObject({
    RequestItems: z.record(z.string(), z.strictObject({ Keys: z.array(record), ...reading })),
    ReturnConsumedCapacity: capacity,
  }),
  BatchWriteItem: z.strictObject({
    RequestItems: z.record(
      z.string(),
      z.array(
        z.strictObject({
          PutRequest: z.optional(z.strictObject({ Item: record })),
          DeleteRequest: z.optional(z.strictObject({ Key: record })),
        }),
      ),
    ),
    ReturnConsumedCapacity: capacity,
    ReturnItemCollectionMetrics: z.optional(z.literal("NONE")),
  }),
} as const;

export type Requests = { readonly [Name in keyof typeof requests]: z.infer<(typeof requests)[Name]> };

/** Reads a request. @throws ServiceRefusal that names every fault by its path */
export function readRequest<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "the request"} ${faultOf(issue)}`);
  throw invalid(`The embedded DynamoDB does not take this request: ${faults.join("; ")}`);
}

function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return `has what is not known here: ${issue.keys.join(", ")}`;
    case "invalid_value":
      return `is one of ${issue.values.map(String).join(", ")}`;
    case "invalid_type":
      return `is a ${issue.expected}`;
    case "invalid_format":
      return `matches ${String(issue.pattern)}`;
    default:
      return "is not as it has to be";
  }
}

/** What a request's aliases stand for. */
export function bindingsOf(request: {
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
}): Bindings {
  return new Bindings({ names: request.ExpressionAttributeNames, values: request.ExpressionAttributeValues });
}

export function itemIn(input: unknown): Item {
  if (!isRecord(input)) throw invalid("An item is an object of attributes");
  return readItem(input);
}
