import { readFileSync, readdirSync } from "node:fs";

import * as fc from "fast-check";
import type * as z from "zod/mini";
import { describe, expect, it } from "vitest";

import { EmailSchema } from "../../../functions/domain/ids.ts";
import { read } from "../../../functions/domain/parsing.ts";
import { conflict, invalid, isRefusal } from "../../../functions/domain/refusal.ts";
import { vietnameseOf } from "../../../functions/domain/message.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import { descriptions } from "../../../functions/api/all.ts";
import { problemOf, titleOf } from "../../../functions/http/problem.ts";
import { expectRefusalInVietnamese } from "../expect-vietnamese.ts";
import { THING, withValue } from "../domain/samples.ts";

const bodies = Object.entries(descriptions()).flatMap(([name, { body }]) =>
  body && "schema" in body ? [{ name, schema: body.schema, example: body.example }] : [],
);
const unit = { id: "stc", name: "Sở Tài chính", kind: "so", headTitle: "", clerkEmail: "a@stc.example", phone: "" };
const sent = [...bodies, { name: "a row of the units file", schema: UnitSchema, example: unit }];

type Def = z.core.$ZodTypeDef & Partial<Record<string, unknown>> & { checks?: z.core.$ZodCheck[] };
type Part = z.core.$ZodType | z.core.$ZodCheck;

/** A schema with all that it is made of, and their checks. */
function partsOf(schema: z.core.$ZodType, seen = new Set<Part>()): Set<Part> {
  if (seen.has(schema)) return seen;
  seen.add(schema);
  const def = schema._zod.def as Def;
  def.checks?.forEach((check) => seen.add(check));
  const inner = ["innerType", "element", "in", "out", "keyType", "valueType"].map((key) => def[key]);
  const parts = [...inner, ...Object.values(def["shape"] ?? {}), ...((def["options"] as unknown[]) ?? [])];
  for (const part of parts) if (part) partsOf(part as z.core.$ZodType, seen);
  return seen;
}

/** Every value within another, by the paths that faults write. */
function pathsIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  const members = Array.isArray(value)
    ? value.map((item, i) => [`${path}[${i}]`, item] as const)
    : Object.entries(value).map(([key, item]) => [path === "" ? key : `${path}.${key}`, item] as const);
  return [path, ...members.flatMap(([at, item]) => pathsIn(item, at))].filter((at) => at !== "");
}

describe("no fault reaches a reader without Vietnamese:", () => {
  it.each([...sent, { name: "an address", schema: EmailSchema }])(
    "$name: every error in words of its own has them in both languages, and every form has such words",
    ({ schema }) => {
      for (const part of partsOf(schema)) {
        const def = part._zod.def as { error?: z.core.$ZodErrorMap; check?: string; type?: string };
        const given = def.error?.({ code: "custom", input: 1, path: [] });
        if (given === undefined) {
          // What no kind of fault can tell: a pattern, and a rule.
          expect([def.check, def.type]).not.toContain("string_format");
          expect(def.type).not.toBe("custom");
          continue;
        }
        const message = typeof given === "string" ? given : (given?.message ?? "");
        const vi = vietnameseOf({ code: "custom", input: 1, path: [], message });
        expect([message, vi]).not.toEqual([message, "Không đúng quy cách"]);
      }
    },
  );

  it.each(sent)("$name, wrong in whatever way, is refused in Vietnamese", ({ schema, example }) => {
    const wrong = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        "",
        " ",
        "x".repeat(70_000),
        "a\nb",
        "2017-02-30",
        "30/10/2017",
        -1,
        0.5,
      ),
      fc.constantFrom<unknown>([], {}, ["x", "x"], { more: true }, true, 1e18),
      fc.string(),
      fc.integer(),
    );
    const changes = fc.array(fc.tuple(fc.constantFrom("more", ...pathsIn(example)), wrong), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(changes, (all) => {
        let value: unknown = example;
        // A path may be gone with what an earlier change took away.
        for (const [path, by] of all) value = changed(value, path, by);
        const result = read(schema, value, THING);
        if (isRefusal(result)) expectRefusalInVietnamese(result);
      }),
      { numRuns: 300 },
    );
    expect(isRefusal(read(schema, 1, THING))).toBe(true);
  });

  it("no schema's error is written in one language", () => {
    const folder = new URL("../../../functions/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const inOne = files.filter((name) => /\berror:\s*["'`]/.test(readFileSync(new URL(name, folder), "utf8")));
    expect(files.length).toBeGreaterThan(50);
    expect(inOne).toEqual([]);
  });
});

function changed(value: unknown, path: string, by: unknown): unknown {
  try {
    return withValue(value, path, by);
  } catch {
    return value;
  }
}

describe("the API speaks English alone", () => {
  it.each([
    conflict("No.", "Không."),
    invalid("Wrong.", "Chưa đúng.", [{ path: "a", message: "must be 1; got 2", vi: "Phải là 1; nhận được 2." }]),
  ])("the Vietnamese of a refusal is not in its problem: $detail", (refusal) => {
    const body = JSON.parse(problemOf(refusal).body) as Record<string, unknown>;
    expect(body["detail"]).toBe(refusal.detail);
    expect(body["errors"]).toEqual(
      refusal.refused === "invalid" ? [{ path: "a", message: "must be 1; got 2" }] : undefined,
    );
    expect(JSON.stringify(body)).not.toMatch(/vi"|Không|Chưa|Phải/);
  });

  it("a refusal has a title for pages in each language", () => {
    expect(titleOf(conflict("No.", "Không."))).toEqual({
      en: "That does not fit the present state",
      vi: "Không phù hợp với trạng thái hiện tại",
    });
  });
});
