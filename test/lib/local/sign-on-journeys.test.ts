import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { loadSeason } from "../../../lib/local/load-season.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { npmStart, stop } from "./npm-start.ts";
import { Browser } from "./issuer-site.ts";
import { SIGN_ONS, startWith } from "./sign-ons.ts";

const clerk = "vanthu@stc.daklak.example";
const other = "vanthu@stp.daklak.example";

describe.each(SIGN_ONS)("with $signOn", ({ userPool }) => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await startWith({ userPool });
    await loadSeason(deployment);
  });
  afterAll(() => deployment.close());

  const browser = () => new Browser(({ origin }) => origin === deployment.url);
  const asksWho = (text: string) => text.includes("Chọn người để đăng nhập");
  /** Opens a page of the site, is asked who is there, and says so. */
  async function signIn(as: Browser, form: Record<string, string>, path = "/sign-in") {
    const list = await as.open(`${deployment.url}${path}`);
    expect(asksWho(list.text)).toBe(true);
    return as.open(list.url, form);
  }

  test("who asks for a page signs in first, and comes back to that page", async () => {
    const page = await signIn(browser(), { address: clerk }, "/duties/5500-ubnd-kgvx-2017/bao-cao/stc");
    expect([page.status, page.url.href]).toEqual([200, `${deployment.url}/duties/5500-ubnd-kgvx-2017/bao-cao/stc`]);
    expect(page.text).toContain(clerk);
  });

  test("an address is the same in capitals", async () => {
    expect((await signIn(browser(), { address: clerk.toUpperCase() })).text).toContain(clerk);
  });

  test("who signs out is signed out at the sign-on, too: whoever comes next is asked who it is", async () => {
    const shared = browser();
    await signIn(shared, { address: clerk });
    const left = await shared.open(`${deployment.url}/sign-out`, {});
    expect([left.status, left.url.href]).toEqual([200, `${deployment.url}/`]);
    expect(left.text).not.toContain(clerk);
    expect((await signIn(shared, { address: other })).text).toContain(other);
  });

  test("who wants to be somebody else is asked, without signing out", async () => {
    const shared = browser();
    await signIn(shared, { address: clerk });
    expect((await shared.open(`${deployment.url}/sign-in`)).text).toContain(`<b>${clerk}</b>`);
    expect((await signIn(shared, { address: other }, "/sign-in?as=another")).text).toContain(other);
    expect((await shared.open(deployment.url)).text).not.toContain(clerk);
  });

  test("an address that the sign-on has not verified signs nobody in", async () => {
    const page = await signIn(browser(), { address: clerk, unverified: "yes" });
    expect([page.status, page.url.searchParams.get("failed")]).toEqual([403, "unverified"]);
  });

  test("who goes back signs nobody in, and is told so", async () => {
    const page = await signIn(browser(), { do: "cancel" });
    expect(page.url.searchParams.get("failed")).toBe("denied");
  });

  test(`the sign-on ${userPool ? "remembers for an hour who signed in, and asks nobody" : "remembers nobody"}`, async () => {
    const shared = browser();
    await signIn(shared, { address: clerk });
    const kept = shared.cookies.filter(({ name }) => name !== "__Host-session");
    shared.cookies.splice(0, Infinity, ...kept);
    const { text } = await shared.open(`${deployment.url}/sign-in`);
    expect(asksWho(text)).toBe(!userPool);
  });
});

test.each(SIGN_ONS)("`npm start` stands up $signOn, as its option says", async ({ userPool }) => {
  const { url, child } = await npmStart(["--quiet", "--empty", ...(userPool ? ["--user-pool"] : [])]);
  const { issuer } = (await (await fetch(`${url}/local/resources`)).json()) as { issuer: { url: string } };
  expect(issuer.url.replace(url, "")).toMatch(
    userPool ? /^\/local\/issuer\/ap-southeast-1_\w{9}$/ : /^\/local\/issuer$/,
  );
  expect(await stop(child, "SIGTERM")).toBe(0);
});
