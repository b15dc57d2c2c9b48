import { expect, it } from "vitest";

import { openApiDocument } from "../../../functions/api/document.ts";
import { ProblemAnswer } from "../../../functions/http/answers.ts";
import { elsewhereInApi } from "../../../functions/http/elsewhere-in-api.ts";

const paths = openApiDocument()["paths"] as Record<string, object>;

it.each([
  ["/api/me", "GET"],
  ["/api/staff/vanthu@so.tinh.example", "PUT, DELETE"],
  ["/api/directives", "POST, GET"],
  ["/api/units/stp", "PUT"],
  ["/api/units/import", "POST"],
  ["/api/duties/5500-ubnd-kgvx-2017/bao-cao/stp/draft", "PUT"],
  ["/openapi.json", "GET"],
])("%s, asked by another method, is 405 and names those that it has: %s", (path, allow) => {
  const { status, headers, body } = elsewhereInApi(path, paths);
  expect([status, headers?.["allow"], headers?.["content-type"]]).toEqual([
    405,
    allow,
    "application/problem+json; charset=utf-8",
  ]);
  expect(ProblemAnswer.parse(JSON.parse(body))).toMatchObject({
    type: "/problems/method-not-allowed",
    status: 405,
    detail: `Allowed here: ${allow}.`,
  });
});

it.each(["/api/", "/api/nothing", "/api/units/", "/api/units/stp/more", "/api/__proto__", "/api/constructor"])(
  "at %s there is nothing, by whatever method",
  (path) => {
    expect(elsewhereInApi(path, paths).status).toBe(404);
  },
);
