import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { scheduleName } from "../../../functions/schedules/schedule-name.ts";
import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../../../functions/domain/ids.ts";
import { parseInstant } from "../../../functions/domain/instant.ts";
import type { MilestoneName } from "../../../functions/domain/ladder.ts";

type Named = Parameters<typeof scheduleName>[0];

/** Few letters and near-equal beginnings: names that would be mistaken for each other if they could be. */
const anyId = fc.oneof(
  fc.stringMatching(/^[a-b](?:[a-b_-]{0,4}[0-1])?$/),
  fc.constantFrom("x".repeat(64), `${"x".repeat(63)}y`, "x".repeat(63), "remind-2", "0", "1"),
);
const anyNamed: fc.Arbitrary<Named> = fc
  .record({
    directive: anyId,
    obligation: anyId,
    unit: fc.option(anyId, { nil: undefined }),
    ladder: fc.nat({ max: 3 }),
    at: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    milestone: fc.constantFrom<MilestoneName>("issue", "remind-2", "remind-20", "escalate", "follow-up-2"),
  })
  .map(({ directive, obligation, unit, ladder, at, milestone }) => ({
    directiveId: DirectiveIdSchema.parse(directive),
    obligationId: ObligationIdSchema.parse(obligation),
    ...(unit === undefined ? { ladder: 0 } : { unitId: UnitIdSchema.parse(unit), ladder }),
    milestone,
    ...(at === undefined ? {} : { at: at * 60_000, timedAnew: true }),
  }));

describe("the name of a schedule", () => {
  it.each([
    [{ ladder: 0, milestone: "remind-10" }, "5500-ubnd-kgvx-2017.bao-cao.remind-10"],
    [
      { ladder: 0, milestone: "remind-10", at: parseInstant("2017-10-16T08:00:00+07:00"), timedAnew: true },
      "5500-ubnd-kgvx-2017.bao-cao.remind-10_201710160800",
    ],
    [
      { unitId: UnitIdSchema.parse("stc"), ladder: 1, milestone: "remind-2" },
      "5500-ubnd-kgvx-2017.bao-cao.stc.1.remind-2",
    ],
    [
      { unitId: UnitIdSchema.parse("ban-quan-ly-cac-khu-cong-nghiep"), ladder: 12, milestone: "follow-up-2" },
      "5500-ubnd-kgvx-2017.bao-cao.ban-quan-ly-cac-khu.5a8c8e4c0a16c4b2",
    ],
  ] as const)("of %j is %s", (run, name) => {
    const directiveId = DirectiveIdSchema.parse("5500-ubnd-kgvx-2017");
    const obligationId = ObligationIdSchema.parse("bao-cao");
    expect(scheduleName({ directiveId, obligationId, ...run })).toBe(name);
  });

  it("is one that the service takes", () => {
    fc.assert(
      fc.property(anyNamed, (run) => {
        expect(scheduleName(run)).toMatch(/^[0-9a-zA-Z_.-]{1,64}$/);
      }),
      { numRuns: 1000 },
    );
  });

  it("is the same for the same milestone, and another for every other", () => {
    fc.assert(
      fc.property(anyNamed, anyNamed, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(scheduleName(one) === scheduleName(other)).toBe(same);
        expect(scheduleName({ ...one })).toBe(scheduleName(one));
      }),
      { numRuns: 5000 },
    );
  });

  it("of ten thousand long names no two are the same", () => {
    const names = new Set<string>();
    for (let unit = 0; unit < 10_000; unit++) {
      names.add(
        scheduleName({
          directiveId: DirectiveIdSchema.parse("d".repeat(64)),
          obligationId: ObligationIdSchema.parse("o".repeat(64)),
          unitId: UnitIdSchema.parse(`unit-${unit}`),
          ladder: 1,
          milestone: "remind-2",
        }),
      );
    }
    expect(names.size).toBe(10_000);
  });

  it("does not change with what else is known of the run", () => {
    const run: Named = {
      directiveId: DirectiveIdSchema.parse("d"),
      obligationId: ObligationIdSchema.parse("o"),
      ladder: 0,
      milestone: "escalate",
    };
    expect(scheduleName({ ...run, at: 1, phase: "sweeping" } as Named)).toBe(scheduleName(run));
  });
});
