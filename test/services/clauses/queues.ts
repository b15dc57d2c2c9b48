import { hash } from "node:crypto";

import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  ListDeadLetterSourceQueuesCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";

import { refusalOf } from "../clause.ts";
import type { Clause } from "../clause.ts";
import { arnOfQueue, resources } from "../services.ts";
import { api, bodiesOf, drain, guide, letter, modules, numbersOf, receive, run, send } from "./queue-calls.ts";

/** Seconds: longer than a message is hidden, or delayed, here. */
const untilVisible = resources.queues.post.visibilityTimeoutSeconds + 0.2;

export const queueClauses: readonly Clause[] = [
  {
    title: "letters are asked for each once, however many there are",
    source: `${api}/API_SendMessageBatch.html`,
    see: async (services) => {
      await modules(services).post(Array.from({ length: 23 }, (_, unit) => letter(unit)));
      const units = bodiesOf(await drain(services, "post")).map(({ unitId }) => unitId);
      return [units.length, new Set(units).size, (await drain(services, "run")).length];
    },
    expected: [23, 23, 0],
  },
  {
    title: "a message is received with the body that was sent, and the MD5 of it",
    source: `${api}/API_Message.html`,
    see: async (services) => {
      await modules(services).askRun(run);
      const [message] = await receive(services, "run");
      return [message?.Body, message?.MD5OfBody];
    },
    expected: [JSON.stringify(run), hash("md5", JSON.stringify(run))],
  },
  {
    title: "a delayed message cannot be received before its time",
    source: `${guide}/sqs-message-timers.html`,
    see: async (services) => {
      await modules(services).post([letter(1)], { delaySeconds: 3 });
      const before = [await numbersOf(services, "post"), (await receive(services, "post")).length];
      await services.pass(untilVisible);
      return [...before, (await receive(services, "post")).length];
    },
    expected: [["0", "1", "0"], 0, 1],
  },
  {
    title: "a delay of more than 15 minutes is refused, and the caller is told",
    source: `${api}/API_SendMessageBatch.html`,
    see: async (services) => [
      await refusalOf(modules(services).post([letter(1)], { delaySeconds: 901 })),
      await refusalOf(send(services, "later", 901)),
      await numbersOf(services, "post"),
    ],
    expected: ["Error", "InvalidParameterValue", ["0", "0", "0"]],
  },
  {
    title: "a queue that is not there is refused by name",
    source: `${api}/API_SendMessageBatch.html`,
    see: async (services) => refusalOf(modules(services).count({ ...run, change: { filed: 1 } })),
    expected: "QueueDoesNotExist",
  },
  {
    title: "a received message is in flight, is received again after its time, and has the same id",
    source: `${guide}/sqs-visibility-timeout.html`,
    see: async (services) => {
      await modules(services).post([letter(1)]);
      const [first] = await receive(services, "post");
      const hidden = [(await receive(services, "post")).length, await numbersOf(services, "post")];
      await services.pass(untilVisible);
      const [second] = await receive(services, "post", { MessageSystemAttributeNames: ["All"] });
      const { ApproximateReceiveCount, ApproximateFirstReceiveTimestamp, SentTimestamp } = second?.Attributes ?? {};
      const times = [ApproximateFirstReceiveTimestamp, SentTimestamp].map((time) => /^\d{13}$/.test(time ?? ""));
      return [...hidden, first?.MessageId === second?.MessageId, ApproximateReceiveCount, ...times];
    },
    expected: [0, ["0", "0", "1"], true, "2", true, true],
  },
  {
    title: "a message that was received too often goes to the dead letters, which tell where it died",
    source: `${guide}/sqs-dead-letter-queues.html`,
    see: async (services) => {
      const { MessageId } = await send(services, "poison");
      for (let times = 0; times < 2; times++) {
        await receive(services, "post");
        await services.pass(untilVisible);
      }
      const last = await receive(services, "post");
      const [dead] = await receive(services, "dead", { MessageSystemAttributeNames: ["All"] });
      return [last.length, dead?.Body, dead?.MessageId === MessageId, dead?.Attributes?.["DeadLetterQueueSourceArn"]];
    },
    expected: [0, "poison", true, arnOfQueue("post")],
  },
  {
    title: "dead letters are sent to where they died, on demand",
    source: `${api}/API_StartMessageMoveTask.html`,
    see: async (services) => {
      await send(services, "poison");
      for (let times = 0; times < 2; times++) {
        await receive(services, "post");
        await services.pass(untilVisible);
      }
      await receive(services, "post");
      const SourceArn = arnOfQueue("dead");
      const started = await refusalOf(services.sqs.send(new StartMessageMoveTaskCommand({ SourceArn })));
      await services.pass(0.1);
      return [started, await numbersOf(services, "dead"), await numbersOf(services, "post")];
    },
    expected: ["done", ["0", "0", "0"], ["1", "0", "0"]],
  },
  {
    title: "a long poll ends when a message comes",
    source: `${guide}/sqs-short-and-long-polling.html`,
    see: async (services) => {
      const waiting = receive(services, "run", { WaitTimeSeconds: 10 });
      await new Promise((resolve) => setTimeout(resolve, 100));
      await modules(services).askRun(run);
      return (await waiting).length;
    },
    expected: 1,
  },
  {
    title: "a queue of dead letters knows whose they are",
    source: `${api}/API_ListDeadLetterSourceQueues.html`,
    see: async ({ sqs, queueUrl }) => {
      const { queueUrls = [] } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: queueUrl("dead") }));
      return queueUrls.map((url) => url.split("/").at(-1)).toSorted();
    },
    expected: ["post", "run"],
  },
  {
    title: "a message that was received again is not deleted by the receipt of before",
    source: `${api}/API_DeleteMessage.html`,
    see: async (services) => {
      await send(services, "one");
      const [first] = await receive(services, "post");
      await services.pass(untilVisible);
      await receive(services, "post");
      const QueueUrl = services.queueUrl("post");
      const late = new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle });
      return [await refusalOf(services.sqs.send(late)), await numbersOf(services, "post")];
    },
    expected: ["done", ["0", "0", "1"]],
  },
  {
    title: "a message that is deleted twice is gone, and nobody is told off",
    source: `${api}/API_DeleteMessage.html`,
    see: async (services) => {
      await send(services, "one");
      const [{ ReceiptHandle } = {}] = await receive(services, "post");
      const QueueUrl = services.queueUrl("post");
      const remove = () => refusalOf(services.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })));
      return [await remove(), await remove(), await numbersOf(services, "post")];
    },
    expected: ["done", "done", ["0", "0", "0"]],
  },
  {
    title: "a receipt that is none is refused",
    source: `${api}/API_DeleteMessage.html`,
    see: async ({ sqs, queueUrl }) => {
      const QueueUrl = queueUrl("post");
      const Entries = [{ Id: "a", ReceiptHandle: "nonsense" }];
      const batch = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      const alone = await refusalOf(sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "nonsense" })));
      return [alone, batch.Failed?.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault])];
    },
    expected: ["ReceiptHandleIsInvalid", [["a", "ReceiptHandleIsInvalid", true]]],
  },
  {
    title: "a consumer may give a message back at once",
    source: `${api}/API_ChangeMessageVisibility.html`,
    see: async (services) => {
      await modules(services).askRun(run);
      const [{ ReceiptHandle } = {}] = await receive(services, "run");
      const QueueUrl = services.queueUrl("run");
      const back = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
      await services.sqs.send(back);
      await services.pass(0.01);
      return (await receive(services, "run")).length;
    },
    expected: 1,
  },
  {
    title: "the time of a message that is not in flight cannot be changed",
    source: `${api}/API_ChangeMessageVisibility.html`,
    see: async (services) => {
      await send(services, "one");
      const [{ ReceiptHandle } = {}] = await receive(services, "post");
      await services.pass(untilVisible);
      const QueueUrl = services.queueUrl("post");
      const change = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 9 });
      return refusalOf(services.sqs.send(change));
    },
    expected: "MessageNotInflight",
  },
  {
    title: "a message may be hidden for 12 hours in all, and no longer",
    source: `${guide}/sqs-visibility-timeout.html`,
    see: async (services) => {
      await modules(services).askRun(run);
      const [{ ReceiptHandle } = {}] = await receive(services, "run");
      await services.pass(untilVisible);
      const QueueUrl = services.queueUrl("run");
      const hide = (VisibilityTimeout: number) =>
        refusalOf(
          services.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout })),
        );
      return [await hide(43_201), await hide(43_200), await hide(43_190)];
    },
    expected: ["InvalidParameterValue", "InvalidParameterValue", "done"],
  },
];
