import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { awsEnvironment, startMs, startStandIns, temporaryDirectory } from "./stand-ins.ts";

const arnOf = (name: string) => `arn:aws:sqs:${awsEnvironment.region}:${awsEnvironment.account}:${name}`;

async function start(options: { directory?: string } = {}) {
  const local = await startStandIns(options);
  local.queues.createQueue({ name: "dead", arn: arnOf("dead"), visibilityTimeoutSeconds: 30, delaySeconds: 0 });
  local.queues.createQueue({
    name: "run",
    arn: arnOf("run"),
    visibilityTimeoutSeconds: 360,
    delaySeconds: 0,
    redrive: { deadLetterArn: arnOf("dead"), maxReceiveCount: 2 },
  });
  const QueueUrl = local.queueUrl("run");
  const receive = async (input = {}) =>
    (await local.sqs.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];
  return { ...local, QueueUrl, receive };
}

test("a message is received once, with what SQS says of it, and is gone when deleted", async () => {
  const { sqs, QueueUrl, receive, queues } = await start();
  const MessageAttributes = {
    kind: { DataType: "String", StringValue: "thư" },
    bytes: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2]) },
  };
  const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "Dân vận khéo", MessageAttributes }));
  const [message] = await receive({ MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] });
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: "Dân vận khéo",
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    MessageAttributes,
    Attributes: { ApproximateReceiveCount: "1", SentTimestamp: String(startMs) },
  });
  expect(await receive()).toEqual([]);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message!.ReceiptHandle }));
  expect(queues.counts(arnOf("run"))).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
});

test("a delayed message becomes visible when the virtual clock says so", async () => {
  const { sqs, QueueUrl, receive, queues, clock } = await start();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "later", DelaySeconds: 900 }));
  expect(await receive()).toEqual([]);
  expect(queues.nextVisibleAt(arnOf("run"))).toBe(startMs + 900_000);
  clock.set(startMs + 900_000);
  expect(queues.nextVisibleAt(arnOf("run"))).toBeUndefined();
  expect(await receive()).toMatchObject([{ Body: "later" }]);
});

test("a message that is not deleted comes back after its visibility timeout, then goes to the dead-letter queue", async () => {
  const { sqs, QueueUrl, receive, clock, queueUrl } = await start();
  const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "poison" }));
  for (const count of ["1", "2"]) {
    const [message] = await receive({ MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
    expect(message?.Attributes).toEqual({ ApproximateReceiveCount: count });
    clock.set(clock.now() + 360_000);
  }
  expect(await receive()).toEqual([]);
  const dead = await receive({ QueueUrl: queueUrl("dead"), MessageSystemAttributeNames: ["All"] });
  expect(dead).toMatchObject([{ MessageId, Body: "poison", Attributes: { DeadLetterQueueSourceArn: arnOf("run") } }]);
});

test("dead letters are moved to the queue that they belong to, as new messages", async () => {
  const { sqs, queues, clock, queueUrl } = await start();
  const [dead, run] = [arnOf("dead"), arnOf("run")];
  for (const body of ["one", "two"]) queues.send(dead, body);
  clock.set(clock.now() + 60_000);
  const sources = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: queueUrl("dead") }));
  expect(sources.queueUrls).toEqual([queueUrl("run")]);
  expect((await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead }))).Results).toEqual([]);

  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead, DestinationArn: run }));
  const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead }));
  expect(Results).toMatchObject([
    { Status: "COMPLETED", DestinationArn: run, ApproximateNumberOfMessagesMoved: 2, StartedTimestamp: clock.now() },
  ]);
  expect(queues.counts(dead).visible).toBe(0);
  expect(queues.receive(run, 10)).toMatchObject([
    { body: "one", receiveCount: 1, attributes: { SentTimestamp: String(clock.now()) } },
    { body: "two", receiveCount: 1 },
  ]);
});

