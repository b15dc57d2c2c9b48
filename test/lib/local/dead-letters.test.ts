import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { mailEvent } from "embedded-cloud";
import { deadLetterQueuesOf } from "../../../lib/redrive/dead-letter-queues.ts";
import { localQueues } from "../../../lib/redrive/local-queues.ts";
import { laptopStackName } from "../../../lib/stack-name.ts";
import { awsEnvironment, startMs } from "./stand-ins.ts";

const program = join(import.meta.dirname, "../../../bin/redrive.ts");
const clerk = "vanthu@stc.daklak.example";
const dutyPath = "/api/duties/5500-ubnd-kgvx-2017/bao-cao/stc";
const minuteMs = 60_000;
let deployment: Deployment;

beforeAll(async () => {
  deployment = await startDeployment({ startAt: startMs, quiet: true });
  await loadSeason(deployment);
});
afterAll(() => deployment.close());

/** `npm run redrive -- --local …`, in a process of its own. */
async function redriveCommand(...options: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, "--local", deployment.url, ...options]);
  await deployment.settle();
  return stdout;
}

const dead = (of: RegExp) =>
  deployment.resources().queues.find(({ deadLettersOf }) => deadLettersOf !== null && of.test(deadLettersOf))?.visible;
const lettersTo = (unit: string, milestone: string) =>
  deployment.mailbox().filter(({ tags }) => tags["unit"] === unit && tags["milestone"] === milestone);

test("a receipt that the mail service refused for an hour is sent again by one command, once", async () => {
  deployment.faults.inject({ kind: "throttle", address: clerk, count: "always" });
  const { status } = await deployment.call("POST", `${dutyPath}/submissions`, {
    email: clerk,
    body: {
      documentNumber: "215/BC-STC",
      signedOn: "2017-07-14",
      signer: { name: "Giám đốc", post: "Giám đốc Sở Tài chính" },
      sections: { "tuyen-truyen": "Đã tuyên truyền." },
      figures: {},
    },
  });
  expect(status).toBe(201);
  await deployment.moveTo(deployment.now() + 60 * minuteMs);
  deployment.faults.clear();
  await deployment.moveTo(deployment.now() + 60 * minuteMs);
  // Asked for twice, so that no crash could lose it: given up twice.
  expect([lettersTo("stc", "receipt-1").length, dead(/Answers/)]).toEqual([0, 2]);

  expect(await redriveCommand()).toContain("the letter receipt-1 to stc (unit) of 5500-ubnd-kgvx-2017, bao-cao");
  expect([lettersTo("stc", "receipt-1").length, dead(/Answers/)]).toEqual([0, 2]);

  expect(await redriveCommand("--send")).toContain("→ 2 sent again by");
  await deployment.moveTo(deployment.now() + 10 * minuteMs);
  expect([lettersTo("stc", "receipt-1").length, dead(/Answers/)]).toEqual([1, 0]);

  expect(await redriveCommand("--send")).not.toContain("→");
  await deployment.moveTo(deployment.now() + 60 * minuteMs);
  expect(lettersTo("stc", "receipt-1")).toHaveLength(1);
}, 60_000);

test("a report that was given up is heard in the end: the letter that came back goes to the next contact", async () => {
  const [letter] = lettersTo("skhdt", "issue");
  const to = letter?.recipients ?? [];
  const sqs = await localQueues(deployment.url);
  const reports = (await deadLetterQueuesOf(sqs, laptopStackName)).find(({ home }) => home.name.includes("Reports"));
  const bounce = mailEvent(
    {
      messageId: "m-1",
      atMs: deployment.now(),
      source: "dunghan@daklak.example",
      recipients: to,
      subject: letter?.subject ?? "",
      tags: letter?.tags ?? {},
      configurationSet: "letters",
    },
    { kind: "bounce", recipients: to, lasting: true },
    awsEnvironment,
  );
  // Twice, as after an outage: once from the rule, once from the queue.
  for (let time = 0; time < 2; time += 1) {
    await sqs.send(new SendMessageCommand({ QueueUrl: reports?.url, MessageBody: JSON.stringify(bounce) }));
  }
  sqs.destroy();

  expect(await redriveCommand("--send")).toContain(`the report that the letter issue to skhdt (${to[0]}) is bounced`);
  await deployment.moveTo(deployment.now() + 60 * minuteMs);
  const sent = lettersTo("skhdt", "issue").map(({ recipients }) => recipients[0]);
  expect(sent).toEqual(["vanthu@skhdt.daklak.example", "vanphong@skhdt.daklak.example"]);
}, 60_000);

test("a milestone whose message was given up runs when it is sent again, and each letter of it goes out once", async () => {
  const sqs = await localQueues(deployment.url);
  const runs = (await deadLetterQueuesOf(sqs, laptopStackName)).find(({ home }) => home.name.includes("Runs"));
  await deployment.moveTo(Date.parse("2017-09-29T08:00:00+07:00"));
  const before = lettersTo("stp", "remind-20").length;
  const run = { directiveId: "5500-ubnd-kgvx-2017", obligationId: "bao-cao", run: "ALL#remind-20" };
  await sqs.send(new SendMessageCommand({ QueueUrl: runs?.url, MessageBody: JSON.stringify(run) }));
  sqs.destroy();
  expect(await redriveCommand("--send")).toContain("the milestone ALL#remind-20");
  await deployment.moveTo(deployment.now() + 60 * minuteMs);
  expect([before, lettersTo("stp", "remind-20").length]).toEqual([1, 1]);
}, 60_000);

test("the page of the deployment shows what lies among the dead letters, and what to type", async () => {
  const sqs = await localQueues(deployment.url);
  const letters = (await deadLetterQueuesOf(sqs, laptopStackName)).find(({ home }) => home.name.includes("Letters"));
  await sqs.send(new SendMessageCommand({ QueueUrl: letters?.url, MessageBody: "{}" }));
  sqs.destroy();
  const { body } = await deployment.call("GET", "/local");
  expect(body).toMatch(/dead letters[\s\S]*class="number full">1<[\s\S]*npm run redrive -- --local/);
}, 30_000);

test("a deployment that is not there is said to be missing", async () => {
  const asked = promisify(execFile)(process.execPath, [program, "--local", "http://127.0.0.1:9"]);
  await expect(asked).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("is npm start running?") });
});
