import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

import type * as DynamoDb from "@aws-sdk/client-dynamodb";
import type { BuildMiddleware } from "@smithy/types";
import { expect, it, onTestFinished } from "vitest";

import { asItComes, bundled, load } from "./packages.ts";

const code = `export { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";`;
const [lean, whole] = [load(await bundled(code)), load(asItComes(code))] as [typeof DynamoDb, typeof DynamoDb];
type Middleware = BuildMiddleware<DynamoDb.ServiceInputTypes, DynamoDb.ServiceOutputTypes>;
const get = { TableName: "table", Key: { pk: { S: "a" } } };

/** A client of a DynamoDB on loopback that knows nothing, and the headers that come there. */
async function clientOf({ DynamoDBClient }: typeof DynamoDb) {
  const received: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    received.push(headers);
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "eu-west-1",
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
  });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return { client, received };
}

it("a call sends the headers that the SDK's own sends, the second time as the first", async () => {
  const [ours, theirs] = [await clientOf(lean), await clientOf(whole)];
  for (let turn = 0; turn < 2; turn += 1) {
    await ours.client.send(new lean.GetItemCommand(get));
    await theirs.client.send(new whole.GetItemCommand(get));
  }
  const names = (headers: IncomingHttpHeaders | undefined) => Object.keys(headers ?? {}).toSorted();
  const signed = (headers: IncomingHttpHeaders | undefined) =>
    /SignedHeaders=([^,]+)/.exec(headers?.authorization ?? "");
  for (const turn of [0, 1]) {
    expect(names(ours.received[turn])).toEqual(names(theirs.received[turn]));
    expect(signed(ours.received[turn])?.[1]).toBe(signed(theirs.received[turn])?.[1]);
  }
});

it.each([
  ["with a name", { step: "build", name: "mark" }],
  ["without a name", { step: "build" }],
] as const)("a middleware %s that comes or goes between two calls is heeded", async (_, where) => {
  const { client, received } = await clientOf(lean);
  const mark: Middleware = (next) => (args) => {
    (args as { request: { headers: Record<string, string> } }).request.headers["x-mark"] = "yes";
    return next(args);
  };
  await client.send(new lean.GetItemCommand(get));
  client.middlewareStack.add(mark, where);
  await client.send(new lean.GetItemCommand(get));
  client.middlewareStack.remove(mark);
  await client.send(new lean.GetItemCommand(get));
  expect(received.map((headers) => headers["x-mark"])).toEqual([undefined, "yes", undefined]);
});
