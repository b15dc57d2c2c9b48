import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { countsOfDuties, summarize } from "../../../functions/domain/counts.ts";
import { isFreed } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { punctualityInAll, punctualityOf, rateOf } from "../../../functions/domain/punctuality.ts";
import { at } from "../letters/season-5500.ts";
import { dutyOf } from "./samples.ts";

const filed = (standing: "on-time" | "within-extension" | "late") =>
  ({ state: "submitted", revision: 1, standing, submittedAt: at("2017-10-27T09:00") }) as const;
const of = (...duties: Duty[]) => punctualityOf(summarize(countsOfDuties(duties), at("2017-11-20T09:00")));

describe("how units kept a date", () => {
  it("is told by their first filings; who never filed is counted, and who was freed apart", () => {
    const all = of(
      dutyOf(filed("on-time")),
      dutyOf(filed("on-time")),
      dutyOf(filed("within-extension")),
      dutyOf(filed("late")),
      dutyOf({ state: "awaiting" }),
      dutyOf({ state: "draft" }),
      dutyOf({ state: "exempt" }),
      dutyOf({ state: "withdrawn" }),
    );
    expect(all).toEqual({ units: 8, onTime: 2, withinExtension: 1, late: 1, never: 2, freed: 2 });
    expect(rateOf(all)).toBe(0.5);
  });

  it("does not change when a report that was in time is sent back", () => {
    const sentBack = of(dutyOf({ ...filed("on-time"), state: "returned" }));
    expect([sentBack, rateOf(sentBack)]).toEqual([
      { units: 1, onTime: 1, withinExtension: 0, late: 0, never: 0, freed: 0 },
      1,
    ]);
  });

  it("has no rate where nobody filed or owes it", () => {
    expect(rateOf(of())).toBeUndefined();
    expect(rateOf(of(dutyOf({ state: "exempt" })))).toBeUndefined();
  });

  it("counts every unit once, however its duty stands, and adds up over obligations", () => {
    const anyDuty = fc.oneof(
      fc
        .constantFrom("awaiting", "draft", "exempt", "withdrawn")
        .map((state) => dutyOf({ state: state as Duty["state"] })),
      fc
        .tuple(
          fc.constantFrom("on-time", "within-extension", "late"),
          fc.constantFrom("submitted", "accepted", "returned"),
        )
        .map(([standing, state]) => dutyOf({ ...filed(standing as "late"), state: state as Duty["state"] })),
    );
    fc.assert(
      fc.property(fc.array(anyDuty), fc.array(anyDuty), (some, others) => {
        const { units, onTime, withinExtension, late, never, freed } = of(...some);
        expect(onTime + withinExtension + late + never + freed).toBe(units);
        expect(freed).toBe(some.filter(isFreed).length);
        expect(punctualityInAll([of(...some), of(...others)])).toEqual(of(...some, ...others));
      }),
    );
  });
});
