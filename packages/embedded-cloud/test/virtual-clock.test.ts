import { expect, test } from "vitest";
import { Worker } from "node:worker_threads";
import { openStateDb } from "../src/state-db.ts";
import { sharedNow } from "../src/function/shared-now.ts";
import { VirtualClock } from "../src/virtual-clock.ts";
import { startMs, temporaryDirectory } from "./stand-ins.ts";

test("the virtual clock stands still until it is moved", async () => {
  const clock = new VirtualClock({ stateDb: openStateDb(":memory:"), startMs });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(clock.now()).toBe(startMs);
  clock.set(startMs + 1000);
  expect(clock.tick()).toBe(startMs + 1001);
});

test("the virtual clock goes as the machine's own once it is let run, and on from where it is moved", async () => {
  const clock = new VirtualClock({ stateDb: openStateDb(":memory:"), startMs });
  expect([clock.isRunning, clock.tick()]).toEqual([false, startMs + 1]);
  const before = performance.now();
  clock.run();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const taken = clock.tick();
  expect(taken).toBeGreaterThanOrEqual(startMs + 1 + 29);
  expect(taken).toBeLessThanOrEqual(startMs + 1 + (performance.now() - before));
  expect([clock.isRunning, clock.now()]).toEqual([true, taken]);
  clock.set(startMs + 60_000);
  expect(clock.tick()).toBe(startMs + 60_000);
});

test("the virtual clock never goes back, and says what it got and what it allows", () => {
  const clock = new VirtualClock({ stateDb: openStateDb(":memory:"), startMs });
  expect(() => clock.set(startMs - 1)).toThrow(
    "The virtual clock cannot go back: got 2017-07-14T00:59:59.999Z, allowed is 2017-07-14T01:00:00.000Z or later",
  );
  expect(() => clock.set(Number.NaN)).toThrow("whole epoch milliseconds");
  expect(clock.now()).toBe(startMs);
});

test("a worker thread reads the same time", async () => {
  const clock = new VirtualClock({ stateDb: openStateDb(":memory:"), startMs });
  clock.set(startMs + 5);
  expect(sharedNow(clock.shared)).toBe(startMs + 5);
  const worker = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     parentPort.postMessage(Number(Atomics.load(new BigInt64Array(workerData), 0)));`,
    { eval: true, workerData: clock.shared },
  );
  const seen = await new Promise((resolve) => worker.once("message", resolve));
  expect(seen).toBe(startMs + 5);
});

test("the virtual clock goes on after a restart where it stood, whatever start is given", () => {
  const directory = temporaryDirectory();
  const first = openStateDb(directory);
  new VirtualClock({ stateDb: first, startMs }).set(startMs + 86_400_000);
  first.close();
  const second = openStateDb(directory);
  expect(new VirtualClock({ stateDb: second, startMs }).now()).toBe(startMs + 86_400_000);
  second.close();
});

test("whoever waits for a moment is told of every move", () => {
  const clock = new VirtualClock({ stateDb: openStateDb(":memory:"), startMs });
  const seen: number[] = [];
  const stop = clock.onMove((nowMs) => seen.push(nowMs));
  clock.tick();
  clock.set(startMs + 10);
  stop();
  clock.tick();
  expect(seen).toEqual([startMs + 1, startMs + 10]);
});
