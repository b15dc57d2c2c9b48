import { request } from "node:http";
import { expect, test } from "vitest";

import { throttle } from "../src/gateway/throttle.ts";
import { httpApi, standUpFixture } from "./fixture-cloud.ts";

const web = { Web: { code: "exports.handler = async ({ rawPath }) => rawPath;" } };
const rate = (perSecond: number, burst = perSecond) => ({
  ThrottlingRateLimit: perSecond,
  ThrottlingBurstLimit: burst,
});
const stage = (properties: object) => ({
  Stage: { Type: "AWS::ApiGatewayV2::Stage", Properties: { ApiId: { Ref: "Api" }, ...properties } },
});

test("a bucket lets in its burst at once, and from then on its rate; never more than its burst after a rest", () => {
  let nowMs = 0;
  const letsIn = throttle({ others: undefined, routes: { "POST /a": { perSecond: 2, burst: 3 } } }, () => nowMs);
  const inOf = (asked: number) => Array.from({ length: asked }, () => letsIn("POST /a")).filter(Boolean).length;
  expect(inOf(10)).toBe(3);
  nowMs += 499;
  expect(inOf(10)).toBe(0);
  nowMs += 1;
  expect(inOf(10)).toBe(1);
  nowMs += 1000;
  expect(inOf(10)).toBe(2);
  nowMs += 3_600_000;
  expect(inOf(10)).toBe(3);
});

test("a route with a limit of its own has its own bucket; the others share the stage's, or have none", () => {
  const routes = { "POST /a": { perSecond: 1, burst: 1 } };
  const letsIn = throttle({ others: { perSecond: 1, burst: 2 }, routes }, () => 0);
  expect(["GET /b", "GET /c", "GET /b", "POST /a", "POST /a"].map(letsIn)).toEqual([true, true, false, true, false]);
  const open = throttle({ others: undefined, routes }, () => 0);
  expect([open("GET /b"), open("GET /b")]).toEqual([true, true]);
});

test("a throttle of 5 a second makes a rush fail: 429 as the service words it, and the route's name in the log", async () => {
  const { url, log } = await standUpFixture({
    functions: web,
    resources: {
      ...httpApi("Web", { "POST /a/{id}": "public", "GET /b": "public" }),
      ...stage({ RouteSettings: { "POST /a/{id}": rate(5) }, DefaultRouteSettings: rate(100) }),
    },
  });
  const rush = await Promise.all(Array.from({ length: 20 }, (_, id) => fetch(`${url}/a/${id}`, { method: "POST" })));
  const throttled = rush.filter(({ status }) => status === 429);
  expect(throttled.length).toBeGreaterThan(5);
  expect(rush.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
  expect(await throttled[0]?.json()).toEqual({ message: "Too Many Requests" });
  expect((await fetch(`${url}/b`)).status).toBe(200);
  expect(log.lines()).toHaveLength(throttled.length);
  expect(JSON.parse(log.lines()[0]?.line ?? "")).toMatchObject({ level: "WARN", route: "POST /a/{id}" });
});

test("a setting of the stage that is not known ends the start by its name", async () => {
  const resources = { ...httpApi("Web", { "GET /a": "public" }), ...stage({ StageVariables: { a: "b" } }) };
  await expect(standUpFixture({ functions: web, resources })).rejects.toThrow("StageVariables is not known");
});

test("request line and header values have 10,240 bytes together; the names do not count", async () => {
  const { url } = await standUpFixture({ functions: web, resources: httpApi("Web", { "GET /a": "public" }) });
  const { host } = new URL(url);
  const ask = (padding: number) =>
    new Promise((resolve) => {
      const headers = { connection: "close", "x-padding": "x".repeat(padding) };
      request(`${url}/a`, { headers }, (response) => {
        response.setEncoding("utf8").on("data", (text) => resolve({ status: response.statusCode, text }));
      }).end();
    });
  const left = 10_240 - "GET /a HTTP/1.1".length - host.length - "close".length;
  expect(await ask(left)).toMatchObject({ status: 200 });
  expect(await ask(left + 1)).toEqual({ status: 431, text: '{"message":"Request Header Fields Too Large"}' });
});

test("whoever is too slow for the gateway has worked for nobody: 503; and it is waited for until it is done", async () => {
  const slow =
    "exports.handler = async () => { await new Promise((done) => setTimeout(done, 400)); console.log('done'); };";
  const resources = httpApi("Web", { "GET /a": "public" });
  const { url, log, movement } = await standUpFixture({ functions: { Web: { code: slow } }, resources, longestMs: 50 });
  const response = await fetch(`${url}/a`);
  expect([response.status, await response.json()]).toEqual([503, { message: "Service Unavailable" }]);
  await movement.settle();
  await expect.poll(() => log.lines().map(({ line }) => line)).toEqual(["done"]);
});

test("an answer of more than 6 MB is none", async () => {
  const large = "exports.handler = async () => ({ statusCode: 200, body: 'x'.repeat(6_291_556) });";
  const { url } = await standUpFixture({
    functions: { Web: { code: large } },
    resources: httpApi("Web", { "GET /a": "public" }),
  });
  const response = await fetch(`${url}/a`);
  expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
});
