import { describe, expect, test } from "vitest";

import { isReporter, nameKey } from "../../../../functions/domain/unit.ts";
import { unitsFile } from "../../../../lib/local/replay/perform.ts";
import { readSeason } from "../../../../lib/local/replay/season.ts";
import { readUnitsFile } from "../../../../functions/use-cases/read-units-file.ts";
import { Chance } from "../../../../lib/local/season/made-up/chance.ts";
import { madeUpUnits } from "../../../../lib/local/season/made-up/made-up-units.ts";
import { placeName, slugOf } from "../../../../lib/local/season/made-up/place-names.ts";
import { FEWEST_UNITS, seasonOfSize } from "../../../../lib/local/season/made-up/season-of-size.ts";

describe("a season of any size", () => {
  test("is the same to the byte for the same size and seed, and another for another seed", () => {
    const text = (seed: number): string => JSON.stringify(seasonOfSize({ units: 300, seed }));
    expect(text(7)).toBe(text(7));
    expect(text(8)).not.toBe(text(7));
  });

  test("is what the replay takes: units by their file, and acts that their duties allow", () => {
    const { units, directive, season } = seasonOfSize({ units: 2_000, seed: 1 });
    expect(readUnitsFile(unitsFile(units))).toHaveLength(2_000);
    expect(readSeason(season, { units, directives: [directive] })).toMatchObject({
      acts: { length: season.acts.length },
    });
  });

  test("has no two units of one id or name, however many there are", () => {
    const units = madeUpUnits(20_000, new Chance(1));
    expect(new Set(units.map(({ id }) => id)).size).toBe(20_000);
    expect(new Set(units.map(({ name }) => nameKey(name))).size).toBe(20_000);
    expect(new Set(units.map(({ clerkEmail }) => clerkEmail)).size).toBe(20_000);
  });

  test("keeps to addresses that reach nobody", () => {
    const { units } = seasonOfSize({ units: 500, seed: 1 });
    const addresses = units.flatMap(({ clerkEmail, officeEmail, headEmail }) => [clerkEmail, officeEmail, headEmail]);
    for (const address of addresses.filter(Boolean)) expect(address).toMatch(/\.example$/);
  });

  test("has the shape of the season of 2017: most file in time, some late, some never, each kind of act occurs", () => {
    const { units, directive, season } = seasonOfSize({ units: 4_000, seed: 1 });
    const [reports] = directive.obligations;
    const reporters = units.filter((unit) => isReporter(reports!.reporters, unit)).length;
    const first = new Map<unknown, string>();
    for (const { act, unit, at } of season.acts)
      if ((act === "submit" || act === "paper") && !first.has(unit)) first.set(unit, at);
    const inTime = [...first.values()].filter((at) => at < (reports!.before ?? "")).length;
    expect(inTime / reporters).toBeGreaterThan(0.8);
    expect(inTime / reporters).toBeLessThan(0.9);
    expect(first.size / reporters).toBeLessThan(0.97);
    expect(new Set(season.acts.map(({ act }) => act))).toEqual(
      new Set(["bounce", "draft", "submit", "paper", "return", "extend", "accept", "exempt", "reason"]),
    );
  });

  test("may be as small as one that reports, one that receives, and one that receives from that", () => {
    const { units, directive, season } = seasonOfSize({ units: FEWEST_UNITS, seed: 1 });
    expect(readSeason(season, { units, directives: [directive] })).toHaveProperty("acts");
  });
});

test("every number has a name of its own, also without accents", () => {
  const names = Array.from({ length: 10_000 }, (_, number) => placeName(number));
  expect(new Set(names.map(slugOf)).size).toBe(10_000);
  expect(slugOf("Đại Điền")).toBe("dai-dien");
});
