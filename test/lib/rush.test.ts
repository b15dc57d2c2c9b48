import { describe, expect, it } from "vitest";

import { routeKeyOf, routes } from "../../functions/http/routes.ts";
import { pageRoutes } from "../../functions/http/page-routes.ts";
import { FILING_SECONDS, RUSH_PER_SECOND, concurrencyNeed, concurrencyQuotas } from "../../lib/concurrency.ts";
import { stageLimit } from "../../lib/route-limits.ts";
import type { Limit } from "../../lib/route-limits.ts";
import { only, resourcesOf, synthesize } from "./synthesized.ts";

const template = synthesize();
const stage = only(resourcesOf(template, "AWS::ApiGatewayV2::Stage")).properties;
const need = concurrencyNeed(template.toJSON());

/** A limit as the gateway keeps it: so many at once, filled up at so many a second (a token bucket). */
class Bucket {
  readonly #limit: Limit;
  #tokens: number;
  #at = 0;

  constructor(limit: Limit) {
    this.#limit = limit;
    this.#tokens = limit.burst;
  }

  /** @param at seconds, never less than before */
  takes(at: number): boolean {
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + (at - this.#at) * this.#limit.perSecond);
    this.#at = at;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

const limitInTemplate = (routeKey: string): Limit => {
  const { ThrottlingRateLimit, ThrottlingBurstLimit } = stage["RouteSettings"][routeKey];
  return { perSecond: ThrottlingRateLimit, burst: ThrottlingBurstLimit };
};

/** Who comes when, through the template's own limits and the account's quota, each kept busy for as long as a filing takes. */
function rush({ arrivals, routeKeys, quota }: { arrivals: number[]; routeKeys: string[]; quota: number }) {
  const routeBuckets = new Map(routeKeys.map((key) => [key, new Bucket(limitInTemplate(key))]));
  const whole = new Bucket(stageLimit);
  const room = quota - need.queues;
  const busyUntil: number[] = [];
  const taken: number[] = [];
  for (const [nth, at] of arrivals.toSorted((a, b) => a - b).entries()) {
    while (busyUntil.length > 0 && (busyUntil[0] ?? 0) <= at) busyUntil.shift();
    const letIn = routeBuckets.get(routeKeys[nth % routeKeys.length] ?? "")?.takes(at) === true && whole.takes(at);
    if (!letIn || busyUntil.length >= room) continue;
    busyUntil.push(at + FILING_SECONDS);
    // The moment of receipt is the gateway's, not that at which a function has done its part.
    taken.push(at);
  }
  return { taken, refused: arrivals.length - taken.length };
}

const byApi = routeKeyOf(routes.fileReport);
const byPage = routeKeyOf(pageRoutes.fileDraft);
const evenly = (count: number, seconds: number) => Array.from({ length: count }, (_, nth) => (nth * seconds) / count);
/** Half of 2,000 in the last two of ten seconds. */
const halfOfThemLast = [...evenly(1_000, 8), ...evenly(1_000, 2).map((at) => 8 + at)];

describe("2,000 filings in the last ten seconds before a deadline", () => {
  it.each([
    ["by the pages", [byPage]],
    ["by the API", [byApi]],
    ["by both", [byPage, byApi]],
  ])("are all let in, each received at its own moment: %s", (_, routeKeys) => {
    for (const arrivals of [evenly(2_000, 10), halfOfThemLast]) {
      const { taken, refused } = rush({ arrivals, routeKeys, quota: concurrencyQuotas.usual });
      expect(refused).toBe(0);
      expect(taken).toEqual(arrivals.toSorted((a, b) => a - b));
    }
  });

  it("would be refused by a new account's ten executions, which is why the doctor asks for more", () => {
    expect(rush({ arrivals: evenly(2_000, 10), routeKeys: [byPage], quota: concurrencyQuotas.new }).refused).toBe(
      2_000,
    );
    expect(need.altogether).toBeGreaterThan(concurrencyQuotas.new);
    expect(need.altogether).toBeLessThan(concurrencyQuotas.usual);
  });

  it("are not all let in when they come within one second: then the account's executions are the limit", () => {
    const { taken } = rush({ arrivals: evenly(2_000, 1), routeKeys: [byPage, byApi], quota: concurrencyQuotas.usual });
    expect(taken).toHaveLength(concurrencyQuotas.usual - need.queues);
  });

  it("would not have been let in by the limit that pages had, of 20 a second", () => {
    const old = new Bucket({ perSecond: 20, burst: 40 });
    expect(evenly(2_000, 10).filter((at) => old.takes(at)).length).toBeLessThan(300);
  });
});

describe("what a deployment needs of the account's executions", () => {
  it("is what its queues may take, and what a rush takes", () => {
    expect(need).toEqual({ queues: 12, people: 2 * RUSH_PER_SECOND * FILING_SECONDS + 1, altogether: 413 });
  });

  it("grows with the letters a second", () => {
    expect(concurrencyNeed(synthesize({ mailRate: 200 }).toJSON()).queues).toBe(40 + 20 + 8);
  });

  it("cannot be told of a template in which a queue may take all", () => {
    const uncapped = {
      Resources: { Source: { Type: "AWS::Lambda::EventSourceMapping", Properties: { BatchSize: 1 } } },
    };
    expect(() => concurrencyNeed(uncapped)).toThrow("ScalingConfig");
  });
});
