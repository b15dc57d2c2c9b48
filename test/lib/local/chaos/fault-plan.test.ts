import { describe, expect, it } from "vitest";

import { formatInstant, parseInstant } from "../../../../functions/domain/instant.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";
import { PATIENCE_MS, WAITING_PATIENCE_MS, makesWait, weatherOf } from "../../../../lib/local/chaos/fault-plan.ts";
import type { Step, Strike } from "../../../../lib/local/chaos/fault-plan.ts";

const scenario = readScenario({});
const weathers = Array.from({ length: 120 }, (_, at) => weatherOf(scenario, at + 1));
const step = (at: string, kind: Step["kind"] = "move"): Step => ({ name: at, at: parseInstant(at), kind });
const quietDay = step("2017-10-03T13:13:00+07:00");

/** What befalls a step in the faultPlan of so many seeds. */
const strikes = (one: Step): Strike[] => weathers.map((faultPlan) => faultPlan(one));
const isClear = ({ faults, killAfterMs }: Strike) => faults.length + killAfterMs.length === 0;

describe("the faultPlan", () => {
  it("is the same whenever the seed is, and another for another", () => {
    expect(weatherOf(scenario, 1)(quietDay)).toEqual(weathers[0]?.(quietDay));
    expect(new Set(strikes(quietDay).map((strike) => JSON.stringify(strike))).size).toBeGreaterThan(20);
  });

  it("knows every kind of fault, and kills moves and acts, some of them twice", () => {
    const all = [...strikes(quietDay), ...strikes({ ...quietDay, name: "an act", kind: "act" })];
    expect([...new Set(all.flatMap(({ faults }) => faults.map(({ kind }) => kind)))].toSorted()).toEqual([
      "access-denied",
      "bounce",
      "complaint",
      "crash",
      "daily-quota",
      "delivery-delay",
      "duplicate-events",
      "duplicate-messages",
      "duplicate-schedules",
      "lag-index",
      "late-events",
      "late-messages",
      "late-schedules",
      "lose-events",
      "lose-reply",
      "sandbox",
      "send-rate",
      "soft-bounce",
      "suppressed",
      "throttle",
      "throttle-table",
    ]);
    expect(new Set(all.map(({ killAfterMs }) => killAfterMs.length))).toEqual(new Set([0, 1, 2]));
  });

  it.each([
    ["the last second before the deadline", "2017-10-29T23:59:59+07:00"],
    ["the morning before a deadline's midnight", "2017-10-29T22:00:00+07:00"],
    ["a milestone that an act follows within hours", "2017-10-13T08:00:00+07:00"],
    ["the last act before the end", "2017-11-10T16:00:00+07:00"],
    ["what comes after the end", "2017-11-10T18:00:00+07:00"],
  ])("spares %s: what it held up could not be told from what is owed", (_, at) => {
    expect(strikes(step(at)).filter((strike) => !isClear(strike))).toEqual([]);
  });

  it("never strikes where another moment of the season follows before its letters must have arrived", () => {
    const moments = scenario.season.acts.map(({ at }) => at);
    for (const at of moments) {
      const next = moments.find((other) => other > at);
      if (next === undefined || next - at >= PATIENCE_MS) continue;
      expect(strikes(step(formatInstant(at))).every(isClear)).toBe(true);
    }
  });

  it("lets letters wait for their address only where nothing else happens for a day", () => {
    const waits = (one: Step) => strikes(one).filter(({ faults }) => faults.some(makesWait)).length;
    expect(waits(quietDay)).toBeGreaterThan(0);
    const moments = scenario.season.acts.map(({ at }) => at);
    const nextTo = moments.filter((at) => moments.some((other) => other > at && other - at < WAITING_PATIENCE_MS));
    expect(nextTo.length).toBeGreaterThan(5);
    for (const at of nextTo) expect(waits(step(formatInstant(at)))).toBe(0);
  });

  it("never loses both the answer of a send and the events that tell of it", () => {
    for (const { faults, killAfterMs } of strikes(quietDay)) {
      const kinds = new Set(faults.map(({ kind }) => kind));
      if (!kinds.has("lose-events")) continue;
      expect([kinds.has("lose-reply"), kinds.has("crash"), killAfterMs]).toEqual([false, false, []]);
    }
  });

  it("never loses the events of mail that comes back, nor strikes an address that the season itself has struck", () => {
    const addresses = (kinds: readonly string[]) =>
      new Set(
        strikes(quietDay).flatMap(({ faults }) =>
          faults.flatMap((fault) =>
            kinds.includes(fault.kind) && "address" in fault && fault.address !== undefined ? [fault.address] : [],
          ),
        ),
      );
    const failing = addresses(["bounce", "soft-bounce", "suppressed", "complaint", "delivery-delay"]);
    const unheard = addresses(["lose-events", "late-events"]);
    expect(Math.min(failing.size, unheard.size)).toBeGreaterThan(5);
    expect([...unheard].filter((address) => failing.has(address))).toEqual([]);
    expect([...failing, ...unheard]).not.toContain("vanthu@cu-kuin.daklak.example");
  });
});