test("without a destination each dead letter goes where it died; one that died nowhere stays", async () => {
  const { sqs, queues, clock } = await start();
  queues.send(arnOf("run"), "poison");
  for (let tries = 0; tries < 3; tries += 1) {
    queues.receive(arnOf("run"), 1);
    clock.set(clock.now() + 360_000);
  }
  queues.send(arnOf("dead"), "from elsewhere");
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf("dead") }));
  expect(queues.receive(arnOf("run"), 10)).toMatchObject([{ body: "poison", receiveCount: 1 }]);
  expect(queues.receive(arnOf("dead"), 10)).toMatchObject([{ body: "from elsewhere" }]);
});

test("nothing is moved from a queue to which no other gives up its messages", async () => {
  const { sqs, queues } = await start();
  queues.send(arnOf("run"), "at work");
  const moving = sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf("run"), DestinationArn: arnOf("dead") }));
  await expect(moving).rejects.toThrow("must be configured as a Dead Letter Queue");
  expect(queues.counts(arnOf("run")).visible).toBe(1);
});

test("a consumer sets how long a message stays hidden, and loses that right when it comes back", async () => {
  const { sqs, QueueUrl, receive, queues, clock } = await start();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
  const [first] = await receive();
  const ReceiptHandle = first!.ReceiptHandle;
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 20 }));
  expect(queues.nextVisibleAt(arnOf("run"))).toBe(startMs + 20_000);
  clock.set(startMs + 20_000);
  const again = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 20 });
  await expect(sqs.send(again)).rejects.toMatchObject({ name: "MessageNotInflight" });
  const [second] = await receive();
  await expect(sqs.send(again)).rejects.toThrow("not available for visibility timeout change");
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  expect(queues.counts(arnOf("run")).inFlight).toBe(1);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second!.ReceiptHandle }));
  expect(queues.counts(arnOf("run")).inFlight).toBe(0);
});

test("a batch is done entry by entry, and one refused entry does not stop the others", async () => {
  const { sqs, QueueUrl, receive, queues } = await start();
  const sent = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: "a", MessageBody: "a" },
        { Id: "b", MessageBody: "b", DelaySeconds: 901 },
        { Id: "c", MessageBody: "c" },
      ],
    }),
  );
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(["a", "c"]);
  expect(sent.Failed).toMatchObject([{ Id: "b", SenderFault: true, Code: "InvalidParameterValue" }]);
  const messages = await receive({ MaxNumberOfMessages: 10 });
  expect(messages.map(({ Body }) => Body)).toEqual(["a", "c"]);
  const [a, c] = messages.map(({ ReceiptHandle }) => ReceiptHandle!);
  const changed = await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: [{ Id: "a", ReceiptHandle: a, VisibilityTimeout: 0 }],
    }),
  );
  expect(changed.Successful).toEqual([{ Id: "a" }]);
  expect(queues.counts(arnOf("run"))).toEqual({ visible: 1, delayed: 0, inFlight: 1 });
  const deleted = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: "c", ReceiptHandle: c },
        { Id: "x", ReceiptHandle: "nonsense" },
      ],
    }),
  );
  expect(deleted.Successful).toEqual([{ Id: "c" }]);
  expect(deleted.Failed).toMatchObject([{ Id: "x", Code: "ReceiptHandleIsInvalid" }]);
});

const entry = (Id: string, MessageBody = "x") => ({ Id, MessageBody });
test.each([
  ["no entry", [], "EmptyBatchRequest"],
  ["eleven entries", Array.from({ length: 11 }, (_, at) => entry(`e${at}`)), "TooManyEntriesInBatchRequest"],
  ["one id twice", [entry("a"), entry("a")], "BatchEntryIdsNotDistinct"],
  ["an id with a space", [entry("a b")], "InvalidBatchEntryId"],
  [
    "more than 1 MiB together",
    [entry("a", "x".repeat(600_000)), entry("b", "x".repeat(600_000))],
    "BatchRequestTooLong",
  ],
])("a batch with %s is refused as a whole", async (_, Entries, name) => {
  const { sqs, QueueUrl, queues } = await start();
  await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({ name });
  expect(queues.counts(arnOf("run")).visible).toBe(0);
});

