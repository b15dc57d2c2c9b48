import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { startMs } from "./stand-ins.ts";

let deployment: Deployment;
const clerk = "vanthu@stp.daklak.example";

beforeAll(async () => {
  deployment = await startDeployment({ startAt: startMs, quiet: true });
  await loadSeason(deployment);
});
afterAll(() => deployment.close());

const get = (path: string) => deployment.call("GET", path);
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  deployment.call("POST", path, { body, headers });
const move = (to: string) => post("/local/clock", { to });

/** Sends a request with headers that `fetch` does not let through. */
function ask(
  path: string,
  headers: Record<string, string>,
): Promise<{
  status: number | undefined;
  location: string | undefined;
  text: string;
}> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${deployment.url}${path}`, { headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, location: response.headers.location, text }));
    });
    outgoing.on("error", reject).end();
  });
}

test("the season of 2017 is laid out: 35 units, the directive issued, a letter to each with its calendar entry", async () => {
  const letters = deployment.mailbox();
  expect(letters).toHaveLength(35);
  expect(new Set(letters.flatMap(({ recipients }) => recipients)).size).toBe(35);
  expect(new Set(letters.map(({ tags }) => tags["milestone"]))).toEqual(new Set(["issue"]));
  for (const letter of letters) {
    const { attachments, at } = await deployment.open(letter);
    expect(attachments[0]?.text).toContain("BEGIN:VCALENDAR");
    expect(at).toMatch(/^2017-07-14T08:00:00(\.\d+)?\+07:00$/);
  }
  const duties = await deployment.call("GET", "/api/duties", { email: clerk });
  expect(duties.body).toMatchObject({ items: [{ unitId: "stp", state: "awaiting" }] });
});

test("loading it again changes nothing", async () => {
  expect(await loadSeason(deployment)).toBeUndefined();
  expect(deployment.mailbox()).toHaveLength(35);
});

test("the clock is told and moved; what fell due is told in order, and its letters are there", async () => {
  expect((await get("/local/clock")).body).toEqual({ now: expect.stringMatching(/^2017-07-14T08:00:0/) });
  const { status, body } = await move("2017-10-13T08:00:00+07:00");
  expect(status).toBe(200);
  expect(body).toEqual({
    now: "2017-10-13T08:00:00+07:00",
    fired: [
      { at: "2017-09-29T08:00:00+07:00", name: "5500-ubnd-kgvx-2017.bao-cao.remind-20", target: expect.any(String) },
      { at: "2017-10-13T08:00:00+07:00", name: "5500-ubnd-kgvx-2017.bao-cao.remind-10", target: expect.any(String) },
    ],
    rounds: expect.any(Number),
  });
  expect(deployment.mailbox()).toHaveLength(35 + 34 + 34);
});

test("the mailbox tells what was sent since a moment, that moment too", async () => {
  const { body } = await get("/local/mailbox?since=2017-10-13T08:00:00%2B07:00");
  const { items } = body as { items: unknown[] };
  expect(items).toHaveLength(34);
  expect(items[0]).toMatchObject({
    to: [expect.stringMatching(/^vanthu@/)],
    cc: [],
    subject: expect.stringContaining("còn 10 ngày làm việc"),
    text: expect.stringContaining("Kính gửi"),
    html: expect.stringContaining("<html"),
    at: "2017-10-13T08:00:00+07:00",
    tags: expect.objectContaining({ milestone: "remind-10" }),
    outcome: "delivered",
  });
  expect((await get("/local/mailbox?since=2017-10-13T08:00:00.001+07:00")).body).toEqual({ items: [] });
});

test.each([
  ["a moment that is past", { to: "2017-07-14T08:00:00+07:00" }, "got 2017-07-14T08:00:00+07:00, allowed is"],
  ["a moment without its offset", { to: "2017-12-01T08:00:00" }, "like 2017-10-27T08:00:00+07:00; got"],
  ["no moment", {}, "to: "],
  ["more than is known", { to: "2017-12-01T08:00:00+07:00", speed: 2 }, "speed"],
  ["no object", [1], "expected object"],
])("the clock refuses %s, and says what is allowed", async (_, body, detail) => {
  const answer = await post("/local/clock", body);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(answer.body).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
});

test("the mailbox refuses a moment that is none", async () => {
  expect(await get("/local/mailbox?since=yesterday")).toMatchObject({
    status: 400,
    body: { errors: [{ path: "since" }] },
  });
});

test("faults are injected, listed and cleared", async () => {
  const injected = await post("/local/faults", { kind: "throttle", address: clerk, count: 2 });
  expect(injected).toMatchObject({ status: 201, body: { fault: { kind: "throttle", address: clerk }, remaining: 2 } });
  expect((await get("/local/faults")).body).toMatchObject({ items: [{ remaining: 2 }] });
  expect((await deployment.call("DELETE", "/local/faults")).status).toBe(204);
  expect((await get("/local/faults")).body).toEqual({ items: [] });
  expect(await post("/local/faults", { kind: "flood" })).toMatchObject({
    status: 400,
    body: { errors: [{ path: "kind" }] },
  });
});

test("a token of the embedded issuer opens the API as that person", async () => {
  const { status, body } = await post("/local/token", { email: clerk });
  const { token } = body as { token: string };
  expect(status).toBe(200);
  const me = await deployment.call("GET", "/api/me", { headers: { authorization: `Bearer ${token}` } });
  expect(me.status).toBe(200);
  expect(JSON.stringify(me.body)).toContain(clerk);
  const expired = (await post("/local/token", { email: clerk, ttlSeconds: -1 })).body as { token: string };
  const late = await deployment.call("GET", "/api/me", { headers: { authorization: `Bearer ${expired.token}` } });
  expect(late.status).toBe(401);
});

test.each([
  ["nobody", {}, "email"],
  ["a person and a system at once", { email: clerk, clientId: "stp" }, "email"],
  ["what is no address", { email: "stp" }, "email"],
  ["a time that is none", { email: clerk, ttlSeconds: "long" }, "ttlSeconds"],
])("a token for %s is refused", async (_, body, path) => {
  expect(await post("/local/token", body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});

test("the resources are told", async () => {
  const { body } = await get("/local/resources");
  expect(body).toEqual(JSON.parse(JSON.stringify(deployment.resources())));
  expect(deployment.resources().routes.filter(({ key }) => key.includes("/local"))).toEqual([]);
  expect(body).toMatchObject({
    tables: [expect.any(String)],
    functions: expect.arrayContaining([expect.objectContaining({ description: "functions/unit-site.ts" })]),
  });
});

test.each([
  ["a name that was made to point here", { host: "evil.example" }],
  ["a name that begins like ours", { host: "localhost.evil.example" }],
  ["a page of another site", { origin: "https://evil.example" }],
  ["a page of another port", { origin: "http://127.0.0.1:1" }],
  ["a page without an origin of its own", { origin: "null" }],
])("%s may not drive the deployment, nor read it", async (_, headers) => {
  for (const path of ["/local", "/local/clock", "/local/mailbox", "/local/issuer/jwks"]) {
    expect((await ask(path, headers)).status).toBe(403);
  }
});

test("the deployment's own page may drive it, by any name of this machine", async () => {
  const port = new URL(deployment.url).port;
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
    expect((await ask("/local/clock", { host, origin: `http://${host}` })).status).toBe(200);
  }
});

