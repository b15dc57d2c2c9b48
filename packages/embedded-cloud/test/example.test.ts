import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the example runs: a route, a queue, a table and a schedule, and nothing is left behind", async () => {
  const program = join(import.meta.dirname, "../example/run.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(stdout.split("\n")).toEqual([
    expect.stringMatching(/^The notes are at http:\/\/127\.0\.0\.1:\d+$/),
    "POST /notes: 202",
    `the queue is empty: {"text":"Water the plants","at":"2030-01-01T08:00:00.002Z","old":false}`,
    `two days later, the schedule has run 2 times: {"text":"Water the plants","at":"2030-01-01T08:00:00.002Z","old":true}`,
    "",
  ]);
}, 60_000);
