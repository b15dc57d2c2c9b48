import { expect, it } from "vitest";

import { isRefusal } from "../../../../functions/domain/refusal.ts";
import { brokenInvariants } from "../../../../lib/local/replay/invariants.ts";
import { readSeason } from "../../../../lib/local/replay/season.ts";
import { seasonOfSize } from "../../../../lib/local/season/made-up/season-of-size.ts";
import { playThrough } from "./play-through.ts";

// Larger ones are played by hand: npm run season, then npm run replay.
it("a season of 80 units loses no letter, doubles none and chases nobody who filed", { timeout: 120_000 }, async () => {
  const { units, directive, season } = seasonOfSize({ units: 80, seed: 6 });
  const read = readSeason(season, { units, directives: [directive] });
  if (isRefusal(read)) throw new Error(read.detail);
  const scenario = { units, directives: [directive], season: read };
  const { account, letters, close } = await playThrough(scenario);
  await close();
  expect(brokenInvariants(scenario, account, letters)).toEqual([]);
  expect(account.duplicates).toBe(0);
  expect(account.letters).toBeGreaterThan(300);
  expect(letters.filter(({ outcome }) => outcome === "bounced").length).toBeGreaterThan(0);
});
