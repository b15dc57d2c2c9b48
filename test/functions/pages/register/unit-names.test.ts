import { describe, expect, it } from "vitest";

import { idGiven, unitCalled, unitIdOf } from "../../../../functions/pages/register/unit-names.ts";
import { unitId } from "../../season.ts";

const units = [
  { id: unitId("stp"), name: "Sở Tư pháp" },
  { id: unitId("ea-kao"), name: "UBND xã Ea Kao" },
  { id: unitId("ea-kao-2"), name: "UBND xã Ea Kao" },
];

describe("what a unit is called in a line", () => {
  it("is its name, with its id where another has it or they are many, and read again means that unit", () => {
    const few = units.map(({ id }) => unitCalled(id, { atHand: units, areMany: false }));
    expect(few).toEqual(["Sở Tư pháp", "UBND xã Ea Kao", "UBND xã Ea Kao (ea-kao-2)"]);
    const ofMany = units.map(({ id }) => unitCalled(id, { atHand: units, areMany: true }));
    expect(ofMany).toEqual(["Sở Tư pháp (stp)", "UBND xã Ea Kao (ea-kao)", "UBND xã Ea Kao (ea-kao-2)"]);
    for (const called of [few, ofMany])
      expect(called.map((line) => unitIdOf(line, units))).toEqual(units.map(({ id }) => id));
  });

  it("is what stands there already, where that is no unit's id", () => {
    expect(unitCalled("so tu phap", { atHand: units, areMany: true })).toBe("so tu phap");
  });

  it.each(["Sở Y tế (stp)", "UBND xã Ea Kao (stp)", "Sở Tư pháp (syt)", "ubnd xa ea kao"])(
    "no unit is meant by %s, of which name and id are not one unit's",
    (line) => expect(unitIdOf(line, units)).toBe(line),
  );

  it.each([
    ["stp", "stp"],
    ["Sở Tư pháp (stp)", "stp"],
    ["Sở Tư pháp", undefined],
    ["UBND xã A (huyện B)", undefined],
  ])("%s gives the id %s", (line, id) => expect(idGiven(line)).toBe(id));
});
