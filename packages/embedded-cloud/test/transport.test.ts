import { describe, expect, test } from "vitest";

import { queue, standUpFixture } from "./fixture-cloud.ts";

/** As the clients of the SDK do it, in a function: each call of `ask` answers what came back, or the error's code. */
const asking = `const http = require("node:http");
  const ask = (endpoint, { target, body, signal, chunks = [] }) =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(process.env["AWS_ENDPOINT_URL_" + endpoint]);
      const headers = { "X-Amz-Target": target, "content-type": "application/x-amz-json-1.0", host: hostname + ":" + port,
        authorization: "AWS4-HMAC-SHA256 Credential=" + process.env.AWS_ACCESS_KEY_ID + "/d/r/s/aws4_request, SignedHeaders=host, Signature=0", "x-amz-date": "20170714T010000Z" };
      const request = http.request({ host: hostname, port: Number(port), method: "POST", path: "/", headers }, (response) => {
        const got = [];
        response.on("data", (chunk) => got.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode, type: response.headers["content-type"], body: JSON.parse(Buffer.concat(got).toString()) }));
      });
      request.on("error", (error) => resolve({ error: error.code ?? error.message }));
      for (const chunk of chunks) request.write(chunk);
      request.end(body);
      if (signal !== undefined) setTimeout(() => request.destroy(signal === "" ? undefined : new Error(signal)), 50);
    });
  exports.handler = ({ calls }) => Promise.all(calls.map(([endpoint, call]) => ask(endpoint, call)));`;

type Call = readonly [endpoint: string, call: Record<string, unknown>];

const message = (body: string) => JSON.stringify({ QueueUrl: "/Test-Work", MessageBody: body });

describe.each([
  { way: "ports", sockets: false },
  { way: "sockets", sockets: true },
])("over $way", ({ sockets }) => {
  async function standUp() {
    const cloud = await standUpFixture({
      functions: { Ask: { code: asking } },
      resources: { Work: queue() },
      sockets,
    });
    const ask = (...calls: Call[]) => cloud.host.invoke(cloud.functionArn("Ask"), { calls });
    return { ...cloud, ask };
  }

  test("a function is answered by each service, whatever the letters, in chunks or whole", async () => {
    const { ask, standIns, queueArn } = await standUp();
    const [first = "", ...rest] = message("Chậm báo cáo").match(/.{1,20}/gs) ?? [];
    const asked = await ask(
      ["SQS", { target: "AmazonSQS.SendMessage", chunks: [first], body: rest.join("") }],
      ["DYNAMODB", { target: "DynamoDB_20120810.ListTables", body: "{}" }],
    );
    expect(asked).toMatchObject({
      outcome: "answered",
      payload: [
        { status: 200, type: "application/x-amz-json-1.0", body: { MessageId: expect.any(String) } },
        { status: 200, type: "application/x-amz-json-1.0", body: { TableNames: [] } },
      ],
    });
    expect(standIns.queues.receive(queueArn("Work"), 10).map(({ body }) => body)).toEqual(["Chậm báo cáo"]);
  });

  test("a refusal is an answer, with its status", async () => {
    const { ask } = await standUp();
    const asked = await ask(["SQS", { target: "AmazonSQS.SendMessage", body: message("").replace("Work", "Other") }]);
    expect(asked).toMatchObject({
      payload: [{ status: 400, body: { __type: "com.amazonaws.sqs#QueueDoesNotExist" } }],
    });
  });

  test("who gives up waiting hears why, and no answer after it", async () => {
    const { ask } = await standUp();
    const waiting = {
      target: "AmazonSQS.ReceiveMessage",
      body: JSON.stringify({ QueueUrl: "/Test-Work", WaitTimeSeconds: 1 }),
    };
    const asked = await ask(["SQS", { ...waiting, signal: "" }], ["SQS", { ...waiting, signal: "out of time" }]);
    expect(asked).toMatchObject({ payload: [{ error: "ECONNRESET" }, { error: "out of time" }] });
  });

  test("many requests at a time are each given their own answer", async () => {
    const { ask } = await standUp();
    const bodies = Array.from({ length: 200 }, (_, i) => `letter ${i}`);
    await ask(...bodies.map((body): Call => ["SQS", { target: "AmazonSQS.SendMessage", body: message(body) }]));
    const take: Call = [
      "SQS",
      { target: "AmazonSQS.ReceiveMessage", body: JSON.stringify({ QueueUrl: "/Test-Work", MaxNumberOfMessages: 10 }) },
    ];
    const asked = await ask(...Array.from({ length: 20 }, () => take));
    if (asked.outcome !== "answered") throw new Error(asked.errorMessage);
    const answers = asked.payload as { body: { Messages: { Body: string }[] } }[];
    expect(answers.flatMap(({ body }) => body.Messages.map(({ Body }) => Body)).toSorted()).toEqual(bodies.toSorted());
  });
});
