import { expect, it } from "vitest";

import { strictly } from "../../../functions/http/strict-transport.ts";

const answer = { statusCode: 200, headers: { "content-type": "text/plain" }, body: "" };

it("an answer over https tells browsers to come by https only, to this site and what is below it, for two years", () => {
  const { headers, ...rest } = strictly(answer, { "x-forwarded-proto": "https" });
  expect(rest).toEqual({ statusCode: 200, body: "" });
  expect(headers).toEqual({
    "content-type": "text/plain",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
  });
});

it.each([[{ "x-forwarded-proto": "http" }], [{}]])("nothing is said of it where one came otherwise: %j", (asked) => {
  expect(strictly(answer, asked)).toBe(answer);
});
