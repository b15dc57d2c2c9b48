import { describe, expect, it } from "vitest";
import * as z from "zod/mini";

import { lazyObject, lazyStrictObject } from "../../../functions/domain/lazy-object.ts";

describe.each([
  ["lazyObject", lazyObject, z.object],
  ["lazyStrictObject", lazyStrictObject, z.strictObject],
] as const)("%s", (_name, lazy, whole) => {
  const parts = () => ({ name: z.string(), phone: z._default(z.string(), ""), reason: z.optional(z.string()) });
  const [ours, theirs] = [lazy(parts), whole(parts())];

  it.each([{ name: "a" }, { name: "a", phone: "1", reason: "b" }, { name: "a", other: 1 }, { name: 1 }, {}, "a", null])(
    "reads what an object's schema reads, and refuses what it refuses: %o",
    (value) => {
      expect(ours.safeParse(value)).toEqual(theirs.safeParse(value));
    },
  );

  it("makes its parts when something is first read by it, and once", () => {
    let made = 0;
    const schema = lazy(() => {
      made += 1;
      return parts();
    });
    const around = z.object({ inner: z.optional(schema) });
    expect(made).toBe(0);
    expect(around.parse({})).toEqual({});
    expect(around.parse({ inner: { name: "a" } })).toEqual({ inner: { name: "a", phone: "" } });
    expect(around.parse({ inner: { name: "b" } })).toEqual({ inner: { name: "b", phone: "" } });
    expect(made).toBe(1);
  });

  it("gives its parts to schemas that are made of them", () => {
    expect(Object.keys(ours.shape)).toEqual(["name", "phone", "reason"]);
    expect(z.pick(ours, { name: true }).parse({ name: "a" })).toEqual({ name: "a" });
    expect(z.extend(ours, { on: z.number() }).parse({ name: "a", on: 1 })).toEqual({ name: "a", phone: "", on: 1 });
  });
});
