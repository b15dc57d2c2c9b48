import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Deployment } from "../../../lib/local/stood-up.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { Browser } from "./issuer-site.ts";
import { askForToken, scriptTokens, SIGN_ONS, signOnOf, startWith } from "./sign-ons.ts";
import { temporaryDirectory } from "./stand-ins.ts";

const clerk = "vanthu@stc.daklak.example";
const duty = "/api/duties/5500-ubnd-kgvx-2017/bao-cao/stc";
const report = {
  documentNumber: "215/BC-STC",
  signedOn: "2017-07-14",
  signer: { name: "Giám đốc", post: "Giám đốc Sở Tài chính" },
  sections: { "tuyen-truyen": "Đã tuyên truyền đến toàn thể cán bộ, công chức." },
  figures: { "don-thu-tiep-nhan": 12, "don-thu-giai-quyet": 11 },
};
describe.each(SIGN_ONS)("with $signOn", ({ userPool }) => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await startWith({ userPool });
    await loadSeason(deployment);
  });
  afterAll(() => deployment.close());

  /** Asks by a token, or as whoever one of `/local/token` is for. */
  async function as(asked: object, path = "/api/me") {
    const given = "token" in asked ? asked : (await deployment.call("POST", "/local/token", { body: asked })).body;
    const { token } = given as { token: string };
    const answer = await deployment.call("GET", path, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: answer.body as Record<string, unknown> };
  }

  const unitOfStc = async () => {
    const { body } = await deployment.call("GET", "/api/units?limit=100", { email: deployment.keeper });
    const found = (body as { items: Record<string, unknown>[] }).items.find(({ id }) => id === "stc");
    const { id: _id, reachable: _reachable, bounced: _bounced, ...unit } = found ?? {};
    return unit;
  };

  const enter = async (clients: readonly string[]) =>
    deployment.call("PUT", "/api/units/stc", { email: deployment.keeper, body: { ...(await unitOfStc()), clients } });

  test("a token with an address is a person's", async () => {
    expect(await as({ email: clerk })).toMatchObject({ status: 200, body: { principal: clerk, units: ["stc"] } });
  });

  test("a system acts for its unit once deployment and register both name it, and until the register no longer does", async () => {
    const { status, body } = await askForToken(deployment);
    expect([status, body]).toMatchObject([200, { token_type: "Bearer", expires_in: 3600 }]);
    const system = { token: body["access_token"] };
    expect(await as(system)).toMatchObject({ status: 200, body: { principal: "client:edoc-stc", units: [] } });
    expect((await enter(["edoc-stc"])).status).toBe(200);
    expect(await as(system)).toMatchObject({ status: 200, body: { units: ["stc"] } });
    expect(await as(system, duty)).toMatchObject({ status: 200, body: { unitId: "stc" } });
    expect((await as(system, duty.replace("/stc", "/stp"))).status).toBe(404);
    const headers = { authorization: `Bearer ${String(system.token)}` };
    const filed = await deployment.call("POST", `${duty}/submissions`, { headers, body: report });
    expect(filed).toMatchObject({ status: 201, body: { revision: 1, standing: "on-time" } });
    expect((await enter([])).status).toBe(200);
    expect(await as(system, duty)).toMatchObject({ status: 404 });
  });

  test.each([
    ["another client's ID token, of a client that the gateway knows", { email: clerk, audience: "van-thu" }],
    ["an ID token of somebody who signed in at a system's client", { email: clerk, audience: "edoc-stc" }],
    ["the site's own client, as a system", () => ({ clientId: signOnOf(deployment).site })],
    ["an address that is not verified", { email: clerk, emailVerified: false }],
  ])("%s counts for nobody: 401, by the function's own words", async (_what, given) => {
    const asked = typeof given === "function" ? given() : given;
    for (const path of ["/api/me", duty, "/api/duties/khong/co/stc"]) {
      expect(await as(asked, path)).toMatchObject({ status: 401, body: { type: "/problems/not-signed-in" } });
    }
  });

  test("a token for an audience that the gateway does not know gets no further than that", async () => {
    expect(await as({ email: clerk, audience: "elsewhere" })).toEqual({
      status: 401,
      body: { message: "Unauthorized" },
    });
  });

  test("a person's access token, which says nothing of an address, counts for nobody", async () => {
    const { id_token: idToken, access_token: token } = await scriptTokens(deployment, clerk);
    expect(await as({ token: idToken })).toMatchObject({ status: 200, body: { principal: clerk } });
    // A token of the user pool can be read by the gateway, the issuer's cannot.
    const body = userPool ? { detail: expect.stringContaining("the person's ID token") } : { message: "Unauthorized" };
    expect(await as({ token })).toMatchObject({ status: 401, body });
  });

  test("a system that nobody named counts for nobody", async () => {
    // A token of the user pool has no audience, so that the gateway looks at the client; else the function does.
    const body = userPool ? { message: "Unauthorized" } : { type: "/problems/not-signed-in" };
    expect(await as({ clientId: "edoc-stp" })).toMatchObject({ status: 401, body });
  });

  test.each([
    ["a secret that is not its own", { secret: "edoc-stp-secret" }],
    ["a name that nobody made", { client: "edoc-stp" }],
  ])("a system gets no token by %s", async (_what, asked) => {
    expect(await askForToken(deployment, asked)).toMatchObject({ body: { error: "invalid_client" } });
  });

  test("the site's own client cannot be entered as a unit's system", async () => {
    expect(await enter([signOnOf(deployment).site])).toMatchObject({
      status: 400,
      body: { errors: [{ path: "clients[0]" }] },
    });
  });

  test("a person's script gets its token as docs/api.md says, and the token counts", async () => {
    const [, recipe = ""] =
      /```js\n(.*?)```/s.exec(readFileSync(new URL("../../../docs/api.md", import.meta.url), "utf8")) ?? [];
    const file = join(temporaryDirectory(), "token.mjs");
    writeFileSync(file, recipe);
    const { issuer, script: client } = signOnOf(deployment);
    const env = { ISSUER: issuer, CLIENT: client };
    const script = spawn(process.execPath, [file], { env, stdio: ["ignore", "pipe", "pipe"] });
    const printed = text(script.stdout);
    const ended = once(script, "exit");
    let told = "";
    for await (const part of script.stderr) {
      told += String(part);
      if (told.endsWith("\n")) break;
    }
    const browser = new Browser();
    const list = await browser.open(told.split("\n")[1] ?? "");
    const { url } = await browser.open(list.url, { address: clerk });
    expect(`${url.origin}${url.pathname}`).toBe("http://localhost:8976/signed-in");
    const elsewhere = new URL(url);
    elsewhere.searchParams.set("state", "another");
    expect((await fetch(elsewhere)).status).toBe(404);
    expect(await (await fetch(url)).text()).toContain("Signed in");
    expect((await ended)[0]).toBe(0);

    const authorization = `Bearer ${(await printed).trim()}`;
    const { status, body } = await deployment.call("GET", "/api/me", { headers: { authorization } });
    expect([status, body]).toMatchObject([200, { principal: clerk, units: ["stc"] }]);
  });
});