test.each([
  ["a body over 1 MiB", { MessageBody: "x".repeat(1_048_577) }, "Message must be shorter than 1048576 bytes"],
  ["a delay over 15 minutes", { MessageBody: "x", DelaySeconds: 901 }, "Value 901 for parameter DelaySeconds"],
  ["a character that SQS does not carry", { MessageBody: "a\u0000b" }, "outside the allowed set"],
  ["an empty body", { MessageBody: "" }, "must contain the parameter MessageBody"],
])("%s is refused", async (_, input, message) => {
  const { sqs, QueueUrl } = await start();
  await expect(sqs.send(new SendMessageCommand({ QueueUrl, ...input }))).rejects.toThrow(message);
});

test("queues are made, found, described and emptied by name", async () => {
  const { sqs, queueUrl } = await start();
  const created = await sqs.send(
    new CreateQueueCommand({
      QueueName: "post",
      Attributes: {
        VisibilityTimeout: "120",
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 15 }),
      },
    }),
  );
  const QueueUrl = queueUrl("post");
  expect(created.QueueUrl).toBe(QueueUrl);
  expect((await sqs.send(new GetQueueUrlCommand({ QueueName: "post" }))).QueueUrl).toBe(QueueUrl);
  expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "p" }))).QueueUrls).toEqual([QueueUrl]);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }));
  const describe = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  expect((await sqs.send(describe)).Attributes).toEqual({
    QueueArn: arnOf("post"),
    VisibilityTimeout: "120",
    DelaySeconds: "0",
    MessageRetentionPeriod: "345600",
    ApproximateNumberOfMessages: "1",
    ApproximateNumberOfMessagesDelayed: "0",
    ApproximateNumberOfMessagesNotVisible: "0",
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 15 }),
  });
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  expect((await sqs.send(describe)).Attributes).toMatchObject({ ApproximateNumberOfMessages: "0" });
  const other = new CreateQueueCommand({ QueueName: "post", Attributes: { VisibilityTimeout: "1" } });
  await expect(sqs.send(other)).rejects.toMatchObject({ name: "QueueNameExists" });
});

test("a queue that does not exist and an operation that is not known are refused by name", async () => {
  const { sqs, QueueUrl, queueUrl } = await start();
  await expect(
    sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("none"), MessageBody: "x" })),
  ).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  await expect(sqs.send(new ListQueueTagsCommand({ QueueUrl }))).rejects.toThrow("ListQueueTags");
});

test("a long poll ends when a message comes", async () => {
  const { sqs, QueueUrl, receive } = await start();
  const waiting = receive({ WaitTimeSeconds: 20 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "at last" }));
  expect(await waiting).toMatchObject([{ Body: "at last" }]);
});

test("a message that was in flight when the process died is visible again, with its receipts counted", async () => {
  const directory = temporaryDirectory();
  const before = await start({ directory });
  await before.sqs.send(new SendMessageCommand({ QueueUrl: before.QueueUrl, MessageBody: "half done" }));
  await before.sqs.send(
    new SendMessageCommand({ QueueUrl: before.QueueUrl, MessageBody: "delayed", DelaySeconds: 60 }),
  );
  await before.receive();
  await before.stop();
  const after = await start({ directory });
  expect(after.queues.counts(arnOf("run"))).toEqual({ visible: 1, delayed: 1, inFlight: 0 });
  const [message] = await after.receive({ MessageSystemAttributeNames: ["All"] });
  expect(message).toMatchObject({ Body: "half done", Attributes: { ApproximateReceiveCount: "2" } });
});

test("the poller is told of a message once it is committed, not of a delayed one", async () => {
  const { queues, stateDb } = await start();
  const told: string[] = [];
  queues.onMessage((arn) => told.push(arn));
  queues.send(arnOf("run"), "later", { delaySeconds: 5 });
  stateDb.transaction(() => {
    queues.send(arnOf("run"), "now");
    expect(told).toEqual([]);
  });
  expect(told).toEqual([arnOf("run")]);
});

test("a message older than the queue keeps is gone", async () => {
  const { queues, clock } = await start();
  queues.send(arnOf("dead"), "forgotten");
  clock.set(startMs + 4 * 86_400_000);
  expect(queues.receive(arnOf("dead"), 10)).toEqual([]);
});
