import { createHash } from "node:crypto";

import { afterEach, describe, expect, it, vi } from "vitest";

import { at } from "../season.ts";
import { newKey } from "./issuer.ts";
import { SITE } from "./office.ts";
import { browser, office, openForEach } from "./open-office.ts";

const DUTY = "/duties/5500-ubnd-kgvx-2017/bao-cao/stc";
const CLERK = "vanthu@stc.daklak.example";

openForEach();
afterEach(() => void vi.useRealTimers());

describe("starting a sign-in", () => {
  it("leads to the issuer by an authorization code with PKCE, a state and a nonce, each new every time", async () => {
    const [first, second] = [new URL(await browser.start()), new URL(await browser.start())];
    expect(`${first.origin}${first.pathname}`).toBe(`${office.issuer.url}/authorize`);
    expect(Object.fromEntries(first.searchParams)).toEqual({
      response_type: "code",
      client_id: "dung-han",
      redirect_uri: `${SITE}/signed-in`,
      scope: "openid email",
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      ui_locales: "vi en",
    });
    const again = ["code_challenge", "state", "nonce"].filter(
      (name) => second.searchParams.get(name) === first.searchParams.get(name),
    );
    expect(again).toEqual([]);
  });

  it("keeps what it has to know in a cookie of this browser, for ten minutes, out of scripts' and other hosts' reach", async () => {
    const { cookies, location } = await browser.get(`/sign-in?to=${DUTY}`);
    const query = new URL(location).searchParams;
    const [, name = "", value = "", attributes] = /^([^=]+)=([\w-]+); (.*)$/.exec(cookies.join("\n")) ?? [];
    expect(name).toBe(`__Host-signing-in-${query.get("state")?.slice(0, 8)}`);
    expect(attributes).toBe("Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax");
    const kept = JSON.parse(Buffer.from(value, "base64url").toString());
    expect(kept).toMatchObject({ state: query.get("state"), nonce: query.get("nonce"), to: DUTY });
    expect(createHash("sha256").update(kept.verifier).digest("base64url")).toBe(query.get("code_challenge"));
  });

  it("shows the issuer in the visitor's language, where it can", async () => {
    browser.jar.set("__Host-language", "en");
    expect(new URL(await browser.start()).searchParams.get("ui_locales")).toBe("en vi");
  });

  it("from a page of this site leads on by a page, since a form's policy would block a redirect to the issuer", async () => {
    const { status, headers, body, cookies } = await browser.get("/sign-in?to=/", { "sec-fetch-site": "same-origin" });
    expect(status).toBe(200);
    const [, address = ""] = /^0;url=(.*)$/.exec(headers["refresh"] ?? "") ?? [];
    expect(address).toContain(`${office.issuer.url}/authorize?`);
    expect(body).toContain(`href="${address.replaceAll("&", "&#38;")}"`);
    expect(cookies).toHaveLength(1);
    expect((await browser.get(office.issuer.signIn(address))).location).toBe("/");
  });

  it("asks whoever is signed in whether to go on or to be somebody else, and whom the issuer knows is asked again", async () => {
    await browser.signIn();
    const { status, body } = await browser.get(`/sign-in?to=${DUTY}`);
    expect(status).toBe(200);
    expect(body).toContain(CLERK);
    expect(body).toContain(`href="${DUTY}"`);
    const [, another = ""] = /href="(\/sign-in\?[^"]*)"/.exec(body) ?? [];
    const { location } = await browser.get(another.replaceAll("&#38;", "&"));
    expect(new URL(location).searchParams.get("prompt")).toBe("login");
    expect((await browser.get(office.issuer.signIn(location))).location).toBe(DUTY);
  });
});

