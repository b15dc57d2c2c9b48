import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startDeployment } from "../../lib/local/deployment.ts";
import type { Deployment } from "../../lib/local/stood-up.ts";
import { CLIENT_ID, TestIssuer } from "../functions/sign-in/issuer.ts";
import { openChromium } from "./chromium.ts";

/** An issuer on another host than the site, as a province has it: what a browser's policy holds against that shows here. */
let issuer: TestIssuer;
let door: Server;
let deployment: Deployment;
let browser: Browser;

beforeAll(async () => {
  issuer = await TestIssuer.start();
  const pages = createServer((request, response) => {
    const asked = new URL(request.url ?? "", "http://localhost");
    const link = (id: string, href: string) => `<a id="${id}" href="${href.replaceAll("&", "&amp;")}">${id}</a>`;
    if (asked.pathname === "/authorize") {
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(link("yes", issuer.signIn(asked.href)) + link("no", issuer.refuse(asked.href, "access_denied")));
    } else if (asked.pathname === "/logout") {
      const location = asked.searchParams.get("post_logout_redirect_uri") ?? "";
      response.writeHead(302, { location }).end();
    } else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => pages.listen(0, "127.0.0.1", listening));
  door = pages;
  const at = `http://localhost:${(pages.address() as AddressInfo).port}`;
  issuer.description = { authorization_endpoint: `${at}/authorize`, end_session_endpoint: `${at}/logout` };
  [browser, deployment] = await Promise.all([
    openChromium(),
    startDeployment({ startAt: Date.now(), quiet: true, settings: { issuer: issuer.url, audience: [CLIENT_ID] } }),
  ]);
  issuer.person = { sub: "keeper", email: deployment.keeper, email_verified: true };
});
afterAll(async () => {
  await browser.close();
  await deployment.close();
  await issuer.close();
  door.close();
});

const atIssuer = (page: Page) => page.waitForURL("http://localhost:*/authorize?*");

describe.each([true, false])("with an issuer elsewhere, script on: %s", (javaScriptEnabled) => {
  async function visit(): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser.newContext({ baseURL: deployment.url, javaScriptEnabled })).newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (/Content.Security|violates/.test(message.text())) complaints.push(message.text());
    });
    return { page, complaints };
  }

  it("one signs in there, comes back to the page that was asked for, and signs out here and there", async () => {
    const { page, complaints } = await visit();
    await page.goto("/units");
    await atIssuer(page);
    await page.click("#yes");
    await page.waitForURL(`${deployment.url}/units`);
    expect(await page.getByRole("banner").innerText()).toContain(deployment.keeper);
    const loggedOut = page.waitForRequest((request) => new URL(request.url()).pathname === "/logout");
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await loggedOut;
    await page.waitForURL(`${deployment.url}/`);
    expect(await page.getByRole("banner").innerText()).not.toContain(deployment.keeper);
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("__Host-session");
    expect(complaints).toEqual([]);
  });

  it("who is not let in there is told so, and may try again", async () => {
    const { page, complaints } = await visit();
    await page.goto("/units");
    await atIssuer(page);
    await page.click("#no");
    await page.waitForURL(`${deployment.url}/**`);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Việc đăng nhập đã dừng lại");
    await page.getByRole("link", { name: "Thử đăng nhập lại" }).click();
    await atIssuer(page);
    await page.click("#yes");
    await page.waitForURL(`${deployment.url}/units`);
    expect(complaints).toEqual([]);
  });

  it("a form that leads to a page for the signed in leads on to the issuer once the session has ended", async () => {
    const { page, complaints } = await visit();
    await page.goto("/units");
    await atIssuer(page);
    await page.click("#yes");
    await page.waitForURL(`${deployment.url}/units`);
    await page.context().clearCookies({ name: "__Host-session" });
    await page.getByRole("button", { name: "English" }).click();
    await atIssuer(page);
    await page.click("#yes");
    await page.waitForURL(`${deployment.url}/units`);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Register of units");
    expect(complaints).toEqual([]);
  });
});

describe("with the stack's own user pool", () => {
  let own: Deployment;
  beforeAll(async () => {
    own = await startDeployment({ startAt: Date.now(), quiet: true, userPool: true });
  });
  afterAll(() => own.close());

  it("one signs in there, comes back, signs out here and there, and is asked again", async () => {
    const page = await (await browser.newContext({ baseURL: own.url })).newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (/Content.Security|violates/.test(message.text())) complaints.push(message.text());
    });
    await page.goto("/units");
    await page.getByRole("button", { name: own.keeper }).click();
    await page.waitForURL(`${own.url}/units`);
    expect(await page.getByRole("banner").innerText()).toContain(own.keeper);
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await page.waitForURL(`${own.url}/`);
    await page.goto("/units");
    await page.waitForURL(`${own.url}/local/issuer/*/login/*`);
    expect(complaints).toEqual([]);
  });

  it("one ends one's other session, and whoever sits there is told so before the sign-in, and led back", async () => {
    const [here, there] = await Promise.all(
      ["here", "there"].map(async () => (await browser.newContext({ baseURL: own.url })).newPage()),
    );
    if (!here || !there) throw new Error("There are not two pages.");
    for (const page of [there, here]) {
      page.setDefaultTimeout(30_000);
      await page.goto("/units");
      await page.getByRole("button", { name: own.keeper }).click();
      await page.waitForURL(`${own.url}/units`);
    }
    await here.getByRole("banner").getByRole("link", { name: own.keeper }).click();
    await here.getByRole("button", { name: "Kết thúc mọi phiên khác" }).click();
    await here.getByText("Đã kết thúc 1 phiên.").waitFor();
    await there.goto("/units");
    expect(await there.getByRole("heading", { level: 1 }).innerText()).toBe("Phiên đăng nhập đã kết thúc");
    await there.getByRole("link", { name: "Đăng nhập lại" }).click();
    await there.waitForURL(`${own.url}/units`);
  });
});
