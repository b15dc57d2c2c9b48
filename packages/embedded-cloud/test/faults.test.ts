import { expect, test } from "vitest";
import { Faults } from "../src/faults.ts";
import { openStateDb } from "../src/state-db.ts";
import { temporaryDirectory } from "./stand-ins.ts";

test("a fault strikes as often as it was asked to, and only its address", () => {
  const faults = new Faults(openStateDb(":memory:"));
  faults.inject({ kind: "throttle", address: "A@x.example", count: 2 });
  expect(faults.strike("throttle", ["b@x.example"])).toBeUndefined();
  expect(faults.strike("bounce", ["a@x.example"])).toBeUndefined();
  expect(faults.strike("throttle", ["a@x.example"])).toBeDefined();
  expect(faults.waiting()).toMatchObject([{ remaining: 1, fault: { kind: "throttle", address: "a@x.example" } }]);
  expect(faults.strike("throttle", ["b@x.example", "a@x.example"])).toBeDefined();
  expect(faults.waiting()).toEqual([]);
});

test.each([null, "always"])("a fault with the count %j strikes until it is cleared", (count) => {
  const faults = new Faults(openStateDb(":memory:"));
  faults.inject({ kind: "bounce", count });
  for (let time = 0; time < 3; time += 1) expect(faults.strike("bounce", ["a@x.example"])).toBeDefined();
  faults.clear();
  expect(faults.strike("bounce", ["a@x.example"])).toBeUndefined();
});

test("a sandbox lasts until it is cleared, unless it is told how many letters it refuses", () => {
  const faults = new Faults(openStateDb(":memory:"));
  faults.inject({ kind: "sandbox", address: "a@x.example" });
  for (let time = 0; time < 3; time += 1) expect(faults.strike("sandbox", ["a@x.example"])).toBeDefined();
  expect(faults.strike("sandbox", ["b@x.example"])).toBeUndefined();
  faults.clear();
  faults.inject({ kind: "sandbox", count: 1 });
  expect([1, 2].map(() => faults.strike("sandbox", ["a@x.example"])?.kind)).toEqual(["sandbox", undefined]);
});

test("of faults for one letter the oldest strikes first, whether it names an address or not", () => {
  const faults = new Faults(openStateDb(":memory:"));
  faults.inject({ kind: "late-events", delaySeconds: 1 });
  faults.inject({ kind: "late-events", address: "a@x.example", delaySeconds: 2 });
  faults.inject({ kind: "late-events", delaySeconds: 3 });
  const delays = [1, 2, 3].map(() => faults.strike("late-events", ["A@x.example"])?.delaySeconds);
  expect(delays).toEqual([1, 2, 3]);
});

test("a fault that struck in a transaction that failed strikes again", () => {
  const stateDb = openStateDb(":memory:");
  const faults = new Faults(stateDb);
  faults.inject({ kind: "throttle" });
  expect(() =>
    stateDb.transaction(() => {
      faults.strike("throttle", ["a@x.example"]);
      expect(faults.strike("throttle", ["a@x.example"])).toBeUndefined();
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(faults.strike("throttle", ["a@x.example"])).toBeDefined();
});

test("faults survive a restart", () => {
  const directory = temporaryDirectory();
  const first = openStateDb(directory);
  new Faults(first).inject({ kind: "crash", when: "before" });
  first.close();
  const second = openStateDb(directory);
  expect(new Faults(second).strike("crash", ["a@x.example"])).toMatchObject({ when: "before" });
  second.close();
});

test.each([
  [
    { kind: "fire" },
    "kind",
    'One of throttle, sandbox, daily-quota, send-rate, access-denied, bounce, soft-bounce, suppressed, reject, rendering-failure, delivery-delay, complaint, lose-reply, crash, lose-events, duplicate-events, late-events, duplicate-messages, late-messages, late-schedules, duplicate-schedules, throttle-table, lag-index; got "fire"',
  ],
  [{ address: "a@x.example" }, "kind", expect.stringMatching(/^One of throttle, .*; got nothing$/)],
  [["throttle"], "", expect.stringContaining('got ["throttle"]')],
  [{ kind: "late-events", delaySeconds: 0 }, "delaySeconds", expect.stringContaining("got 0")],
  [{ kind: "throttle", count: "3" }, "count", 'A whole number from 1, or "always"; got "3"'],
  [{ kind: "bounce", count: 0 }, "count", 'A whole number from 1, or "always"; got 0'],
  [{ kind: "bounce", address: "văn thư" }, "address", 'An e-mail address; got "văn thư"'],
  [{ kind: "crash", when: "never" }, "when", expect.stringContaining('got "never"')],
  [{ kind: "bounce", adress: "a@x.example" }, "", expect.stringContaining("adress")],
  [{ kind: "late-schedules", delaySeconds: 61 }, "delaySeconds", expect.stringContaining("got 61")],
  [{ kind: "daily-quota", address: "a@x.example" }, "", expect.stringContaining("address")],
  [
    { kind: "late-messages", address: "a@x.example", at: 1 },
    "",
    "Not known of late-messages: address, at; it takes kind, queue, count, delaySeconds",
  ],
  [{ kind: "throttle-table", operation: "scan" }, "operation", expect.stringContaining('got "scan"')],
])("%j is refused, with what is allowed", (input, path, message) => {
  const faults = new Faults(openStateDb(":memory:"));
  expect(faults.inject(input)).toEqual({ outcome: "rejected", errors: [{ path, message }] });
  expect(faults.waiting()).toEqual([]);
});

test.each([
  [{ kind: "late-messages", queue: "Post" }, "queue", 'Part of the name of a queue: Site-Jobs; got "Post"'],
  [{ kind: "throttle-table", table: "Notes" }, "table", 'Part of the name of a table: Site-Table; got "Notes"'],
  [{ kind: "lag-index", index: "Open" }, "index", 'One of open, unit; got "Open"'],
])("%j is refused where there is none, with what is there", (input, path, message) => {
  const tables = [{ name: "Site-Table", indexes: ["open", "unit"] }];
  const faults = new Faults(openStateDb(":memory:"), () => ({ queues: ["Site-Jobs"], tables }));
  expect(faults.inject(input)).toEqual({ outcome: "rejected", errors: [{ path, message }] });
});

test("a queue, a schedule or a table is named by a part of its name, in capitals or not; an index by its name", () => {
  const tables = [{ name: "Site-Table", indexes: ["open"] }];
  const faults = new Faults(openStateDb(":memory:"), () => ({ queues: ["Site-Jobs"], tables }));
  for (const fault of [
    { kind: "late-messages", queue: "jobs" },
    { kind: "duplicate-schedules", schedule: "Remind" },
    { kind: "throttle-table", table: "table", index: "open" },
  ])
    expect(faults.inject(fault).outcome).toBe("injected");
  expect(faults.strike("late-messages", ["Site-Others"])).toBeUndefined();
  expect(faults.strike("late-messages", ["Site-Jobs"])?.delaySeconds).toBe(1);
  expect(faults.strike("duplicate-schedules", ["watch"])).toBeUndefined();
  expect(faults.strike("duplicate-schedules", ["ALL-remind-10"])).toBeDefined();
});
