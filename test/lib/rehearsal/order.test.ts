import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { orderOf } from "../../../lib/rehearsal/order.ts";
import { arnOf, ref, stackOf } from "./stacks.ts";

const order = (dependencies: Record<string, string[]>) =>
  orderOf(new Map(Object.entries(dependencies).map(([id, waits]) => [id, new Set(waits)])));

describe("the order of creation", () => {
  it("puts whatever one waits for before it, at however many removes", () => {
    const { ids, before, after } = order({ Stage: ["Route"], Route: ["Api"], Api: [], Alone: [] });
    expect(ids).toEqual(["Api", "Route", "Stage", "Alone"]);
    expect([...before("Stage")]).toEqual(["Api", "Route"]);
    expect([...after("Api")].toSorted()).toEqual(["Route", "Stage"]);
  });

  it("takes nothing to be before another that no dependency forces there", () => {
    const { before, after } = order({ A: [], B: [], C: ["A"] });
    expect(before("B").size + after("B").size).toBe(0);
    expect(before("C").has("B")).toBe(false);
  });

  it("names a circle", () => {
    expect(() => order({ A: ["B"], B: ["C"], C: ["B"] })).toThrow("B → C → B");
  });

  it("never has one before what it waits for, in any graph without a circle", () => {
    const graphs = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 12 }).map((rows) =>
      // Each waits for earlier ones only, so that there is no circle.
      rows.map((row, at) => (at === 0 ? [] : row.map((value) => String(value % at)))),
    );
    fc.assert(
      fc.property(graphs, (rows) => {
        const { ids, before, after } = order(Object.fromEntries(rows.map((row, at) => [`${at}`, row]).toReversed()));
        expect(ids).toHaveLength(rows.length);
        for (const [at, id] of ids.entries()) {
          for (const earlier of before(id)) {
            expect(ids.indexOf(earlier)).toBeLessThan(at);
            expect(after(earlier).has(id)).toBe(true);
          }
        }
      }),
    );
  });
});

describe("a stack's order", () => {
  it("comes from what properties name and from DependsOn, whether one or many", () => {
    const { order: own } = stackOf({
      Mapping: { Type: "T", Properties: { EventSourceArn: arnOf("Queue") }, DependsOn: "Policy" },
      Policy: { Type: "T", Properties: { Roles: [ref("Role")] }, DependsOn: ["Queue", "Log"] },
      Queue: { Type: "T" },
      Role: { Type: "T" },
      Log: { Type: "T" },
    });
    expect([...own.before("Mapping")].toSorted()).toEqual(["Log", "Policy", "Queue", "Role"]);
  });

  it("refuses a template that names what it does not have", () => {
    expect(() => stackOf({ A: { Type: "T", Properties: { x: ref("Nobody") }, DependsOn: "Nothing" } })).toThrow(
      "A names what the template does not have: Nobody, Nothing",
    );
  });
});
