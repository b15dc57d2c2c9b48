import { describe, expect, it, vi } from "vitest";

import { FAILURES } from "../../../functions/sign-in/failure.ts";
import { Office } from "./office.ts";
import { browser, engine, office, openForEach } from "./open-office.ts";

const DUTY = "/duties/5500-ubnd-kgvx-2017/bao-cao/stc";

openForEach();

describe("a sign-in that failed", () => {
  it("at the issuer is told as it was: cancelled, or impossible; and the way back is kept", async () => {
    const told: string[] = [];
    for (const error of ["access_denied", "temporarily_unavailable", "login_required"]) {
      const { location } = await browser.get(office.issuer.refuse(await browser.start(DUTY), error));
      told.push(location);
    }
    const to = encodeURIComponent(DUTY);
    expect(told).toEqual([
      `/sign-in?failed=denied&to=${to}`,
      `/sign-in?failed=refused&to=${to}`,
      `/sign-in?failed=refused&to=${to}`,
    ]);
    expect(browser.started).toEqual([]);
  });

  const named = FAILURES.filter((failure) => failure !== "unreachable");

  it.each(named)("(%s) is explained on a page in both languages, with a button to try again", async (failure) => {
    const address = `/sign-in?failed=${failure}&to=${encodeURIComponent(DUTY)}`;
    const vietnamese = await browser.get(address);
    expect(vietnamese.status).toBeGreaterThanOrEqual(400);
    expect(vietnamese.body).toContain("Thử đăng nhập lại");
    expect(vietnamese.body).toMatch(new RegExp(`href="/sign-in\\?to=${encodeURIComponent(DUTY)}(&#38;as=another)?"`));
    browser.jar.set("__Host-language", "en");
    const english = await browser.get(address);
    expect(english.body).toContain("Try to sign in again");
    expect(english.headers["content-language"]).toBe("en");
  });

  it("for the account's sake is tried again with another account", async () => {
    for (const failure of ["no-email", "unverified"])
      expect((await browser.get(`/sign-in?failed=${failure}`)).body).toContain("as=another");
    expect((await browser.get("/sign-in?failed=lapsed")).body).not.toContain("as=another");
  });

  it("offers who is signed in still to go on", async () => {
    await browser.signIn();
    const { body } = await browser.get(`/sign-in?failed=lapsed&to=${encodeURIComponent(DUTY)}`);
    expect(body).toContain("vanthu@stc.daklak.example");
    expect(body).toContain(`<a href="${DUTY}">`);
  });

  it.each(["%3Cscript%3E", "unreachable"])("by an address that says %s is a sign-in like any other", async (word) => {
    expect((await browser.get(`/sign-in?failed=${word}`)).location).toContain("/authorize?");
  });
});

describe("an issuer that does not answer", () => {
  const DESCRIPTION = "/.well-known/openid-configuration";

  it("keeps nobody waiting: the page says so, and the operator's log why", async () => {
    office.issuer.broken = [DESCRIPTION];
    const { status } = await browser.get("/sign-in");
    expect(status).toBe(503);
    expect(JSON.parse(office.log)).toMatchObject({ level: "WARN", why: "OAUTH_RESPONSE_IS_NOT_CONFORM" });
  });

  it.each(["/token", "/jwks"])("is told when it is its %s", async (path) => {
    office.issuer.broken = [path];
    const { status, body, location } = await browser.signIn(DUTY);
    expect({ status, location }).toEqual({ status: 503, location: "" });
    expect(body).toContain("Chưa kết nối được nơi đăng nhập");
    expect(browser.started).toEqual([]);
    expect(await browser.session()).toBeUndefined();
  });

  it("is told when nobody listens at its address", async () => {
    const deaf = await Office.open(engine, { issuerUrl: "http://127.0.0.1:9" });
    expect((await deaf.browser().get("/sign-in")).status).toBe(503);
    await deaf.issuer.close();
  });

  it("is told when another answers in its name", async () => {
    office.issuer.description = { issuer: "https://evil.example" };
    expect((await browser.get("/sign-in")).status).toBe(503);
  });

  it("is given four seconds each time, so that all that is asked of it ends before the function does", async () => {
    const timeout = vi.spyOn(AbortSignal, "timeout");
    office.issuer.tellsBy = "userinfo";
    await browser.signIn();
    expect(timeout.mock.calls).toEqual([[4000], [4000], [4000], [4000]]);
    timeout.mockRestore();
  });
});
