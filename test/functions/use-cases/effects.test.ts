import { expect, it } from "vitest";

import { newAttempt } from "../../../functions/runtime/clock.ts";

it("names an attempt by eight characters that a mail tag may hold, each time by others", () => {
  const names = Array.from({ length: 10_000 }, newAttempt);
  for (const name of names) expect(name).toMatch(/^[\w-]{8}$/);
  expect(new Set(names).size).toBe(names.length);
});

it("takes all of a name from chance: every bit of its 48 is set about as often as not", () => {
  const names = Array.from({ length: 10_000 }, () => Buffer.from(newAttempt(), "base64url"));
  for (let bit = 0; bit < 48; bit++) {
    const set = names.filter((bytes) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
    // Some ten standard deviations.
    expect(Math.abs(set - 5_000)).toBeLessThan(500);
  }
});
