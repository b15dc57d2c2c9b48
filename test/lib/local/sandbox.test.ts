import { afterAll, beforeAll, expect, test } from "vitest";

import { HOUR_MS } from "../../simulation/durations.ts";
import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { startMs } from "./stand-ins.ts";

const clerk = "vanthu@stc.daklak.example";
const supervisor = "vanthu@snv.daklak.example";
const dutyPath = "/api/duties/5500-ubnd-kgvx-2017/bao-cao/stc";
let deployment: Deployment;

beforeAll(async () => {
  deployment = await startDeployment({ startAt: startMs, quiet: true });
});
afterAll(() => deployment.close());

const sandbox = (fault: object) =>
  deployment.call("POST", "/local/faults", { body: { kind: "sandbox", ...fault } }).then(({ status }) => status);
const leaveSandbox = () => deployment.call("DELETE", "/local/faults");
const pass = (hours: number) => deployment.moveTo(deployment.now() + hours * HOUR_MS);
/** To whom letters of a milestone have gone, in order. */
const lettersOf = (milestone: string) =>
  deployment
    .mailbox()
    .filter(({ tags }) => tags["milestone"] === milestone)
    .map(({ to }) => to.join())
    .toSorted();
const dead = () =>
  deployment
    .resources()
    .queues.filter(({ deadLettersOf }) => deadLettersOf !== null)
    .reduce((sum, { visible }) => sum + visible, 0);
const statusOf = async (milestone: string) => {
  const { body } = await deployment.call("GET", dutyPath, { email: supervisor });
  const { letters } = body as { letters: { milestone: string; to: string; status: string }[] };
  return letters.filter((letter) => letter.milestone === milestone).map(({ to, status }) => `${to} ${status}`);
};

test("in a sandbox the verified are written to, and the others' letters wait visibly", async () => {
  expect(await sandbox({ address: clerk })).toBe(201);
  await loadSeason(deployment);
  expect(lettersOf("issue")).toHaveLength(34);
  expect(lettersOf("issue")).not.toContain(clerk);
  expect(await statusOf("issue")).toEqual([`${clerk} waiting`]);
});

test("nothing of it is given up, days on, and a receipt waits likewise", async () => {
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
  await pass(72);
  expect(await statusOf("receipt")).toEqual([`${clerk} waiting`]);
  expect(await statusOf("issue")).toEqual(["null skipped"]);
  expect(dead()).toBe(0);
});

test("where nobody is verified, nobody is written to, and the season goes on", async () => {
  expect(await sandbox({})).toBe(201);
  await deployment.moveTo(Date.parse("2017-09-29T09:00:00+07:00"));
  expect(lettersOf("remind-20")).toEqual([]);
  expect(dead()).toBe(0);
});

test("once the sandbox is left each letter that is owed still goes out, once", async () => {
  await leaveSandbox();
  // A laptop's watch rests while nothing happens: a virtual day.
  await pass(25);
  expect(lettersOf("remind-20")).toHaveLength(33);
  await pass(72);
  for (const milestone of ["issue", "remind-20"])
    expect(new Set(lettersOf(milestone)).size).toBe(lettersOf(milestone).length);
  expect(lettersOf("remind-20")).toHaveLength(33);
  expect(dead()).toBe(0);
});
