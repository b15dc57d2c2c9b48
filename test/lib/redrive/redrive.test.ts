import { StartMessageMoveTaskCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";

import { NoDeadLetterQueue } from "../../../lib/redrive/dead-letter-queues.ts";
import { redrive } from "../../../lib/redrive/redrive.ts";
import { MoveFailed, sendAgain } from "../../../lib/redrive/send-again.ts";
import { awsEnvironment, startStandIns } from "../local/stand-ins.ts";

const arnOf = (name: string) => `arn:aws:sqs:${awsEnvironment.region}:${awsEnvironment.account}:${name}`;
const receipt = JSON.stringify({
  kind: "letter",
  directiveId: "5500-ubnd-kgvx-2017",
  obligationId: "bao-cao",
  unitId: "stc",
  ladder: 0,
  milestone: "receipt-1",
  addressee: "unit",
});
const run = JSON.stringify({ directiveId: "5500-ubnd-kgvx-2017", obligationId: "bao-cao", run: "ALL#remind-10" });

/** The queues of two stacks, each with its dead letters. */
async function start() {
  const local = await startStandIns();
  for (const name of ["DungHan-Letters", "DungHan-Runs", "Other-Letters"]) {
    const common = { visibilityTimeoutSeconds: 120, delaySeconds: 0 };
    local.queues.createQueue({ ...common, name: `${name}Dead`, arn: arnOf(`${name}Dead`) });
    const redrivePolicy = { deadLetterArn: arnOf(`${name}Dead`), maxReceiveCount: 2 };
    local.queues.createQueue({ ...common, name, arn: arnOf(name), redrive: redrivePolicy });
  }
  /** Gives a message up, as two failed tries do. */
  const giveUp = (name: string, body: string) => {
    local.queues.send(arnOf(name), body);
    for (let tries = 0; tries < 3; tries += 1) {
      local.queues.receive(arnOf(name), 1);
      local.clock.set(local.clock.now() + 120_000);
    }
  };
  const visible = (name: string) => local.queues.counts(arnOf(name)).visible;
  return { ...local, giveUp, visible };
}

const stack = { stackName: "DungHan" };

test("it shows what lies there: how many, of what, since when and why; and leaves it there", async () => {
  const { sqs, queues, giveUp, visible } = await start();
  giveUp("DungHan-Letters", receipt);
  queues.send(arnOf("DungHan-RunsDead"), run, {
    attributes: { ERROR_MESSAGE: { DataType: "String", StringValue: "The queue could not be reached" } },
  });
  const lines = await redrive(sqs, { ...stack, send: false });
  expect(lines).toEqual([
    "DungHan-LettersDead: 1, given up by DungHan-Letters",
    expect.stringMatching(
      /^  since 2017-07-14T08:00:00\+07:00  the letter receipt-1 to stc \(unit\) of 5500-ubnd-kgvx-2017, bao-cao: each try failed; the function's log has the reasons under [0-9a-f-]+$/,
    ),
    "DungHan-RunsDead: 1, given up by DungHan-Runs",
    "  since 2017-07-14T08:06:00+07:00  the milestone ALL#remind-10 of 5500-ubnd-kgvx-2017, bao-cao: The queue could not be reached",
    "",
    "To send all of it again: --send",
  ]);
  expect(visible("DungHan-LettersDead")).toBe(1);
});

test("it sends again what the stack gave up, whoever put it there, and nothing of another stack", async () => {
  const { sqs, queues, giveUp, visible } = await start();
  giveUp("DungHan-Letters", receipt);
  giveUp("Other-Letters", receipt);
  // A schedule that cannot put a milestone on the queue puts it here itself.
  queues.send(arnOf("DungHan-RunsDead"), run);
  const lines = await redrive(sqs, { ...stack, send: true });
  expect(lines.filter((line) => line.includes("→"))).toEqual([
    "  → 1 sent again by DungHan-Letters",
    "  → 1 sent again by DungHan-Runs",
  ]);
  expect([visible("DungHan-Letters"), visible("DungHan-Runs"), visible("Other-LettersDead")]).toEqual([1, 1, 1]);
  expect(await redrive(sqs, { ...stack, send: true })).toEqual([
    "DungHan-LettersDead: nothing",
    "DungHan-RunsDead: nothing",
  ]);
  expect(visible("DungHan-Letters")).toBe(1);
});

test("more than it shows is sent again, too", async () => {
  const { sqs, queues, visible } = await start();
  for (let count = 0; count < 25; count += 1) queues.send(arnOf("DungHan-LettersDead"), `letter ${count}`);
  const lines = await redrive(sqs, { ...stack, send: true });
  expect(lines[0]).toBe("DungHan-LettersDead: 25, given up by DungHan-Letters; among them");
  expect(lines.filter((line) => line.startsWith("  since"))).toHaveLength(10);
  expect(visible("DungHan-Letters")).toBe(25);
});

test("one queue alone is looked at by its address; a queue of work is refused", async () => {
  const { sqs, queueUrl, giveUp } = await start();
  giveUp("Other-Letters", "chữ");
  const lines = await redrive(sqs, { ...stack, queueUrl: queueUrl("Other-LettersDead"), send: false });
  expect(lines[1]).toContain("chữ");
  const refused = redrive(sqs, { ...stack, queueUrl: queueUrl("Other-Letters"), send: true });
  await expect(refused).rejects.toThrow(NoDeadLetterQueue);
});

test("a stack that is not there is said to be missing", async () => {
  const { sqs } = await start();
  expect(await redrive(sqs, { stackName: "Elsewhere", send: true })).toEqual([
    expect.stringContaining("No queue of a stack Elsewhere is there"),
  ]);
});

const home = { name: "home", arn: "arn:home" };
const dead = { name: "dead", url: "http://dead", arn: "arn:dead", lying: 3, home };

/** An SQS whose moves take their time: `ListMessageMoveTasks` answers these states, one after the other. */
function slowService(states: readonly object[]) {
  const started: object[] = [];
  const answers = [...states];
  const send = async (command: { input: object }) => {
    if (command instanceof StartMessageMoveTaskCommand) started.push(command.input);
    if (command instanceof StartMessageMoveTaskCommand) return {};
    return { Results: [answers.shift()].filter((answer) => answer !== undefined) };
  };
  return { sqs: { send } as never, started };
}

test("a move that is under way already is waited for, not begun again", async () => {
  const running = { Status: "RUNNING", ApproximateNumberOfMessagesMoved: 1 };
  const { sqs, started } = slowService([
    running,
    running,
    { Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 3 },
  ]);
  expect(await sendAgain(sqs, dead)).toBe(3);
  expect(started).toEqual([]);
});

test("a move that fails says how far it came, and why", async () => {
  const failed = { Status: "FAILED", ApproximateNumberOfMessagesMoved: 2, FailureReason: "CouldNotWrite" };
  const { sqs, started } = slowService([{ Status: "COMPLETED" }, failed]);
  await expect(sendAgain(sqs, dead)).rejects.toThrow(MoveFailed);
  expect(started).toEqual([{ SourceArn: "arn:dead", DestinationArn: "arn:home" }]);
});
