import { afterAll, beforeAll, expect, test } from "vitest";

import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { authorizationUrl, Browser, redeem } from "./issuer-site.ts";
import { startMs } from "./stand-ins.ts";

let deployment: Deployment;

beforeAll(async () => {
  deployment = await startDeployment({ startAt: startMs, quiet: true });
});
afterAll(() => deployment.close());

test("on the laptop, whoever was imported may be chosen, and is let in by the gateway", async () => {
  const { url: site, keeper } = deployment;
  const body = [
    "id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone",
    "stp,Sở Tư pháp,so-ban-nganh,,vanthu@stp.daklak.example,,,",
  ].join("\n");
  const headers = { "content-type": "text/csv; charset=utf-8" };
  expect((await deployment.call("POST", "/api/units/import", { email: keeper, body, headers })).status).toBe(200);
  const browser = new Browser();
  const list = await browser.open(authorizationUrl(site));
  expect(list.text).toContain("<strong>Văn thư Sở Tư pháp</strong> <span>vanthu@stp.daklak.example</span>");
  const { url } = await browser.open(list.url, { address: "vanthu@stp.daklak.example" });
  const { body: tokens } = await redeem(site, url.searchParams.get("code") ?? "");
  const authorization = `Bearer ${String(tokens["id_token"])}`;
  expect((await deployment.call("GET", "/api/me", { headers: { authorization } })).status).toBe(200);
});

test("a page of another site cannot choose", async () => {
  const browser = new Browser();
  const { url } = await browser.open(authorizationUrl(deployment.url));
  const { status } = await browser.open(url, { address: "vanthu@stp.daklak.example" }, "https://evil.example");
  expect(status).toBe(403);
});
