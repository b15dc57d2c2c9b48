import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";

import { accessKeyIdOf } from "../src/permissions/function-credentials.ts";
import { standUpFixture } from "./fixture-cloud.ts";
import type { FixtureFunction } from "./fixture-cloud.ts";
import { startMs } from "./stand-ins.ts";

/** The access key id of the environment that was started as the nth. */
const keyOf = (nth: number) => accessKeyIdOf("arn:aws:lambda:ap-southeast-1:000000000000:function:Test-Work", nth);

async function hosted(fixture: FixtureFunction, more: Partial<Parameters<typeof standUpFixture>[0]> = {}) {
  const cloud = await standUpFixture({ functions: { Work: fixture }, ...more });
  return { ...cloud, invoke: (event: unknown = {}) => cloud.host.invoke(cloud.functionArn("Work"), event) };
}

const answering = (expression: string): string => `exports.handler = async (event, context) => (${expression});`;

test("a function sees the template's environment and Lambda's, and nothing of the host's", async () => {
  process.env["DUNG_HAN_SECRET_OF_THE_HOST"] = "secret";
  const { invoke } = await hosted({
    code: answering("process.env"),
    properties: { Environment: { Variables: { TABLE_NAME: "register" } } },
  });
  const outcome = await invoke();
  delete process.env["DUNG_HAN_SECRET_OF_THE_HOST"];
  expect(outcome).toEqual({
    outcome: "answered",
    payload: {
      TABLE_NAME: "register",
      AWS_REGION: "ap-southeast-1",
      AWS_DEFAULT_REGION: "ap-southeast-1",
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^LOCAL[0-9A-F]{8}\d{7}$/),
      AWS_SECRET_ACCESS_KEY: "none",
      AWS_SESSION_TOKEN: "none",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_NAME: "Test-Work",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
      AWS_LAMBDA_LOG_GROUP_NAME: "/local/Test-Work",
      AWS_LAMBDA_LOG_STREAM_NAME: "local",
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      AWS_ENDPOINT_URL_SQS: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      AWS_ENDPOINT_URL_SCHEDULER: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      AWS_ENDPOINT_URL_S3: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      AWS_ENDPOINT_URL_SES: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      LAMBDA_TASK_ROOT: expect.any(String),
      LANG: "en_US.UTF-8",
      TZ: ":UTC",
    },
  });
});

test("a bundle may be CommonJS or ESM", async () => {
  const { invoke } = await hosted({ code: "export const handler = async ({ n }) => n + 1;", file: "index.mjs" });
  expect(await invoke({ n: 1 })).toEqual({ outcome: "answered", payload: 2 });
});

test("a bundle in .js is CommonJS, as on Lambda, though the project above it is ESM", async () => {
  const code = `const { basename } = require("node:path"); ${answering("basename(module.filename)")}`;
  const { invoke } = await hosted({ code, file: "index.js" }, { packageAbove: { type: "module" } });
  expect(await invoke()).toEqual({ outcome: "answered", payload: "index.js" });
});

test.each([
  [
    "CommonJS",
    "index.js",
    `const { marshall } = require("@aws-sdk/util-dynamodb"); exports.handler = async () => marshall({ n: 1 });`,
  ],
  [
    "ESM",
    "index.mjs",
    `import { marshall } from "@aws-sdk/util-dynamodb"; export const handler = async () => marshall({ n: 1 });`,
  ],
])(
  "a bundle that leaves out the AWS SDK has the project's, as it has the runtime's on Lambda: %s",
  async (_, file, code) => {
    const { invoke } = await hosted({ code, file });
    expect(await invoke()).toEqual({ outcome: "answered", payload: { n: { N: "1" } } });
  },
);

test("a bundle that leaves out anything else cannot be loaded", async () => {
  const { invoke } = await hosted({ code: `require("zod"); ${answering("1")}` });
  expect(await invoke()).toMatchObject({ outcome: "failed", errorMessage: expect.stringContaining("'zod'") });
});

test("Date tells the virtual time, however it is asked; given times stay what they are", async () => {
  const { invoke, standIns } = await hosted({
    code: answering(`{
      now: Date.now(),
      made: new Date().getTime(),
      called: Date(),
      given: new Date(0).toISOString(),
      parsed: new Date("2017-10-30T00:00:00+07:00").getTime(),
      instance: new Date() instanceof Date,
      own: new Date().constructor === Date,
      sub: new (class extends Date {})().getTime(),
      utc: Date.UTC(2017, 0),
    }`),
  });
  await invoke();
  standIns.clock.set(startMs + 86_400_000);
  const nowMs = startMs + 86_400_000;
  expect(await invoke()).toEqual({
    outcome: "answered",
    payload: {
      now: nowMs,
      made: nowMs,
      called: expect.stringContaining("Jul 15 2017"),
      given: "1970-01-01T00:00:00.000Z",
      parsed: Date.parse("2017-10-30T00:00:00+07:00"),
      instance: true,
      own: true,
      sub: nowMs,
      utc: Date.UTC(2017, 0),
    },
  });
});

test("timers stay real while the virtual clock stands still", async () => {
  const { invoke } = await hosted({
    code: `exports.handler = async () => {
      const before = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 30));
      return performance.now() - before >= 25;
    };`,
  });
  expect(await invoke()).toEqual({ outcome: "answered", payload: true });
});

