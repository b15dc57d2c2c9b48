import { describe, expect, it } from "vitest";

import { brokenInvariants } from "../../../../lib/local/replay/invariants.ts";
import { madeUpSeason } from "./made-up-season.ts";
import { isUnitAct } from "../../../../lib/local/replay/season-acts.ts";
import { playThrough } from "./play-through.ts";

// Each is held to what its acts alone say: who is to be written to when, and how everybody stands.
describe("a season made up by chance", () => {
  it.each([
    { seed: 1, units: 8, issuedOn: "2026-01-05", what: "over Tết and a swapped day" },
    { seed: 2, units: 8, issuedOn: "2017-08-10", what: "over a substitute day" },
  ])("$what breaks no invariant (seed $seed)", { timeout: 120_000 }, async ({ seed, units, issuedOn }) => {
    const scenario = madeUpSeason({ seed, units, issuedOn });
    const { account, letters, close } = await playThrough(scenario);
    await close();
    expect(scenario.season.acts.length).toBeGreaterThan(20);
    expect(brokenInvariants(scenario, account, letters)).toEqual([]);
    // Each act that frees a unit, or asks it again, is told by one letter of its own.
    const done = (...acts: string[]) =>
      scenario.season.acts
        .filter(({ act }) => acts.includes(act))
        .flatMap((act) => (isUnitAct(act) ? [act.unit] : "units" in act ? act.units : []));
    const told = (kind: string) => account.events.filter((one) => one.kind === kind).map(({ unit }) => unit);
    expect(done("reinstate").length).toBeGreaterThan(0);
    expect(told("exempted").toSorted()).toEqual(done("exempt", "release").toSorted());
    expect(told("added").toSorted()).toEqual(done("add").toSorted());
    expect(told("moved").length).toBeGreaterThan(0);
    expect(told("reminded").length).toBeGreaterThan(0);
    expect(letters.filter(({ to }) => to.includes("lai1@don-vi.example")).length).toBeGreaterThan(0);
    expect(told("reinstated").toSorted()).toEqual(done("reinstate").toSorted());
  });
});
