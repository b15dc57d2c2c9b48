import { describe, expect, it } from "vitest";

import type { Limit } from "../../../lib/rehearsal/limit.ts";
import { beyond } from "../../../lib/rehearsal/limit.ts";
import { limits } from "../../../lib/rehearsal/services.ts";
import { stackOf } from "./stacks.ts";

/** A stack in which one limit is met by exactly so much. */
function stackWith({ of, at, unit }: Limit, amount: number) {
  if (at === undefined) {
    return stackOf(Object.fromEntries(Array.from({ length: amount }, (_, i) => [`R${i}`, { Type: of }])));
  }
  const value =
    unit === "entries"
      ? Array.from({ length: amount }, (_, i) => i)
      : unit === "characters"
        ? "x".repeat(amount)
        : unit === "bytes"
          ? // The quotation marks of JSON are bytes, too.
            "x".repeat(amount - 2)
          : amount;
  const place = at.replaceAll("[]", ".[]").split(".");
  const Properties = place.reduceRight<unknown>((inner, step) => (step === "[]" ? [inner] : { [step]: inner }), value);
  return stackOf({ R: { Type: of, Properties: Properties as Record<string, unknown> } });
}

describe("a service's number", () => {
  it.each(limits.map((limit) => ({ limit, name: `${limit.of} ${limit.at ?? "of them"}` })))(
    "holds exactly: $name",
    ({ limit }) => {
      const { least = 0, most } = limit;
      expect(beyond(stackWith(limit, most), limit)).toEqual([]);
      expect(beyond(stackWith(limit, most + 1), limit)).toHaveLength(1);
      if (limit.at === undefined) return;
      if (limit.unit !== "bytes") expect(beyond(stackWith(limit, least), limit)).toEqual([]);
      if (least > 0) expect(beyond(stackWith(limit, least - 1), limit)).toHaveLength(1);
    },
  );

  it("is met by what is not there, and not by what is no number", () => {
    const limit = { of: "T", at: "Timeout", most: 900, unit: "seconds", source: "" } as const;
    const timeout = (Timeout?: unknown) => beyond(stackOf({ R: { Type: "T", Properties: { Timeout } } }), limit);
    expect(timeout()).toEqual([]);
    expect(timeout("900")).toEqual([{ resource: "R", says: "Timeout: no number seconds; allowed: at most 900" }]);
    expect(timeout(901)).toEqual([{ resource: "R", says: "Timeout: 901 seconds; allowed: at most 900" }]);
  });

  it("says where it is written", () => {
    for (const { source } of limits) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});