test("the context says who was called, and how much real time is left", async () => {
  const { invoke, functionArn } = await hosted({
    code: answering("{ ...context, left: context.getRemainingTimeInMillis() }"),
  });
  const outcome = await invoke();
  expect(outcome).toMatchObject({
    outcome: "answered",
    payload: {
      functionName: "Test-Work",
      invokedFunctionArn: functionArn("Work"),
      memoryLimitInMB: "128",
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      left: expect.toSatisfy((left: number) => left > 4000 && left <= 5000),
    },
  });
});

test("an environment is kept warm, and a new one is started only while all are busy", async () => {
  const code = `let calls = 0;
    exports.handler = async ({ ms }) => {
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return calls + " by " + process.env.AWS_ACCESS_KEY_ID;
    };`;
  const { invoke } = await hosted({ code, properties: { ReservedConcurrentExecutions: 2 } });
  const answers = [await invoke({ ms: 0 }), await invoke({ ms: 0 })];
  answers.push(...(await Promise.all([invoke({ ms: 60 }), invoke({ ms: 60 }), invoke({ ms: 0 })])));
  expect(answers.map((one) => one.outcome === "answered" && one.payload)).toEqual([
    `1 by ${keyOf(1)}`,
    `2 by ${keyOf(1)}`,
    `3 by ${keyOf(1)}`,
    `1 by ${keyOf(2)}`,
    expect.stringMatching(new RegExp(`^(4 by ${keyOf(1)}|2 by ${keyOf(2)})$`)),
  ]);
});

test("an environment that nobody calls is ended, and the next call has a new one; one at work is left alone", async () => {
  const code = `exports.handler = async ({ ms }) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return process.env.AWS_ACCESS_KEY_ID;
    };`;
  const { invoke } = await hosted({ code }, { idleMs: 50 });
  const [long, short] = [invoke({ ms: 400 }), invoke({ ms: 0 })];
  expect(await short).toEqual({ outcome: "answered", payload: keyOf(2) });
  await setTimeout(200);
  expect(await invoke({ ms: 0 })).toEqual({ outcome: "answered", payload: keyOf(3) });
  expect(await long).toEqual({ outcome: "answered", payload: keyOf(1) });
});

test.each([
  ["throws", 'exports.handler = async () => { throw new RangeError("too far"); };', "RangeError", "too far"],
  ["rejects with what is no error", 'exports.handler = () => Promise.reject("no");', "string", "no"],
  ["cannot be loaded", 'throw new Error("TABLE_NAME is missing");', "Error", "TABLE_NAME is missing"],
  ["exports no handler", "exports.other = 1;", "TypeError", "handler is undefined or not exported"],
  ["exits", "exports.handler = async () => process.exit(3);", "Runtime.ExitError", "The function exited with code 3"],
  [
    "leaves a rejection behind",
    'exports.handler = async () => { Promise.reject(new Error("forgotten")); await new Promise((r) => setTimeout(r, 1000)); };',
    "Error",
    "forgotten",
  ],
])("a function that %s fails its invocation, as Lambda says it", async (_, code, errorType, errorMessage) => {
  const { invoke } = await hosted({ code });
  expect(await invoke()).toMatchObject({ outcome: "failed", errorType, errorMessage });
});

test("a function that takes longer than its timeout is killed, and the next call has a new one", async () => {
  const { invoke } = await hosted({
    code: "exports.handler = async ({ spin }) => { while (spin); return process.env.AWS_ACCESS_KEY_ID; };",
    properties: { Timeout: 1 },
  });
  expect(await invoke({ spin: true })).toEqual({
    outcome: "failed",
    errorType: "Sandbox.Timedout",
    errorMessage: expect.stringContaining("Task timed out after 1.00 seconds"),
  });
  expect(await invoke({})).toEqual({ outcome: "answered", payload: keyOf(2) });
});

test("one environment can be killed by its access key id, in the middle of its work; the others live on", async () => {
  const { invoke, host } = await hosted({
    code: "exports.handler = async ({ ms }) => { await new Promise((r) => setTimeout(r, ms)); return process.env.AWS_ACCESS_KEY_ID; };",
  });
  const first = invoke({ ms: 10_000 });
  const second = invoke({ ms: 200 });
  await host.kill(keyOf(1));
  expect(await first).toMatchObject({ outcome: "failed", errorType: "Runtime.Killed" });
  expect(await second).toEqual({ outcome: "answered", payload: keyOf(2) });
});

test("an event and an answer travel as JSON, as they do in the cloud", async () => {
  const { invoke } = await hosted({
    code: answering("({ date: typeof event.date, gone: undefined, at: new Date(0) })"),
  });
  expect(await invoke({ date: new Date(0) })).toEqual({
    outcome: "answered",
    payload: { date: "string", at: "1970-01-01T00:00:00.000Z" },
  });
});

test("an answer over Lambda's limit fails", async () => {
  const { invoke } = await hosted({ code: answering("'x'.repeat(6_300_000)") });
  expect(await invoke()).toMatchObject({ outcome: "failed", errorType: "Function.ResponseSizeTooLarge" });
});

test("what a function writes is kept, line by line", async () => {
  const { invoke, log } = await hosted({
    code: 'exports.handler = async () => { console.log("one\\ntwo"); console.error("three"); };',
  });
  await invoke();
  await expect
    .poll(() =>
      log
        .lines()
        .map(({ line }) => line)
        .toSorted(),
    )
    .toEqual(["one", "three", "two"]);
  expect(log.lines()[0]).toMatchObject({ atMs: startMs, functionName: "Test-Work" });
});
