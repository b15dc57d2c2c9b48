import { arnIn } from "../aws-environment.ts";
import type { Enforced, Permissions } from "../permissions/permissions.ts";
import { messageOf } from "../permissions/refusal.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { HttpAnswer, Service } from "../transport/service.ts";
import { isRecord } from "./attribute-value.ts";
import { batchGetItem, getItem, query, scan } from "./read-operations.ts";
import { ConditionFailed } from "./refusals.ts";
import { readRequest, requests } from "./requests.ts";
import { createTable, deleteTable, describeTable, listTables } from "./table-operations.ts";
import type { TableStore } from "./table-store.ts";
import { Throttled } from "./throttled.ts";
import { batchWriteItem, deleteItem, putItem, updateItem } from "./write-operations.ts";

type Operation = (store: TableStore, input: unknown) => object;

/** DynamoDB's operations by their names; of those that are not here, each is refused by its name. */
const operations: Readonly<Record<string, Operation>> = {
  CreateTable: createTable,
  DescribeTable: describeTable,
  DeleteTable: deleteTable,
  ListTables: listTables,
  GetItem: (store, input) => getItem(store, readRequest(requests.GetItem, input)),
  PutItem: (store, input) => putItem(store, readRequest(requests.PutItem, input)),
  UpdateItem: (store, input) => updateItem(store, readRequest(requests.UpdateItem, input)),
  DeleteItem: (store, input) => deleteItem(store, readRequest(requests.DeleteItem, input)),
  Query: (store, input) => query(store, readRequest(requests.Query, input)),
  Scan: (store, input) => scan(store, readRequest(requests.Scan, input)),
  BatchGetItem: (store, input) => batchGetItem(store, readRequest(requests.BatchGetItem, input)),
  BatchWriteItem: (store, input) => batchWriteItem(store, readRequest(requests.BatchWriteItem, input)),
};

/** The actions that are about no one table. */
const aboutNone: ReadonlySet<string> = new Set(["ListTables"]);

/** DynamoDB in its AWS JSON 1.0 protocol. Every read is consistent; the time to live is not swept. */
export function tableService(store: TableStore, enforced: Enforced = () => undefined): Service {
  return async ({ headers, body }) => {
    const name = /^DynamoDB_20120810\.(\w+)$/.exec(String(headers["x-amz-target"]))?.[1];
    try {
      const operation = name === undefined ? undefined : operations[name];
      if (operation === undefined) {
        throw new ServiceRefusal(
          "UnknownOperationException",
          `The embedded deployment's DynamoDB does not know the operation ${name ?? "(none)"}`,
        );
      }
      const input = parseJson(body);
      const permissions = enforced();
      if (permissions !== undefined) checkAllowed(permissions, headers.authorization, name ?? "", input);
      return written(200, operation(store, input));
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      if (error instanceof Throttled) {
        return written(error.status, { __type: error.type, message: error.message, ...error.more });
      }
      return written(error.status, {
        __type: `com.amazonaws.dynamodb.v20120810#${error.code}`,
        message: error.message,
        ...(error instanceof ConditionFailed && error.item && { Item: error.item }),
      });
    }
  };
}

/** @throws ServiceRefusal for the first table or index that the caller may not use so */
function checkAllowed(
  permissions: Permissions,
  authorization: string | undefined,
  operation: string,
  input: unknown,
): void {
  const arnOf = (table: string) => arnIn(permissions.awsEnvironment, "dynamodb", `table/${table}`);
  const { TableName, IndexName, RequestItems } = isRecord(input) ? input : {};
  const index = typeof IndexName === "string" ? `/index/${IndexName}` : "";
  const tables = isRecord(RequestItems) ? Object.keys(RequestItems) : typeof TableName === "string" ? [TableName] : [];
  const resources = aboutNone.has(operation) ? ["*"] : tables.map((table) => arnOf(table) + index);
  for (const resource of resources) {
    const refusal = permissions.judge(authorization, { action: `dynamodb:${operation}`, resource });
    if (refusal !== undefined) throw new ServiceRefusal("AccessDeniedException", messageOf(refusal, resource));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceRefusal("SerializationException", "The body is not JSON");
  }
}

function written(status: number, body: object): HttpAnswer {
  return { status, headers: { "content-type": "application/x-amz-json-1.0" }, body: JSON.stringify(body) };
}
