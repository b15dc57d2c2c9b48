import { expect, test } from "vitest";

import { parseInstant } from "../../../../functions/domain/instant.ts";
import { isUnitAct } from "../../../../lib/local/replay/season-acts.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";
import { playCalm, playStorm } from "../../../../lib/local/chaos/chaos.ts";
import type { Strike, FaultPlan } from "../../../../lib/local/chaos/fault-plan.ts";

const whole = readScenario({});
const until = parseInstant("2017-10-01T18:00:00+07:00");
const few = new Set(["snv", "vpub", "stp", "sct", "ubnd-lak", "ubnd-krong-pac"]);
const units = whole.units.filter(({ id }) => few.has(id));
const acts = whole.season.acts.filter((act) => act.at < until && isUnitAct(act) && few.has(act.unit));
const scenario = { ...whole, units, season: { ...whole.season, until, acts } };

/** One chaos in which everything is struck where it hurts; the whole season in many is `npm run chaos`. */
const strikes: readonly (readonly [RegExp, Strike])[] = [
  [/units\/import/, { faults: [], killAfterMs: [30] }],
  [
    /\/issue at/,
    {
      faults: [
        { kind: "duplicate-events", count: 20 },
        { kind: "duplicate-messages", count: 20 },
        { kind: "lag-index", delaySeconds: 30 },
      ],
      killAfterMs: [200],
    },
  ],
  [
    /clock to 2017-09-29T08/,
    {
      faults: [
        { kind: "crash", when: "after" },
        { kind: "crash", when: "before" },
        { kind: "lose-reply", count: 3 },
        { kind: "throttle", count: 5 },
        { kind: "late-events", count: 5, delaySeconds: 300 },
        { kind: "late-messages", count: 5, delaySeconds: 60 },
        { kind: "late-schedules" },
        { kind: "duplicate-schedules" },
        { kind: "bounce", address: "vanthu@lak.daklak.example", count: "always" },
        { kind: "soft-bounce", address: "vanthu@sct.daklak.example", count: 2 },
      ],
      killAfterMs: [150],
    },
  ],
  [/sct\/submissions/, { faults: [{ kind: "throttle", count: "always" }], killAfterMs: [20] }],
];
const faultPlan: FaultPlan = ({ name }) =>
  strikes.find(([pattern]) => pattern.test(name))?.[1] ?? { faults: [], killAfterMs: [] };

test("a season that is throttled, bounced, crashed and killed in the middle of everything has the letters of the calm one", async () => {
  const calm = await playCalm(scenario);
  const chaos = await playStorm(scenario, { faultPlan, calm });
  expect(chaos.apart).toEqual([]);
  expect(chaos.strikes.map(({ step }) => step.name)).toHaveLength(strikes.length);
  expect(chaos.kills).toBe(4);
  // At least one of them in the middle of a request: restarting has gone on with what it found.
  expect(chaos.cut).toBeGreaterThan(0);
  const came = (unit: string) =>
    chaos.played.letters
      .filter((letter) => letter.unit === unit && letter.milestone === "remind-20")
      .map(({ to, outcome }) => `${to.join()} ${outcome}`);
  expect(came("ubnd-lak")).toEqual(["vanthu@lak.daklak.example bounced", "vanphong@lak.daklak.example delivered"]);
  expect(came("sct")).toEqual([
    ...Array.from({ length: 2 }, () => "vanthu@sct.daklak.example bounced"),
    "vanthu@sct.daklak.example delivered",
  ]);
  // Refused for two hours, the receipt was given up, and sent again.
  expect(chaos.redriven).toBeGreaterThan(0);
}, 400_000);
