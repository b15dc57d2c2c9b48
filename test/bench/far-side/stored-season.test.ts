import { unmarshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";

import { readDutyItem, readOpenDutyItem } from "../../../functions/store/duty-item.ts";
import { keys } from "../../../functions/store/table.ts";
import { itemSize } from "./item-size.ts";
import { dutyOfUnit, numberOf, unitIdOf, where } from "./made-up-season.ts";
import { storedSeason } from "./stored-season.ts";
import type { Entries } from "./stored-season.ts";

const season = { units: 5_200, openOneIn: 7 };
const { table, open } = storedSeason(season);
const places = ({ length }: Entries) => Array.from({ length }, (_, place) => place);

describe("a season that is made when it is read", () => {
  it("is the one that the program would have written, duty for duty", () => {
    const duties = places(table).map((place) => readDutyItem(unmarshall(table.itemAt(place))));
    for (const { receipts: _receipts, ...duty } of duties.filter((_, nth) => nth % 20 === 0)) {
      const { receipts: _own, ...own } = dutyOfUnit(season, numberOf(duty.unitId));
      expect(duty).toEqual(own);
    }
    expect(new Set(duties.map(({ unitId }) => unitId)).size).toBe(season.units);
  });

  it("has every open duty in the index once, under its shard, by unit", () => {
    const { shards, ...ref } = where(season);
    expect([...open.keys()]).toEqual(Array.from({ length: shards }, (_, shard) => keys.obligationShard(ref, shard)));
    const numbers = [...open.values()].map((entries) =>
      places(entries).map((place) => numberOf(readOpenDutyItem(unmarshall(entries.itemAt(place))).unitId)),
    );
    for (const some of numbers) expect(some).toEqual(some.toSorted((a, b) => a - b));
    expect(numbers.flat().toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: season.units }, (_, number) => number).filter((number) => number % season.openOneIn === 0),
    );
  });

  it("weighs what its items weigh", () => {
    for (const entries of [table, ...open.values()])
      for (const place of places(entries).slice(0, 200))
        expect(entries.sizeAt(place)).toBe(itemSize(entries.itemAt(place)));
  });

  it("goes on behind a unit", () => {
    expect(table.after(unitIdOf(numberOf(table.itemAt(41)["sk"]?.S ?? "")))).toBe(42);
  });
});
