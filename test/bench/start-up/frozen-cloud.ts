import { createHash } from "node:crypto";

import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

import { Table } from "../../../functions/store/dynamo.ts";
import { registerIn } from "../../../functions/store/register.ts";
import type { Register } from "../../../functions/store/register.ts";
import { listenOnLoopback, readBody } from "embedded-cloud/loopback-server";

type Attributes = Record<string, Record<string, unknown>>;
type Asked = {
  Key?: Attributes;
  Item?: Attributes;
  RequestItems?: Record<string, { PutRequest: { Item: Attributes } }[] | { Keys: Attributes[] }>;
  ExpressionAttributeValues?: Attributes;
  KeyConditionExpression?: string;
  IndexName?: string;
  ReturnValues?: string;
  Entries?: { Id: string; MessageBody: string }[];
  MessageBody?: string;
};

export type FrozenCloud = { readonly url: string; close(): Promise<void> };

/**
 * A table and a queue on loopback that take every write and, once frozen, forget it: whoever asks finds the season as
 * it was laid out, so the same call can be measured again and again. It knows the requests that are measured here,
 * and refuses any other.
 */
export async function frozenCloud(layOut: (register: Register, table: Table) => Promise<void>): Promise<FrozenCloud> {
  const items = new Map<string, Attributes>();
  let frozen = false;
  const keep = (item: Attributes) => void (frozen || items.set(keyOf(item), item));

  const server = await listenOnLoopback(async (request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const answer = answerTo(operation, JSON.parse(await readBody(request)));
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer));
  });
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: "ap-southeast-1",
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
  });
  const table = new Table({ name: "register", client });
  await layOut(registerIn(table), table);
  client.destroy();
  frozen = true;
  return { url: server.url, close: () => server.close() };

  function answerTo(operation: string, asked: Asked): object {
    switch (operation) {
      case "PutItem":
        keep(asked.Item ?? {});
        return {};
      case "BatchWriteItem":
        for (const asking of Object.values(asked.RequestItems ?? {}).flat())
          if ("PutRequest" in asking) keep(asking.PutRequest.Item);
        return { UnprocessedItems: {} };
      case "GetItem": {
        const Item = items.get(keyOf(asked.Key ?? {}));
        return Item ? { Item } : {};
      }
      case "BatchGetItem":
        return { Responses: found(asked.RequestItems ?? {}), UnprocessedKeys: {} };
      case "Query":
        return { Items: partition(asked) };
      case "UpdateItem":
        // The receipts' counter is the one item that is asked for what it has become.
        return {
          Attributes: asked.ReturnValues === "ALL_OLD" ? items.get(keyOf(asked.Key ?? {})) : { last: { N: "1" } },
        };
      case "SendMessage":
        return taken({ Id: "0", MessageBody: asked.MessageBody ?? "" });
      case "SendMessageBatch":
        return { Successful: (asked.Entries ?? []).map(taken), Failed: [] };
      default:
        throw new Error(`The frozen cloud does not know ${operation}`);
    }
  }

  function found(asked: NonNullable<Asked["RequestItems"]>): Record<string, Attributes[]> {
    const keysOf = (asking: (typeof asked)[string]): Attributes[] => (Array.isArray(asking) ? [] : asking.Keys);
    return Object.fromEntries(
      Object.entries(asked).map(([name, asking]): [string, Attributes[]] => [
        name,
        keysOf(asking)
          .map((key) => items.get(keyOf(key)))
          .filter((item) => item !== undefined),
      ]),
    );
  }

  function partition({
    KeyConditionExpression: asked = "",
    ExpressionAttributeValues,
    IndexName,
  }: Asked): Attributes[] {
    if (IndexName !== undefined || !/^\S+ = :\w+( AND begins_with\(\S+, :\w+\))?$/.test(asked))
      throw new Error(`The frozen cloud does not know this question: ${asked} of ${IndexName}`);
    const [pk, prefix = ""] = Object.values(ExpressionAttributeValues ?? {}).map(({ S }) => String(S));
    return [...items.values()].filter(
      (item) => item["pk"]?.["S"] === pk && String(item["sk"]?.["S"]).startsWith(prefix),
    );
  }
}

function keyOf({ pk, sk }: Attributes): string {
  return `${String(pk?.["S"])} ${String(sk?.["S"])}`;
}

function taken({ Id, MessageBody }: { Id: string; MessageBody: string }): object {
  return { Id, MessageId: Id, MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex") };
}
