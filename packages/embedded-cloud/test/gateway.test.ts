import { request } from "node:http";
import { expect, test } from "vitest";

import { sharedSite, site } from "./gateway-site.ts";
import { startMs } from "./stand-ins.ts";

test("a request becomes an event of payload format 2.0", async () => {
  const { call, url } = await site({ "POST /duties/{unitId}": "public" });
  const { json } = await call("/duties/c%C6%B0-kuin?state=open&state=late&q=a%20b", {
    method: "POST",
    headers: { cookie: "a=1; b=2", "content-type": "application/json", "X-Own": "yes", "user-agent": "test" },
    body: '{"văn":"bản"}',
  });
  const domain = new URL(url).host;
  expect(json()).toEqual({
    version: "2.0",
    routeKey: "POST /duties/{unitId}",
    rawPath: "/duties/cư-kuin",
    rawQueryString: "state=open&state=late&q=a%20b",
    cookies: ["a=1", "b=2"],
    headers: expect.objectContaining({
      "x-own": "yes",
      "content-type": "application/json",
      host: domain,
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
    }),
    queryStringParameters: { state: "open,late", q: "a b" },
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: domain,
      domainPrefix: "local",
      http: { method: "POST", path: "/duties/cư-kuin", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      requestId: expect.any(String),
      routeKey: "POST /duties/{unitId}",
      stage: "$default",
      time: "14/Jul/2017:01:00:00 +0000",
      timeEpoch: startMs,
    },
    pathParameters: { unitId: "cư-kuin" },
    body: '{"văn":"bản"}',
    isBase64Encoded: false,
  });
  expect(json().headers).not.toHaveProperty("cookie");
});

test.each([
  ["text/csv; charset=utf-8", false],
  ["application/json", false],
  ["application/x-www-form-urlencoded", true],
  ["application/pdf", true],
])("a body of type %s is handed over as base64: %s", async (type, isBase64Encoded) => {
  const { call } = await sharedSite({ "POST /": "public" });
  const { json } = await call("/", { method: "POST", headers: { "content-type": type }, body: "a=1" });
  expect(json()).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? btoa("a=1") : "a=1" });
});

test("the host is the gateway's own, whatever the request says", async () => {
  const { url } = await site({ "GET /": "public" });
  const body = await new Promise<string>((resolve) => {
    request(url, { headers: { host: "evil.example", "x-forwarded-for": "8.8.8.8" } }, (response) => {
      response.setEncoding("utf8").on("data", resolve);
    }).end();
  });
  expect(body).not.toContain("evil.example");
  expect(body).not.toContain("8.8.8.8");
});

test.each([
  ["GET", "/units/import", "GET /units/import"],
  ["GET", "/units/stp", "GET /units/{unitId}"],
  ["GET", "/units/a%2Fb", "GET /units/{unitId}"],
  ["GET", "/duties/a/draft", "GET /duties/{unitId}/draft"],
  ["GET", "/duties/a/b", "GET /duties/{unitId}/{part}"],
])("%s %s goes to %s: a path that is written out goes first", async (method, path, routeKey) => {
  const { call } = await sharedSite({
    "GET /units/{unitId}": "public",
    "GET /units/import": "public",
    "GET /duties/{unitId}/{part}": "public",
    "GET /duties/{unitId}/draft": "public",
  });
  expect((await call(path, { method })).json().routeKey).toBe(routeKey);
});

test.each([
  ["GET", "/api/units", "GET /api/units", undefined],
  ["DELETE", "/api/units", "ANY /api/units", undefined],
  ["GET", "/api/units/stp", "GET /api/units/{unitId}", { unitId: "stp" }],
  ["PATCH", "/api/units/stp", "ANY /api/{proxy+}", { proxy: "units/stp" }],
  ["GET", "/api/units/a%2Fb/c", "ANY /api/{proxy+}", { proxy: "units/a/b/c" }],
  ["GET", "/api/", "$default", undefined],
  ["GET", "/apis/x", "$default", undefined],
])(
  "%s %s goes to %s: what takes any method or any rest of a path comes last",
  async (method, path, routeKey, taken) => {
    const { call } = await sharedSite({
      "ANY /api/{proxy+}": "public",
      "ANY /api/units": "public",
      "GET /api/units": "public",
      "GET /api/units/{unitId}": "public",
      $default: "public",
    });
    const event = (await call(path, { method })).json();
    expect([event.routeKey, event.pathParameters]).toEqual([routeKey, taken]);
  },
);

