import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { openStateDb } from "../src/state-db.ts";
import { temporaryDirectory } from "./stand-ins.ts";

const put = "INSERT INTO setting (name, value) VALUES (?, 1)";
const names = "SELECT name FROM setting ORDER BY name";

test("a transaction that fails leaves nothing, and none of its effects run", () => {
  const stateDb = openStateDb(":memory:");
  const effects: string[] = [];
  expect(() =>
    stateDb.transaction(() => {
      stateDb.prepare(put).run("a");
      stateDb.afterCommit(() => effects.push("a"));
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(stateDb.prepare(names).all()).toEqual([]);
  expect(effects).toEqual([]);
});

test("effects run once the outermost transaction is committed, without those of a part that failed", () => {
  const stateDb = openStateDb(":memory:");
  const effects: string[] = [];
  stateDb.transaction(() => {
    stateDb.afterCommit(() => effects.push("outer"));
    expect(() =>
      stateDb.transaction(() => {
        stateDb.prepare(put).run("inner");
        stateDb.afterCommit(() => effects.push("inner"));
        throw new Error("no");
      }),
    ).toThrow("no");
    stateDb.prepare(put).run("outer");
    expect(effects).toEqual([]);
  });
  expect(stateDb.prepare(names).all()).toEqual([{ name: "outer" }]);
  expect(effects).toEqual(["outer"]);
});

test("who remembers something of the state database is told when a transaction, or a part of one, is undone", () => {
  const stateDb = openStateDb(":memory:");
  let told = 0;
  stateDb.onUndone(() => (told += 1));
  stateDb.transaction(() => stateDb.prepare(put).run("a"));
  expect(told).toBe(0);
  stateDb.transaction(() => {
    expect(() =>
      stateDb.transaction(() => {
        throw new Error("no");
      }),
    ).toThrow("no");
  });
  expect(told).toBe(1);
});

test("what was committed survives a kill -9 of the process", async () => {
  const directory = temporaryDirectory();
  const program = `
    const { openStateDb } = await import(${JSON.stringify(new URL("../src/state-db.ts", import.meta.url).href)});
    const stateDb = openStateDb(${JSON.stringify(directory)});
    stateDb.transaction(() => stateDb.prepare(${JSON.stringify(put)}).run("kept"));
    process.stdout.write("ready");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  await once(child.stdout, "data");
  expect(() => openStateDb(directory)).toThrow("in use by another process");
  child.kill("SIGKILL");
  await once(child, "exit");
  const stateDb = openStateDb(directory);
  expect(stateDb.prepare(names).all()).toEqual([{ name: "kept" }]);
  stateDb.close();
});
