import { describe, expect, it } from "vitest";

import { bundledEntry, bundleSource } from "./bundles.ts";
import { lackingFor } from "./needs.ts";
import { asDeployed, startUp } from "./start-up.ts";
import { deployedFunctions, only, synthesize } from "./synthesized.ts";

const deployed = deployedFunctions(synthesize());
const bundled = deployed.map((fn) => ({ ...fn, ...bundledEntry(fn.entry) }));
const environmentOf = (fn: (typeof bundled)[number]) =>
  Object.fromEntries(Object.entries(fn.environment).map(([name, value]) => [name, asDeployed(value, name)]));

describe("a deployed function", () => {
  // They have the table's and the archive's clients as a whole. That every paper is made without writing is held by
  // test/functions/http/documents.test.ts; that the watch is given one question of the register, by its type.
  const READS_ONLY: ReadonlySet<string> = new Set(["reports", "watchdog"]);
  // It has the archive's client as a whole, too, and takes nothing out of it.
  const REMOVES_NOTHING: ReadonlySet<string> = new Set(["exports"]);
  const asked = ({ entry, commands }: (typeof bundled)[number]) =>
    READS_ONLY.has(entry)
      ? commands.filter((command) => !/^((Put|Update|Delete|BatchWrite)(Item)?|DeleteObject)Command$/.test(command))
      : commands.filter((command) => !REMOVES_NOTHING.has(entry) || command !== "DeleteObjectCommand");
  it.each(bundled)("may do all that $entry can ask of AWS", (fn) => {
    expect(lackingFor(asked(fn), fn)).toEqual([]);
  });

  it.each(bundled)("starts with the environment that the template gives it: $entry", (fn) => {
    expect(startUp(fn, environmentOf(fn))).toBe("ready");
  });

  it.each(bundled.flatMap((fn) => Object.keys(fn.environment).map((name) => ({ entry: fn.entry, name, fn }))))(
    "does not start without what it needs, and is given nothing else: $entry, $name",
    ({ fn, name }) => {
      const { [name]: _, ...rest } = environmentOf(fn);
      expect(startUp(fn, rest)).toContain(name);
    },
  );
});

describe("this check itself", () => {
  const milestone = only(deployed.filter(({ entry }) => entry === "milestone"));
  const { commands } = bundleSource(`
    import { SchedulerClient, CreateScheduleCommand } from "@aws-sdk/client-scheduler";
    import { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
    import { DynamoDBDocumentClient, QueryCommand, DeleteCommand } from "@aws-sdk/lib-dynamodb";
    const unused = (client) => client.send(new DeleteCommand({}));
    export const handler = (a, b, c) => [a.send(new CreateScheduleCommand({})), b.send(new SendMessageBatchCommand({})), c.send(new QueryCommand({}))];
  `);
  const without = (action: string) => ({
    ...milestone,
    statements: milestone.statements.map((statement) => ({
      ...statement,
      actions: statement.actions.filter((name) => name !== action),
    })),
  });

  it("finds the commands in a bundle", () => {
    expect(commands).toEqual(["CreateScheduleCommand", "QueryCommand", "SendMessageBatchCommand"]);
    expect(lackingFor(commands, milestone)).toEqual([]);
  });

  it.each([
    [
      "sqs:SendMessage",
      ["sqs:SendMessage on RUN_QUEUE_URL", "sqs:SendMessage on POST_QUEUE_URL", "sqs:SendMessage on COUNT_QUEUE_URL"],
    ],
    [
      "dynamodb:Query",
      ["dynamodb:Query on TABLE_NAME", "dynamodb:Query on TABLE_NAME", "dynamodb:Query on TABLE_NAME"],
    ],
    ["scheduler:CreateSchedule", ["scheduler:CreateSchedule on SCHEDULE_GROUP"]],
    ["iam:PassRole", ["iam:PassRole on SCHEDULE_ROLE_ARN"]],
  ])("misses %s when it is taken away", (action, lacking) => {
    expect(lackingFor(commands, without(action)).toSorted()).toEqual(lacking.toSorted());
  });

  it("misses a setting without which a permission is of no use, and a command that nobody thought of", () => {
    expect(lackingFor(["SendRawEmailCommand", "TagResourceCommand"], milestone)).toEqual([
      "test/lib/needs.ts does not know what TagResourceCommand needs",
      "nothing in the environment says on what to use ses:SendRawEmail",
    ]);
  });
});