test("what is not there, or not to be done, is said", async () => {
  expect(await get("/local/nothing")).toMatchObject({ status: 404, body: { status: 404 } });
  const wrong = await deployment.call("PUT", "/local/clock", { body: {} });
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
  expect((await post("/local/clock", "x".repeat(200_000))).status).toBe(413);
  expect((await get("/localhost")).status).toBe(404);
  expect((await get("/api/localhost")).headers.get("content-type")).toContain("application/problem+json");
});

test("a browser that comes by another name of this machine is led to the one that sign-in and cookies know", async () => {
  const port = new URL(deployment.url).port;
  const answer = await ask("/contacts?a=b", { host: `localhost:${port}`, accept: "text/html" });
  expect([answer.status, answer.location]).toEqual([302, `${deployment.url}/contacts?a=b`]);
});

test("the page tells the date in Vietnamese, shows the letters, and runs no script", async () => {
  const { status, headers, body } = await get("/local");
  expect(status).toBe(200);
  expect(body).toContain("Thứ Sáu, 13/10/2017 08:00");
  expect(body).toContain("Hộp thư: 103 thư");
  expect(body).toContain("Nhắc trước 5 ngày làm việc (bao-cao), Thứ Sáu, 20/10/2017 08:00");
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(body).not.toContain("<script");
  expect((await get("/local?unit=stp")).body).toContain("Hộp thư: 3 thư");
});

test("a letter opens: in a frame that may do nothing, as text, with its calendar entry, and as it was sent", async () => {
  const letter = deployment.mailbox().find(({ tags }) => tags["unit"] === "stp");
  const path = `/local/letters/${letter?.id}`;
  const page = (await get(path)).body;
  expect(page).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  expect(page).toContain(`src="${path}/html"`);
  const framed = await get(`${path}/html`);
  expect(framed.headers.get("content-security-policy")).toMatch(/^sandbox .*default-src 'none'/);
  expect((await get(`${path}/raw`)).body).toContain("MIME-Version: 1.0");
  expect((await get(`${path}/attachments/0`)).body).toContain("BEGIN:VCALENDAR");
  for (const nothing of ["/local/letters/999999", `${path}/attachments/7`, `${path}/other`]) {
    expect((await get(nothing)).status).toBe(404);
  }
});

test("the page's buttons move the clock, and say what is wrong", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect((await post("/local/move", "to=2017-10-13T07:59", form)).body).toContain("Đồng hồ chỉ chạy tới, không lùi.");
  expect((await post("/local/move", "to=soon", form)).body).toContain("Ngày giờ không đọc được: &#34;soon&#34;.");
  const moved = await post("/local/move", "to=next", form);
  expect([moved.status, moved.headers.get("location")]).toEqual([303, "/local"]);
  expect((await get("/local")).body).toContain(
    "Vừa chuyển tới Thứ Sáu, 20/10/2017 08:00: 1 mốc đã chạy, 34 thư đã gửi.",
  );
  expect((await post("/local/issue-token", `email=${clerk}`, form)).body).toContain(`Mã của ${clerk}:`);
});

test("a letter whose sender dies while it is sent goes out once", async () => {
  const before = deployment.mailbox().length;
  deployment.faults.inject({ kind: "crash", address: clerk, when: "after" });
  await deployment.moveTo(Date.parse("2017-10-25T10:00:00+07:00"));
  const sent = deployment.mailbox().slice(before);
  expect(sent).toHaveLength(34);
  expect(sent.filter(({ recipients }) => recipients.includes(clerk))).toHaveLength(1);
});
