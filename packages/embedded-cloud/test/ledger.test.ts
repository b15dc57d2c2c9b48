import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { openLedger } from "../src/ledger.ts";
import { temporaryDirectory } from "./stand-ins.ts";

const put = "INSERT INTO setting (name, value) VALUES (?, 1)";
const names = "SELECT name FROM setting ORDER BY name";

test("a transaction that fails leaves nothing, and none of its effects run", () => {
  const ledger = openLedger(":memory:");
  const effects: string[] = [];
  expect(() =>
    ledger.transaction(() => {
      ledger.prepare(put).run("a");
      ledger.afterCommit(() => effects.push("a"));
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(ledger.prepare(names).all()).toEqual([]);
  expect(effects).toEqual([]);
});

test("effects run once the outermost transaction is committed, without those of a part that failed", () => {
  const ledger = openLedger(":memory:");
  const effects: string[] = [];
  ledger.transaction(() => {
    ledger.afterCommit(() => effects.push("outer"));
    expect(() =>
      ledger.transaction(() => {
        ledger.prepare(put).run("inner");
        ledger.afterCommit(() => effects.push("inner"));
        throw new Error("no");
      }),
    ).toThrow("no");
    ledger.prepare(put).run("outer");
    expect(effects).toEqual([]);
  });
  expect(ledger.prepare(names).all()).toEqual([{ name: "outer" }]);
  expect(effects).toEqual(["outer"]);
});

test("who remembers something of the ledger is told when a transaction, or a part of one, is undone", () => {
  const ledger = openLedger(":memory:");
  let told = 0;
  ledger.onUndone(() => (told += 1));
  ledger.transaction(() => ledger.prepare(put).run("a"));
  expect(told).toBe(0);
  ledger.transaction(() => {
    expect(() =>
      ledger.transaction(() => {
        throw new Error("no");
      }),
    ).toThrow("no");
  });
  expect(told).toBe(1);
});

test("what was committed survives a kill -9 of the process", async () => {
  const directory = temporaryDirectory();
  const program = `
    const { openLedger } = await import(${JSON.stringify(new URL("../src/ledger.ts", import.meta.url).href)});
    const ledger = openLedger(${JSON.stringify(directory)});
    ledger.transaction(() => ledger.prepare(${JSON.stringify(put)}).run("kept"));
    process.stdout.write("ready");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  await once(child.stdout, "data");
  expect(() => openLedger(directory)).toThrow("in use by another process");
  child.kill("SIGKILL");
  await once(child, "exit");
  const ledger = openLedger(directory);
  expect(ledger.prepare(names).all()).toEqual([{ name: "kept" }]);
  ledger.close();
});
