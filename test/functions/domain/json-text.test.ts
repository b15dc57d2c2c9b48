import { describe, expect, it } from "vitest";

import { parseJsonText } from "../../../functions/domain/json-text.ts";

describe("JSON from outside", () => {
  it.each([
    ["brackets", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects", '{"a":'.repeat(30_000) + "1" + "}".repeat(30_000)],
    ["33 levels", "[".repeat(33) + "]".repeat(33)],
  ])("is refused when it is nested without end: %s", (_what, text) => {
    expect(() => parseJsonText(text)).toThrow("Nested more than 32 levels deep");
  });

  it.each([
    ["32 levels", "[".repeat(32) + "]".repeat(32)],
    ["brackets within a text", JSON.stringify({ text: `${"[{".repeat(1000)} \\" ${"\\".repeat(9)}` })],
    ["many lists, one beside another", JSON.stringify(Array.from({ length: 1000 }, () => []))],
    ["the longest text", JSON.stringify("\\".repeat(4_000_000))],
  ])("is read: %s", (_what, text) => {
    expect(parseJsonText(text)).toEqual(JSON.parse(text));
  });

  it("that is none says where", () => {
    expect(() => parseJsonText('{"a": }')).toThrow(/Unexpected token/);
  });
});
