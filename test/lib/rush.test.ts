import { describe, expect, it } from "vitest";

import { routeKeyOf } from "../../functions/http/routes.ts";
import { pageRoutes } from "../../functions/http/page-routes.ts";
import { FILING_SECONDS, RUSH_PER_SECOND, concurrencyNeed, concurrencyQuotas } from "../../lib/concurrency.ts";
import { limitsIn } from "./rush/gateway.ts";
import { evenly, filingsAt, readers, ways } from "./rush/people.ts";
import { playRush } from "./rush/play-rush.ts";
import { synthesize } from "./synthesized.ts";

const template = synthesize();
const limits = limitsIn(template);
const need = concurrencyNeed(template.toJSON());
const usual = concurrencyQuotas.usual - need.queues;

/** Seconds; the deadline is at ten. */
const throughout = evenly(2_000, 0, 10);
const halfOfThemLast = [...evenly(1_000, 0, 8), ...evenly(1_000, 8, 10)];
const READERS = readers(50);

describe("2,000 filings in the last ten seconds before a deadline, beside fifty pages a second of readers", () => {
  it.each([
    ["by the pages", throughout, ways.byPage],
    ["by the pages, half of them in the last two seconds", halfOfThemLast, ways.byPage],
    ["by the pages, all of it within three seconds", throughout, ways.headlong],
    ["by units' own systems", throughout, ways.byApi],
    ["by units' own systems, half of them in the last two seconds", halfOfThemLast, ways.byApi],
  ])("%s: nobody is turned away anywhere, and each is received at its own moment", (_, moments, way) => {
    const rush = playRush([...filingsAt(moments, way), ...READERS], limits, usual);
    expect(rush.turnedAway).toEqual({});
    expect(rush.received).toEqual(moments.toSorted((a, b) => a - b));
    expect(rush.peak).toBeLessThan(usual);
  });

  it("would be turned away by a lower limit, and the route is named with how many they were", () => {
    const [filing, drafting] = [routeKeyOf(pageRoutes.fileDraft), routeKeyOf(pageRoutes.keepReport)];
    const slow = { perSecond: 20, burst: 40 };
    const requests = [...filingsAt(throughout, ways.byPage), ...READERS];
    const pages = playRush(
      requests,
      { ...limits, routes: { ...limits.routes, [filing]: slow, [drafting]: slow } },
      usual,
    );
    expect(Object.keys(pages.turnedAway).toSorted()).toEqual([
      `${filing}: its route's limit`,
      `${drafting}: its route's limit`,
    ]);
    expect(pages.turnedAway[`${filing}: its route's limit`]).toBe(2_000 - pages.received.length);
    expect(pages.received.length).toBeLessThan(250);

    const stage = playRush(requests, { ...limits, stage: { perSecond: 100, burst: 200 } }, usual);
    expect(stage.turnedAway[`${filing}: the stage's limit`]).toBeGreaterThan(1_000);
  });

  it("would be turned away by a new account's ten executions, which is why the doctor asks for more", () => {
    const rush = playRush(filingsAt(throughout, ways.byPage), limits, concurrencyQuotas.new);
    expect(rush.turnedAway[`${routeKeyOf(pageRoutes.fileDraft)}: the account's executions`]).toBeGreaterThan(1_500);
    expect(need.altogether).toBeGreaterThan(concurrencyQuotas.new);
    expect(need.altogether).toBeLessThan(concurrencyQuotas.usual);
  });

  it("have their room in what a deployment is said to need", () => {
    const rush = playRush([...filingsAt(throughout, ways.byPage), ...READERS], limits, usual);
    expect(rush.peak).toBeLessThanOrEqual(need.people);
  });

  it("are not all let in when they come within one second: then the limit of the route is", () => {
    const rush = playRush(filingsAt(evenly(2_000, 9, 10), ways.byPage), limits, usual);
    expect(rush.received.length).toBeGreaterThan(900);
    expect(rush.received.length).toBeLessThan(2_000);
  });
});

describe("what a deployment needs of the account's executions", () => {
  it("is what its queues may take, and what a rush takes", () => {
    expect(need).toEqual({ queues: 16, people: 2 * RUSH_PER_SECOND * FILING_SECONDS + 1, altogether: 417 });
  });

  it("grows with the letters a second", () => {
    expect(concurrencyNeed(synthesize({ mailRate: 200 }).toJSON()).queues).toBe(24 + 8 + 20 + 8 + 2);
  });

  it("cannot be told of a template in which a queue may take all", () => {
    const uncapped = {
      Resources: { Source: { Type: "AWS::Lambda::EventSourceMapping", Properties: { BatchSize: 1 } } },
    };
    expect(() => concurrencyNeed(uncapped)).toThrow("ScalingConfig");
  });
});
