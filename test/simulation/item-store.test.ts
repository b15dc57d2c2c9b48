import { describe, expect, it } from "vitest";

import { absent, allOf, anyOf, below, between, equals, exists, oneOf } from "../../functions/store/expressions.ts";
import { ItemStore } from "./item-store.ts";
import type { Lags } from "./item-store.ts";
import { MemoryTable } from "./memory-table.ts";

const CALM: Lags = { ofIndexes: () => 0, ofReads: () => 0, mostOfReads: 0 };
const KEY = { pk: "OBLIGATION#a", sk: "UNIT#b" };

function tableWith(lags: Lags) {
  const clock = { now: 1000 };
  const items = new ItemStore(() => clock.now, lags);
  return { clock, items, table: new MemoryTable(items) };
}

describe("an index", () => {
  it("shows a write when its lag is over, and what was there until then", async () => {
    const { clock, table } = tableWith({ ...CALM, ofIndexes: () => 500 });
    const shown = async () => (await table.query(equals("pk", KEY.pk), { index: "open" })).items.map(({ due }) => due);
    await table.put({ ...KEY, due: "2017-10-30#b" });
    expect(await shown()).toEqual([]);
    clock.now += 500;
    expect(await shown()).toEqual(["2017-10-30#b"]);
    await table.update(KEY, { remove: [["due"]] });
    expect(await shown()).toEqual(["2017-10-30#b"]);
    clock.now += 500;
    expect(await shown()).toEqual([]);
  });

  it("never turns an item back, though a later write be shown sooner", async () => {
    const lags = [500, 0];
    const { clock, table } = tableWith({ ...CALM, ofIndexes: () => lags.shift() ?? 0 });
    await table.put({ ...KEY, due: "1" });
    await table.put({ ...KEY, due: "2" });
    clock.now += 499;
    expect((await table.query(equals("pk", KEY.pk), { index: "open" })).items).toEqual([]);
    clock.now += 1;
    expect((await table.query(equals("pk", KEY.pk), { index: "open" })).items[0]).toMatchObject({ due: "2" });
  });

  it("goes on behind the place that it had reached, though what stood there be gone", async () => {
    const { table } = tableWith(CALM);
    for (const unit of ["a", "b", "c"]) await table.put({ pk: "p", sk: unit, due: `2017#${unit}` });
    const first = await table.query(equals("pk", "p"), { index: "open", limit: 2 });
    expect(first).toMatchObject({ items: [{ sk: "a" }, { sk: "b" }], after: { pk: "p", sk: "b", due: "2017#b" } });
    await table.remove({ pk: "p", sk: "b" });
    expect((await table.query(equals("pk", "p"), { index: "open", after: first.after })).items).toMatchObject([
      { sk: "c" },
    ]);
  });

  it("takes no empty key", async () => {
    const { table } = tableWith(CALM);
    await expect(table.put({ ...KEY, due: "" })).rejects.toThrow("ValidationException");
  });
});

it("a read that does not ask for the latest write may be a little old; one that does is not", async () => {
  const { clock, table } = tableWith({ ...CALM, ofReads: () => 300, mostOfReads: 300 });
  await table.put({ ...KEY, state: "awaiting" });
  clock.now += 300;
  await table.update(KEY, { set: { state: "submitted" } });
  clock.now += 299;
  expect(await table.get(KEY)).toMatchObject({ state: "awaiting" });
  expect(await table.get(KEY, { consistent: true })).toMatchObject({ state: "submitted" });
  clock.now += 1;
  expect(await table.get(KEY)).toMatchObject({ state: "submitted" });
});

describe("an update", () => {
  it.each([
    ["a path into a map that is not there", { setIn: [{ path: ["letters", "a"], value: 1 }] }],
    ["a removal from a map that is not there", { remove: [["letters", "a"]] }],
    ["a value that is not there", { set: { state: undefined } }],
    ["a change of the key", { set: { sk: "other" } }],
  ])("is refused for %s", async (_what, change) => {
    const { table } = tableWith(CALM);
    await expect(table.update(KEY, change)).rejects.toThrow(/document path|not there|never changed/);
  });

  it("makes an item where there is none, and leaves what others have read as it was", async () => {
    const { table } = tableWith(CALM);
    await table.update(KEY, { set: { letters: { a: { status: "claimed" } } } });
    const read = await table.get(KEY);
    await table.update(KEY, { setIn: [{ path: ["letters", "a", "status"], value: "sent" }], add: { tries: 2 } });
    expect(read).toEqual({ ...KEY, letters: { a: { status: "claimed" } } });
    expect(await table.get(KEY)).toEqual({ ...KEY, letters: { a: { status: "sent" } }, tries: 2 });
  });

  it("answers the item before it, after it, or what it has changed", async () => {
    const { table } = tableWith(CALM);
    await table.put({ ...KEY, revision: 1, other: "x" });
    const change = { set: { revision: 2 } };
    expect(await table.updateAndRead(KEY, change, [], "ALL_OLD")).toEqual({ ...KEY, revision: 1, other: "x" });
    expect(await table.updateAndRead(KEY, { add: { revision: 1 } })).toEqual({ revision: 3 });
    expect(await table.updateAndRead(KEY, change, [], "ALL_NEW")).toEqual({ ...KEY, revision: 2, other: "x" });
    expect(await table.updateAndRead(KEY, change, [equals("revision", 3)])).toBeUndefined();
  });
});

it.each([
  ["what is there", exists("state"), true],
  ["what is not there", absent("letters", "a", "b"), true],
  ["a list of values", oneOf("state", ["draft", "awaiting"]), true],
  ["a value of another type", equals("revision", "1"), false],
  ["a number below another", below("revision", 2), true],
  ["a number against a text", below("revision", "2"), false],
  ["a range with its ends", between("state", "awaiting", "b"), true],
  ["nothing against anything", below("nothing", 5), false],
  [
    "either of two, the second of which is two at once",
    anyOf(absent("state"), allOf(exists("state"), equals("revision", 1))),
    true,
  ],
  ["AND before OR", allOf(anyOf(absent("state"), exists("revision")), absent("state")), false],
])("a condition on %s holds or not", async (_what, condition, holds) => {
  const { table } = tableWith(CALM);
  await table.put({ ...KEY, state: "awaiting", revision: 1 });
  expect(await table.update(KEY, { set: { done: true } }, [condition])).toBe(holds);
});
