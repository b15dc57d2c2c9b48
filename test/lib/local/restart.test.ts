import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

import { startDeployment } from "../../../lib/local/deployment.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { npmStart, stop } from "./npm-start.ts";
import { temporaryDirectory } from "./stand-ins.ts";

const program = join(import.meta.dirname, "../../../bin/local.ts");

type Mail = { tags: Record<string, string>; outcome: string };

async function read<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

async function move(url: string, to: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/local/clock`, { method: "POST", headers, body: JSON.stringify({ to }) });
  expect(response.status).toBe(200);
  await response.text();
}

const nameOf = ({ tags }: Mail) => `${tags["unit"]} ${tags["obligation"]} ${tags["milestone"]} ${tags["addressee"]}`;

test("what is kept survives a kill in the middle of a move: no letter is lost, and none goes out twice", async () => {
  const data = temporaryDirectory();
  const first = await npmStart(["--data", data, "--quiet"]);
  const moving = move(first.url, "2017-10-13T08:00:00+07:00").catch(() => {});
  const inHand = async () => {
    const { queues } = await read<{ queues: { name: string; inFlight: number }[] }>(`${first.url}/local/resources`);
    return queues.find(({ name }) => /MailLetters[0-9A-F]{8}$/.test(name))?.inFlight;
  };
  await expect.poll(inHand, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
  await stop(first.child, "SIGKILL");
  await moving;

  const second = await npmStart(["--data", data, "--quiet"]);
  await move(second.url, "2017-10-13T10:00:00+07:00");
  const { items } = await read<{ items: Mail[] }>(`${second.url}/local/mailbox`);
  expect(new Set(items.map(nameOf)).size).toBe(items.length);
  expect(items).toHaveLength(35 + 34 + 34);
  expect(await stop(second.child, "SIGTERM")).toBe(0);

  // Twice in one process: nothing of the first may stick.
  for (let time = 0; time < 2; time += 1) {
    const again = await startDeployment({ startAt: 0, quiet: true, dataDirectory: data });
    expect(new Date(again.now()).toISOString()).toMatch(/^2017-10-13T03:00:00/);
    expect(await Promise.all(again.mailbox().map((letter) => again.open(letter)))).toEqual(items);
    expect(await loadSeason(again)).toBeUndefined();
    await again.close();
  }
  expect(readdirSync(data).toSorted((a, b) => a.localeCompare(b))).toEqual([
    "issuer-key.json",
    "local.sqlite",
    "tables",
  ]);
}, 120_000);

test("what is asked for in vain ends with what was wrong, and with status 2", async () => {
  const child = spawn(process.execPath, [program, "--at", "noon"], { stdio: ["ignore", "ignore", "pipe"] });
  const lines: string[] = [];
  createInterface(child.stderr).on("line", (line) => lines.push(line));
  const [code] = await once(child, "exit");
  expect({ code, lines }).toEqual({
    code: 2,
    lines: [expect.stringContaining('--at: got "noon"; allowed is an instant')],
  });
});
