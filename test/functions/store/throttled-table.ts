import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A table that turns every call away, as one does of which more is asked than it takes; the SDK has tried again meanwhile. */
export async function throttledTable(): Promise<{ client: DynamoDBClient; calls: () => number; close: () => void }> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls++;
    request.resume().on("end", () => {
      response.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
      response.end(
        JSON.stringify({
          __type: "com.amazonaws.dynamodb.v20120810#ThrottlingException",
          message: "Throughput exceeds the current capacity of your table or index.",
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "ap-southeast-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 2,
  });
  return {
    client,
    calls: () => calls,
    close: () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
