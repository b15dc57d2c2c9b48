import { createHash } from "node:crypto";

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { canonicalJson, contentHash } from "../../../functions/runtime/content-hash.ts";

const report = {
  sections: { b: "Đã tổ chức", a: "x" },
  figures: { "10": 1, "9": 2 },
  signer: undefined,
  list: [{ z: 1, y: null }],
};

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

const anyJson = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes("__proto__"));

describe("the canonical form of a report", () => {
  it("has the keys of every object in order and nothing that is not there", () => {
    expect(canonicalJson(report)).toBe(
      '{"figures":{"10":1,"9":2},"list":[{"y":null,"z":1}],"sections":{"a":"x","b":"Đã tổ chức"}}',
    );
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it("says all that the report says", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("keeps the order of a list, which has a meaning", () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});

describe("the hash of a report", () => {
  it("is the SHA-256 of its canonical form, in hexadecimal", async () => {
    const expected = createHash("sha256").update(canonicalJson(report), "utf8").digest("hex");
    expect(contentHash(report)).toBe(expected);
    expect(contentHash({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });

  it("is the same whatever the order of keys, and another when a word changes", async () => {
    expect(contentHash(reversed(report))).toBe(contentHash(report));
    expect(contentHash({ ...report, sections: { a: "x ", b: "Đã tổ chức" } })).not.toBe(contentHash(report));
  });
});