test.each([
  ["a path that no route has", "GET", "/nothing", 404, "Not Found"],
  ["a method that no route has", "DELETE", "/units/stp", 404, "Not Found"],
  ["an empty parameter", "GET", "/units/", 404, "Not Found"],
  ["a path that is badly encoded", "GET", "/units/%E0%A4%A", 400, "Bad Request"],
])("%s is answered by the gateway", async (_, method, path, status, message) => {
  const { call } = await sharedSite({ "GET /units/{unitId}": "public" });
  const answer = await call(path, { method });
  expect([answer.status, answer.json()]).toEqual([status, { message }]);
});

test.each([
  [
    "in full",
    '({ statusCode: 201, headers: { Location: "/a", "Content-Type": "text/csv" }, body: "a,b" })',
    201,
    "text/csv",
    "a,b",
  ],
  [
    "as bytes",
    '({ statusCode: 200, body: btoa("bytes"), isBase64Encoded: true })',
    200,
    "text/plain;charset=utf-8",
    "bytes",
  ],
  ["without a body", "({ statusCode: 204 })", 204, "text/plain;charset=utf-8", ""],
  ["as a value", '({ ok: "có" })', 200, "application/json", '{"ok":"có"}'],
  ["as a text", '"plain"', 200, "application/json", "plain"],
  [
    "with a status that is none",
    "({ statusCode: 'many' })",
    500,
    "application/json",
    '{"message":"Internal Server Error"}',
  ],
  [
    "with a body that is no text",
    "({ statusCode: 200, body: { a: 1 } })",
    500,
    "application/json",
    '{"message":"Internal Server Error"}',
  ],
])("an answer %s is written as API Gateway writes it", async (_, expression, status, type, text) => {
  const { call } = await site({ "GET /": "public" }, `exports.handler = async () => ${expression};`);
  const answer = await call("/");
  expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([status, type, text]);
});

test("cookies are set one by one", async () => {
  const { call } = await site(
    { "GET /": "public" },
    'exports.handler = async () => ({ statusCode: 200, cookies: ["a=1", "b=2"] });',
  );
  expect((await call("/")).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("a function that throws, or takes too long, is an internal error that tells nothing", async () => {
  const code =
    'exports.handler = async ({ rawPath }) => { if (rawPath === "/slow") await new Promise(() => setTimeout(() => {}, 9e6)); throw new Error("secret"); };';
  const { call } = await site({ "GET /": "public", "GET /slow": "public" }, code, { Timeout: 1 });
  for (const path of ["/", "/slow"]) {
    const answer = await call(path);
    expect([answer.status, answer.text]).toEqual([500, '{"message":"Internal Server Error"}']);
  }
});

test.each([
  ["over the gateway's limit", 10 * 1024 * 1024 + 1, 413, { message: "Request Entity Too Large" }],
  ["over what Lambda can be called with", 6_300_000, 413, { message: "Request Entity Too Large" }],
  ["long, and within both", 5_000_000, 200, 5_000_000],
])("a body %s", async (_, bytes, status, expected) => {
  const { call } = await site({ "POST /": "public" }, "exports.handler = async (event) => event.body.length;");
  const answer = await call("/", { method: "POST", headers: { "content-type": "text/csv" }, body: "x".repeat(bytes) });
  expect([answer.status, answer.json()]).toEqual([status, expected]);
});

test("no two requests share a moment, and one that follows an answer is later than it", async () => {
  const { call, standIns } = await site(
    { "GET /": "public" },
    "exports.handler = async (event) => ({ received: event.requestContext.timeEpoch, answered: Date.now() });",
  );
  const answers = [];
  for (let i = 0; i < 3; i += 1) answers.push((await call("/")).json());
  const together = await Promise.all([call("/"), call("/"), call("/")]);
  answers.push(...together.map(({ json }) => json()));
  const times = answers.map(({ received }) => received);
  expect(new Set(times).size).toBe(6);
  expect(times.slice(0, 3)).toEqual([startMs, startMs + 2, startMs + 4]);
  expect(answers[0].answered).toBe(startMs + 1);
  expect(standIns.clock.now()).toBe(startMs + 12);
});

test("requests that may change something are noted, and others are not", async () => {
  const { call, writes } = await site({ "GET /": "public", "POST /": "public" });
  await call("/");
  expect(writes).toHaveLength(0);
  await call("/", { method: "POST" });
  expect(writes).toHaveLength(1);
});
