import * as z from "zod/mini";
import { describe, expect, it } from "vitest";

import { pathOf, quote, read } from "../../../functions/domain/parsing.ts";
import { THING } from "./samples.ts";
import { busy, conflict, forbidden, invalid, isRefusal, notFound } from "../../../functions/domain/refusal.ts";

const Schema = z.strictObject({ name: z.string(), rows: z.array(z.strictObject({ count: z.number() })) });

describe("a value that is read", () => {
  it("is given back as the schema has it", () => {
    expect(read(Schema, { name: "a", rows: [] }, THING)).toEqual({ name: "a", rows: [] });
  });

  it("is refused with every fault: its place, what is wrong and the value got", () => {
    expect(read(Schema, { name: 1, rows: [{ count: 1 }, { count: "x", other: 1 }] }, THING)).toEqual({
      refused: "invalid",
      detail: "The thing is not as it should be: 3 faults.",
      vi: "Nội dung có 3 chỗ chưa đúng.",
      faults: [
        {
          path: "name",
          message: "Invalid input: expected string, received number; got 1",
          vi: "Phải là chữ; nhận được 1.",
        },
        {
          path: "rows[1].count",
          message: 'Invalid input: expected number, received string; got "x"',
          vi: 'Phải là số; nhận được "x".',
        },
        { path: "rows[1]", message: 'Unrecognized key: "other"', vi: 'Có mục không dùng ở đây: "other".' },
      ],
    });
  });

  it.each([
    [undefined, "nothing", "Không được để trống."],
    [null, "null", "Phải là nhóm các mục."],
  ])("and is %s is refused at its root", (value, got, vi) => {
    expect(read(Schema, value, THING)).toEqual({
      refused: "invalid",
      detail: "The thing is not as it should be: 1 fault.",
      vi: "Nội dung có 1 chỗ chưa đúng.",
      faults: [{ path: "", message: `Invalid input: expected object, received ${value}; got ${got}`, vi }],
    });
  });
});

describe("a value quoted in a message", () => {
  it.each([
    ["a text", "Ea H’leo", '"Ea H’leo"'],
    ["a line break, escaped", "a\r\nb", '"a\\r\\nb"'],
    ["nothing", undefined, "nothing"],
    ["what JSON has no word for", () => 1, "nothing"],
    ["120 characters", "x".repeat(118), `"${"x".repeat(118)}"`],
    ["more, cut short", "x".repeat(119), `"${"x".repeat(116)}…`],
  ])("is %s", (_what, value, quoted) => {
    expect(quote(value)).toBe(quoted);
  });
});

describe("a path", () => {
  it.each([
    [[], ""],
    [["before"], "before"],
    [["obligations", 0, "outline", 2, "figures", 1, "atMost"], "obligations[0].outline[2].figures[1].atMost"],
    [[1, "id"], "[1].id"],
  ])("%j is written %s", (path, text) => {
    expect(pathOf(path)).toBe(text);
  });
});

describe("a refusal", () => {
  it.each([notFound("x", "y"), forbidden("x", "y"), conflict("x", "y"), busy("x", "y", 5), invalid("x", "y", [])])(
    "is told from a result: %j",
    (refusal) => {
      expect(isRefusal(refusal)).toBe(true);
    },
  );

  it.each([undefined, null, "refused", { state: "returned" }, []])("%j is none", (result) => {
    expect(isRefusal(result)).toBe(false);
  });
});