describe("coming back from the issuer", () => {
  it("begins a session for the verified address, and leads to the page that was asked for", async () => {
    const { status, location, cookies } = await browser.signIn(`${DUTY}?revision=2`);
    expect({ status, location }).toEqual({ status: 303, location: `${DUTY}?revision=2` });
    expect(cookies[0]).toMatch(/^__Host-session=[\w-]{65}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect(await browser.session()).toMatchObject({ principal: CLERK, endsAt: office.now + 12 * 3_600_000 });
    expect(browser.started).toEqual([]);
  });

  it("takes an address as the register writes it, and an e-mail that is verified by word", async () => {
    office.issuer.person = { sub: "1", email: "VanThu@STC.daklak.example", email_verified: "true" };
    await browser.signIn();
    expect(await browser.session()).toMatchObject({ principal: CLERK });
  });

  it("asks the issuer for the address where its ID token does not tell it", async () => {
    office.issuer.tellsBy = "userinfo";
    await browser.signIn();
    expect(office.issuer.asked).toContain("/userinfo");
    expect(await browser.session()).toMatchObject({ principal: CLERK });
  });

  it("lets two tabs sign in side by side, each to its own page", async () => {
    const [one, other] = [await browser.start("/units"), await browser.start("/directives")];
    expect((await browser.get(office.issuer.signIn(one))).location).toBe("/units");
    expect((await browser.get(office.issuer.signIn(other))).location).toBe("/directives");
  });

  it("keeps the four sign-ins that were started last", async () => {
    const addresses: string[] = [];
    for (const minute of [0, 1, 2, 3, 4, 5]) {
      office.now = at(`2017-10-27T08:0${minute}`);
      addresses.push(await browser.start("/units"));
    }
    expect(browser.started).toHaveLength(4);
    const locations: string[] = [];
    for (const address of addresses) locations.push((await browser.get(office.issuer.signIn(address))).location);
    const lapsed = "/sign-in?failed=lapsed&to=%2F";
    expect(locations).toEqual([lapsed, lapsed, "/units", "/units", "/units", "/units"]);
  });

  it("tells the log that somebody signed in, and neither whom nor any secret", async () => {
    await browser.signIn();
    const { log } = office;
    expect(log).toContain("Somebody signed in.");
    expect(log).not.toContain("@");
    for (const secret of browser.jar.values()) expect(log).not.toContain(secret);
  });
});

describe("what the issuer says of itself", () => {
  it("is asked for at the first sign-in, not before, and kept", async () => {
    expect(office.issuer.asked).toEqual([]);
    await browser.signIn();
    await browser.signIn();
    const asked = (path: string) => office.issuer.asked.filter((one) => one === path).length;
    expect({
      description: asked("/.well-known/openid-configuration"),
      keys: asked("/jwks"),
      token: asked("/token"),
    }).toEqual({ description: 1, keys: 1, token: 2 });
  });

  it("is asked for again after it did not answer", async () => {
    office.issuer.broken = ["/.well-known/openid-configuration"];
    expect((await browser.get("/sign-in")).status).toBe(503);
    office.issuer.broken = [];
    expect((await browser.signIn()).location).toBe("/");
  });

  it("is believed anew when it signs by a new key", async () => {
    await browser.signIn();
    office.issuer.key = await newKey();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    expect((await browser.signIn("/units")).location).toBe("/units");
  });

  it.each(["2017-10-27T08:00", "2031-01-02T08:00"])("is judged by the function's own clock, be it %s", async (wall) => {
    vi.useFakeTimers({ toFake: ["Date"], now: at(wall) });
    expect((await browser.signIn("/units")).location).toBe("/units");
    office.issuer.forge = (claims) => ({ ...claims, iat: at(wall) / 1000 - 400, exp: at(wall) / 1000 - 100 });
    expect((await browser.signIn("/units")).location).toBe("/sign-in?failed=untrusted&to=%2Funits");
  });

  it("counts though its clock is ahead, as it is where the laptop's stands in the past", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: at("2017-10-27T08:00") });
    const ahead = at("2026-11-01T08:00") / 1000;
    office.issuer.forge = (claims) => ({ ...claims, iat: ahead, auth_time: ahead, exp: ahead + 300 });
    expect((await browser.signIn("/units")).location).toBe("/units");
  });
});
