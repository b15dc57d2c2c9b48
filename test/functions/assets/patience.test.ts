import { afterEach, describe, expect, it, vi } from "vitest";

import { isBusy, pauseMs } from "../../../functions/assets/patience.ts";

const answered = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers });
const chance = (value: number) => vi.spyOn(Math, "random").mockReturnValue(value);
afterEach(() => vi.restoreAllMocks());

describe("a request", () => {
  it.each([
    ["turned away by the gateway's limit", answered(429), true],
    ["that no function could be had for", answered(503), true],
    ["whose function did not answer", answered(502), true],
    ["asked to come again", answered(409, { "retry-after": "5" }), true],
    ["that was never answered", undefined, true],
    ["that was carried out", answered(200), false],
    ["that the site refuses", answered(409), false],
    ["whose sign-in has ended", answered(401), false],
    ["that broke the site", answered(500), false],
  ])("%s may be sent again as it is: %s", (_what, response, busy) => {
    expect(isBusy(response)).toBe(busy);
  });
});

describe("the pause before the next try", () => {
  it("grows with each try, up to twenty seconds", () => {
    chance(0.5);
    expect([0, 1, 2, 3, 4, 5, 20].map((tries) => pauseMs(tries, answered(429)))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 20_000, 20_000,
    ]);
  });

  it("differs by half either way, so that a crowd does not come back as one", () => {
    chance(0);
    expect(pauseMs(2, undefined)).toBe(2000);
    chance(0.999_999);
    expect(pauseMs(2, undefined)).toBeCloseTo(6000, 1);
  });

  it("is never shorter than the answer asks for, in seconds or by a date", () => {
    chance(0.5);
    expect(pauseMs(0, answered(429, { "retry-after": "30" }))).toBe(30_000);
    expect(pauseMs(6, answered(429, { "retry-after": "1" }))).toBe(20_000);
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    expect(pauseMs(0, answered(503, { "retry-after": inAMinute }))).toBeGreaterThan(57_000);
    expect(pauseMs(0, answered(503, { "retry-after": "soon" }))).toBe(1000);
  });
});
