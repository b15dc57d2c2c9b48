import { expect, it } from "vitest";

import { json } from "../../../functions/http/exchange.ts";
import { resultOf } from "../../../functions/http/gateway-event.ts";

it("an answer of the API is kept by nobody, taken for nothing else, and can neither be framed nor run anything", () => {
  expect(resultOf(json({ a: "<script>" })).headers).toEqual({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "content-type": "application/json; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
});

it("an answer that says otherwise of itself is as it says", () => {
  const page = { status: 200, headers: { "content-security-policy": "style-src 'self'" }, body: "" };
  expect(resultOf(page).headers).toMatchObject({ "content-security-policy": "style-src 'self'" });
});
