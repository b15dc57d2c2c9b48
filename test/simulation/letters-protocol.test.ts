import { describe, expect, it } from "vitest";

import type { Deployed } from "./cloud.ts";
import { playHistory } from "./play-history.ts";
import type { History } from "./play-history.ts";
import { PROTOCOLS } from "./protocols.ts";
import { told } from "./replay.ts";
import { WITHOUT } from "./safeguards.ts";
import type { Safeguard } from "./safeguards.ts";

const MINUTE = 60_000;

/** The first history in which an invariant breaks, of so many. */
async function firstBroken(deployed: Deployed, within: number, invariant?: string): Promise<History | undefined> {
  for (let seed = 1; seed <= within; seed++) {
    const history = await playHistory(seed, { deployed });
    if (history.broken.some((one) => invariant === undefined || one.invariant === invariant)) return history;
  }
  return undefined;
}

describe("the program", () => {
  it("keeps every invariant in 300 histories", { timeout: 5 * MINUTE }, async () => {
    const broken = [];
    for (let seed = 1; seed <= 300; seed++) {
      const history = await playHistory(seed);
      broken.push(...history.broken.map((one) => ({ seed, ...one })));
    }
    expect(broken).toEqual([]);
  });

  it.each([7, 11, 34])("plays the same history for the same seed, step by step: seed %i", async (seed) => {
    const once = await playHistory(seed, { traced: true });
    expect((await playHistory(seed, { traced: true })).trace).toEqual(once.trace);
    expect(once.trace.length).toBeGreaterThan(50);
  });

  it("finds its surroundings as they were when a history is over", async () => {
    const before = [Reflect.get(process.stdout, "write"), Reflect.get(crypto.subtle, "digest"), Error.stackTraceLimit];
    await playHistory(5);
    expect([Reflect.get(process.stdout, "write"), Reflect.get(crypto.subtle, "digest"), Error.stackTraceLimit]).toEqual(
      before,
    );
  });

  it("plays the same history whether or not anybody listens", async () => {
    const [loud, quiet] = [await playHistory(12, { traced: true }), await playHistory(12)];
    expect(quiet.trace).toEqual([]);
    expect(quiet.witness.mails.map(({ tags, takenAt }) => [tags, takenAt])).toEqual(
      loud.witness.mails.map(({ tags, takenAt }) => [tags, takenAt]),
    );
  });
});

describe("the two protocols that must not be used", () => {
  it.each(["read-send-mark", "mark-send"] as const)(
    "%s is caught within 100 histories",
    { timeout: 5 * MINUTE },
    async (name) => {
      expect((await firstBroken(PROTOCOLS[name], 100))?.broken).not.toHaveLength(0);
    },
  );

  it("sending before marking doubles a letter; marking before sending loses one", { timeout: 5 * MINUTE }, async () => {
    const doubled = await firstBroken(PROTOCOLS["read-send-mark"], 100, "each letter goes out once");
    expect(doubled?.broken[0]?.wrong).toContain("went out twice");
    const lost = await firstBroken(PROTOCOLS["mark-send"], 100, "ledgers tell the truth");
    expect(lost?.broken[0]?.wrong).toContain("was never taken");
  });
});

describe("every safeguard is needed: without it, an invariant breaks", () => {
  it.each<[Safeguard, invariant: string, within: number]>([
    ["the claim's condition", "each letter goes out once", 200],
    ["the attempt token", "each letter goes out once", 200],
    ["the lease", "each letter goes out once", 500],
    ["the reconciler", "each letter goes out once", 200],
    ["the re-check at send", "nobody is written to who does not owe it", 200],
    ["the re-check in the claim", "nobody is written to who does not owe it", 1000],
    ["the watchdog", "nobody who owes a report is forgotten", 200],
    ["the doubt about lost answers", "each letter goes out once", 200],
    ["the look whether it was withdrawn", "nothing of what was withdrawn goes on", 300],
    ["the look after what waits", "no letter waits for longer than its address", 200],
    ["the look at marks", "nothing goes to an address that is marked", 200],
    ["the asking for what was missed", "whoever can be reached again hears of it", 300],
    ["the asking ahead of an act", "every act that is answered has its letter", 1500],
  ])("%s: %s", { timeout: 5 * MINUTE }, async (safeguard, invariant, within) => {
    expect(await firstBroken(WITHOUT[safeguard], within, invariant)).toBeDefined();
  });
});

it("a history that breaks is told from its first step to the letter's own story", { timeout: 5 * MINUTE }, async () => {
  const found = await firstBroken(PROTOCOLS["read-send-mark"], 100, "each letter goes out once");
  const history = await playHistory(found?.seed ?? 0, { deployed: PROTOCOLS["read-send-mark"], traced: true });
  expect(history.broken).toEqual(found?.broken);
  const text = told(history);
  const [mail] = history.broken[0]?.about ?? [];
  expect(text).toMatch(/^seed \d+: \d units, /);
  expect(text).toContain("BROKEN: each letter goes out once");
  expect(text.slice(text.indexOf("its story")).match(/TAKES m\d+/g)?.length).toBeGreaterThan(1);
  expect(text).toContain(`of ${mail} to`);
});
