import { setTimeout } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { HOUR_MS } from "../../simulation/durations.ts";
import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { startMs } from "./stand-ins.ts";

const clerk = "vanthu@stc.daklak.example";
const remind20 = Date.parse("2017-09-29T08:00:00+07:00");
let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment({ startAt: startMs, quiet: true });
});
afterEach(() => deployment.close());

const inject = async (...faults: object[]) => {
  for (const body of faults)
    expect(await deployment.call("POST", "/local/faults", { body })).toMatchObject({ status: 201 });
};
const takeBack = () => deployment.call("DELETE", "/local/faults");
const pass = (ms: number) => deployment.moveTo(deployment.now() + ms);
/** Letters of a milestone that reached somebody, by whom. */
const arrived = (milestone: string) =>
  deployment
    .mailbox()
    .filter(({ tags, outcome }) => tags["milestone"] === milestone && outcome === "delivered")
    .map(({ to }) => to.join())
    .toSorted();
const dead = () =>
  deployment
    .resources()
    .queues.filter(({ deadLettersOf }) => deadLettersOf !== null)
    .reduce((sum, { visible }) => sum + visible, 0);

describe("each letter arrives once", { timeout: 120_000 }, () => {
  it("though messages come twice and out of order, and schedules late and twice", async () => {
    await inject(
      { kind: "duplicate-messages", count: "always" },
      { kind: "late-messages", count: 30, delaySeconds: 7 },
      { kind: "late-schedules", count: "always" },
      { kind: "duplicate-schedules", count: "always" },
    );
    await loadSeason(deployment);
    await pass(HOUR_MS);
    expect(arrived("issue")).toHaveLength(35);
    await deployment.moveTo(remind20);
    // The service may be a minute late.
    expect(arrived("remind-20")).toEqual([]);
    await pass(HOUR_MS);
    expect(arrived("remind-20")).toHaveLength(34);
    for (const milestone of ["issue", "remind-20"])
      expect(new Set(arrived(milestone)).size).toBe(arrived(milestone).length);
    expect(dead()).toBe(0);
    expect((await deployment.call("GET", "/local/refusals")).body).toEqual({ items: [] });
  });

  it("though the table throttles, and its indexes lag a minute behind it", async () => {
    await inject({ kind: "lag-index", delaySeconds: 60 });
    await loadSeason(deployment);
    // The sweep finds none of the duties that were created just before it.
    expect(arrived("issue")).toEqual([]);
    await inject(
      { kind: "throttle-table", index: "open", count: 4 },
      { kind: "throttle-table", operation: "write", error: "ProvisionedThroughputExceededException", count: 4 },
    );
    await pass(2 * HOUR_MS);
    await deployment.moveTo(remind20 + 2 * HOUR_MS);
    expect([arrived("issue").length, arrived("remind-20").length]).toEqual([35, 34]);
    for (const milestone of ["issue", "remind-20"])
      expect(new Set(arrived(milestone)).size).toBe(arrived(milestone).length);
    expect(dead()).toBe(0);
  });

  it("past the day's quota once there is a greater one, and past the rate by and by", async () => {
    await inject({ kind: "daily-quota", quota: 20 });
    await loadSeason(deployment);
    expect(arrived("issue")).toHaveLength(20);
    await takeBack();
    await inject({ kind: "send-rate", perSecond: 10 });
    // Looked at again once a day, while nobody does anything on loopback; and the rate counts by a real second.
    for (let day = 0; day < 4; day++) {
      await pass(24 * HOUR_MS);
      await setTimeout(1_100);
    }
    expect(new Set(arrived("issue")).size).toBe(35);
    expect(arrived("issue")).toHaveLength(35);
    expect(dead()).toBe(0);
  });

  it("after it was delayed; from an address on the suppression list to the unit's next; or is told of as rejected", async () => {
    await inject(
      { kind: "suppressed", address: clerk },
      { kind: "delivery-delay", address: "vanthu@stp.daklak.example", delaySeconds: 1800 },
      { kind: "reject", address: "vanthu@sct.daklak.example" },
      { kind: "rendering-failure", address: "vanthu@snv.daklak.example" },
    );
    await loadSeason(deployment);
    const statusOf = async (unit: string, obligation = "bao-cao") => {
      const path = `/api/duties/5500-ubnd-kgvx-2017/${obligation}/${unit}`;
      const { body } = await deployment.call("GET", path, { email: deployment.keeper });
      return (body as { letters: { to: string; status: string }[] }).letters.map(({ to, status }) => `${to} ${status}`);
    };
    expect(await statusOf("stp")).toEqual(["vanthu@stp.daklak.example delayed"]);
    await pass(3 * HOUR_MS);
    expect(await statusOf("stp")).toEqual(["vanthu@stp.daklak.example delivered"]);
    expect(await statusOf("stc")).toEqual([`${clerk} bounced`, "vanphong@stc.daklak.example delivered"]);
    expect(await statusOf("sct")).toEqual(["vanthu@sct.daklak.example rejected"]);
    expect(await statusOf("snv", "tong-hop")).toEqual(["vanthu@snv.daklak.example rejected"]);
    expect([arrived("issue").length, dead()]).toEqual([33, 0]);
  });

  it("to an address that policies forbid to write to once they allow it, and not to another one", async () => {
    await inject({ kind: "access-denied", address: clerk });
    await loadSeason(deployment);
    await pass(3 * HOUR_MS);
    expect([arrived("issue").length, dead()]).toEqual([34, 0]);
    await takeBack();
    await pass(25 * HOUR_MS);
    expect(arrived("issue").filter((to) => to.includes("@stc."))).toEqual([clerk]);
  });
});

it("a fault of what is not there is refused, with what is", async () => {
  const ask = async (body: object) => {
    const answer = await deployment.call("POST", "/local/faults", { body });
    return [answer.status, (answer.body as { errors: { path: string; message: string }[] }).errors];
  };
  expect(await ask({ kind: "late-messages", queue: "Post" })).toEqual([
    400,
    [
      {
        path: "queue",
        message: expect.stringMatching(/^Part of the name of a queue: .*Letters.*Runs.*; got "Post"$/),
      },
    ],
  ]);
  expect(await ask({ kind: "lag-index", index: "due" })).toEqual([
    400,
    [{ path: "index", message: 'One of open, unit; got "due"' }],
  ]);
  expect((await deployment.call("GET", "/local/faults")).body).toEqual({ items: [] });
});
