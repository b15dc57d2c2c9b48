import { expect, it } from "vitest";

import { isRefusal } from "../../../functions/domain/refusal.ts";
import { listAnswer, restOf } from "../../../functions/http/as-much-as-fits.ts";
import type { Answer } from "../../../functions/http/exchange.ts";
import type { Refusal } from "../../../functions/domain/refusal.ts";

const text = "x".repeat(1_000);
const bodyOf = (answer: Answer | Refusal) => {
  if (isRefusal(answer)) throw new Error(answer.detail);
  expect(Buffer.byteLength(answer.body)).toBeLessThanOrEqual(300 * 1024);
  return JSON.parse(answer.body) as { items: { n: number }[]; cursor: string | null };
};

it("a page that would be longer than an answer may be has fewer items, and goes on behind them", async () => {
  const asked: number[] = [];
  const answer = await listAnswer({ limit: 1_000, cursor: undefined }, async ({ limit }) => {
    asked.push(limit);
    return { items: Array.from({ length: limit }, (_, n) => ({ n, text })), cursor: { limit } };
  });
  const { items, cursor } = bodyOf(answer);
  expect(asked[0]).toBe(1_000);
  expect(items.length).toBeGreaterThan(200);
  expect(JSON.parse(Buffer.from(cursor ?? "", "base64url").toString())).toEqual({ limit: items.length });
});

it("one item alone is answered, whatever its length", async () => {
  const answer = await listAnswer({ limit: 50, cursor: undefined }, async ({ limit }) => ({
    items: Array.from({ length: limit }, () => "x".repeat(400_000)),
    cursor: undefined,
  }));
  expect(isRefusal(answer) ? [] : JSON.parse(answer.body).items).toHaveLength(1);
});

it("a list that is read whole is answered part by part, each item once", async () => {
  const whole = Array.from({ length: 1_000 }, (_, n) => ({ n, text }));
  const seen: number[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = cursor === null ? {} : { cursor };
    const part = bodyOf(await restOf({ query }, whole));
    seen.push(...part.items.map(({ n }) => n));
    cursor = part.cursor;
  } while (cursor !== null);
  expect(seen).toEqual(whole.map(({ n }) => n));
  expect(bodyOf(await restOf({ query: {} }, [])).items).toEqual([]);
});

it("a cursor that no list gave is refused, and one behind the end finds nothing", async () => {
  const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  for (const wrong of ["", "x", cursorOf({ from: -1 }), cursorOf({ from: "1" }), cursorOf([])])
    expect(await restOf({ query: { cursor: wrong } }, [1, 2])).toMatchObject({ refused: "invalid" });
  expect(bodyOf(await restOf({ query: { cursor: cursorOf({ from: 9 }) } }, [1, 2]))).toEqual({
    items: [],
    cursor: null,
  });
});
