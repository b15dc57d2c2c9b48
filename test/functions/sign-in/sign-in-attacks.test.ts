import { describe, expect, it } from "vitest";

import { newKey, signed, unsigned } from "./issuer.ts";
import { SITE } from "./office.ts";
import { browser, office, openForEach } from "./open-office.ts";

const SECRET = "__Host-session";

openForEach();

const failed = (why: string, to = "/") => ({
  status: 303,
  location: `/sign-in?${new URLSearchParams({ failed: why, to }).toString()}`,
});

describe("a session", () => {
  it("begins under a new secret: one that was planted before signing in opens nothing", async () => {
    const planted = "p".repeat(65);
    browser.jar.set(SECRET, planted);
    await browser.signIn();
    expect(browser.jar.get(SECRET)).not.toBe(planted);
    const thief = office.browser();
    thief.jar.set(SECRET, planted);
    expect(await thief.session()).toBeUndefined();
  });

  it("ends when another begins in its browser", async () => {
    await browser.signIn();
    const thief = office.browser();
    thief.jar.set(SECRET, browser.jar.get(SECRET) ?? "");
    expect(await thief.session()).toBeDefined();
    await browser.signIn();
    expect(await browser.session()).toBeDefined();
    expect(await thief.session()).toBeUndefined();
  });

  it("is not opened by a cookie that was tampered with", async () => {
    await browser.signIn();
    const secret = browser.jar.get(SECRET) ?? "";
    for (const other of [
      `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`,
      secret.slice(1),
      `${secret}A`,
      "",
      "../x",
    ]) {
      browser.jar.set(SECRET, other);
      expect(await browser.session()).toBeUndefined();
    }
  });
});

describe("an answer of the issuer", () => {
  it("counts only in the browser that asked: nobody is signed in as somebody else by a link", async () => {
    const link = office.issuer.signIn(await browser.start("/units"));
    const victim = office.browser();
    expect(await victim.get(link)).toMatchObject(failed("lapsed"));
    await victim.start();
    expect(await victim.get(link)).toMatchObject(failed("lapsed"));
    expect(await victim.session()).toBeUndefined();
  });

  it("counts only with the state that was sent out, whatever else is right", async () => {
    const link = new URL(office.issuer.signIn(await browser.start()));
    const state = link.searchParams.get("state") ?? "";
    for (const other of [`${state.slice(0, -1)}${state.endsWith("A") ? "B" : "A"}`, state.slice(0, 8), ""]) {
      link.searchParams.set("state", other);
      expect(await browser.get(link.href)).toMatchObject(failed("lapsed"));
    }
    link.searchParams.delete("state");
    expect(await browser.get(link.href)).toMatchObject(failed("lapsed"));
    expect(browser.jar.has(SECRET)).toBe(false);
  });

  it.each([true, false])("counts once (by an issuer that sees to it too: %s)", async (strict) => {
    office.issuer.strict = strict;
    const link = office.issuer.signIn(await browser.start());
    await browser.get(link);
    expect(await browser.get(link)).toMatchObject(failed("lapsed"));
  });

  it("counts once even where the browser's cookies were copied", async () => {
    const link = office.issuer.signIn(await browser.start("/units"));
    const copy = office.browser();
    for (const [name, value] of browser.jar) copy.jar.set(name, value);
    await browser.get(link);
    expect(await copy.get(link)).toMatchObject(failed("lapsed", "/units"));
    expect(copy.jar.has(SECRET)).toBe(false);
  });

  it("does not count after ten minutes", async () => {
    const [one, other] = [await browser.start("/units"), await browser.start("/units")];
    office.now += 600_000;
    expect(await browser.get(office.issuer.signIn(one))).toMatchObject({ location: "/units" });
    office.now += 1;
    expect(await browser.get(office.issuer.signIn(other))).toMatchObject(failed("lapsed"));
  });

  it("does not count with somebody else's code, since only his browser has the verifier", async () => {
    const mine = new URL(office.issuer.signIn(await browser.start()));
    const theirs = new URL(office.issuer.signIn(await office.browser().start()));
    mine.searchParams.set("code", theirs.searchParams.get("code") ?? "");
    expect(await browser.get(mine.href)).toMatchObject(failed("lapsed"));
  });

  it("does not count with somebody else's code even where the issuer forgets the verifier: the nonce is another", async () => {
    office.issuer.strict = false;
    const mine = new URL(office.issuer.signIn(await browser.start()));
    const theirs = new URL(office.issuer.signIn(await office.browser().start()));
    mine.searchParams.set("code", theirs.searchParams.get("code") ?? "");
    expect(await browser.get(mine.href)).toMatchObject(failed("untrusted"));
  });

  it("does not count from another issuer", async () => {
    const link = new URL(office.issuer.signIn(await browser.start()));
    link.searchParams.set("iss", "https://evil.example");
    expect(await browser.get(link.href)).toMatchObject(failed("untrusted"));
    expect(office.issuer.asked).not.toContain("/token");
  });
});

describe("an ID token", () => {
  const seconds = () => Math.floor(Date.now() / 1000);

  it.each([
    ["of another nonce", (): object => ({ nonce: "n".repeat(43) })],
    ["without a nonce", (): object => ({ nonce: undefined })],
    ["for another audience", (): object => ({ aud: "another-client" })],
    ["for several, given to another", (): object => ({ aud: ["dung-han", "another-client"], azp: "another-client" })],
    ["for several, given to nobody by name", (): object => ({ aud: ["dung-han", "another-client"] })],
    ["given to another", (): object => ({ azp: "another-client" })],
    ["of another issuer", (): object => ({ iss: "https://evil.example" })],
    ["that has expired", (): object => ({ exp: seconds() - 60 })],
    ["that never expires", (): object => ({ exp: undefined })],
    ["that does not count yet", (): object => ({ nbf: seconds() + 600 })],
  ])("%s signs nobody in", async (_title, change) => {
    office.issuer.forge = (claims) => ({ ...claims, ...change() });
    expect(await browser.signIn("/units")).toMatchObject(failed("untrusted", "/units"));
    expect(browser.jar.has(SECRET)).toBe(false);
  });

  it("that is not signed signs nobody in, though the issuer were to allow it", async () => {
    office.issuer.description = { id_token_signing_alg_values_supported: ["RS256", "none"] };
    office.issuer.sign = async (claims) => unsigned({ alg: "none" }, claims);
    expect(await browser.signIn()).toMatchObject(failed("untrusted"));
  });

  it("signed by another's key signs nobody in", async () => {
    const other = { ...(await newKey()), id: office.issuer.key.id };
    office.issuer.sign = (claims) => signed(claims, other);
    expect(await browser.signIn()).toMatchObject(failed("untrusted"));
  });

  it("signed by a key that the issuer does not name signs nobody in", async () => {
    const other = await newKey();
    office.issuer.sign = (claims) => signed(claims, other);
    expect(await browser.signIn()).toMatchObject(failed("untrusted"));
  });

  it("changed after it was signed signs nobody in", async () => {
    office.issuer.sign = async (claims) => {
      const [header, , signature] = (await signed(claims, office.issuer.key)).split(".");
      const changed = { ...claims, email: "vanthu@snv.daklak.example" };
      return unsigned(JSON.parse(Buffer.from(header ?? "", "base64url").toString()), changed, signature);
    };
    expect(await browser.signIn()).toMatchObject(failed("untrusted"));
  });
});

describe("an address", () => {
  it.each([
    ["not verified", { email_verified: false }, "unverified"],
    ["not verified, by word", { email_verified: "false" }, "unverified"],
    ["of which nobody says whether it is verified", { email_verified: undefined }, "unverified"],
    ["verified by something else than yes", { email_verified: 1 }, "unverified"],
    ["that is not there", { email: undefined }, "no-email"],
    ["that is none", { email: "vanthu" }, "no-email"],
    ["of another alphabet that looks the same in lower case", { email: "vanthu@\u212Ahcn.daklak.example" }, "no-email"],
  ])("%s signs nobody in", async (_title, change, why) => {
    office.issuer.person = { ...office.issuer.person, ...change };
    expect(await browser.signIn()).toMatchObject(failed(why));
    expect(browser.jar.has(SECRET)).toBe(false);
    expect(browser.started).toEqual([]);
  });

  it("is never put together of an ID token and what the issuer says elsewhere", async () => {
    office.issuer.forge = (claims) => ({ ...claims, email: "vanthu@snv.daklak.example", email_verified: undefined });
    await browser.signIn();
    expect(await browser.session()).toMatchObject({ principal: "vanthu@stc.daklak.example" });
  });

  it("of another person than the ID token's signs nobody in", async () => {
    office.issuer.tellsBy = "userinfo";
    office.issuer.forge = (claims) => ({ ...claims, sub: "person-2" });
    expect(await browser.signIn()).toMatchObject(failed("untrusted"));
  });
});

describe("the page to return to", () => {
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "evil.example",
    "/\t/evil.example",
    "/units\r\nset-cookie: a=b",
    "/sign-in?to=/",
    "/signed-in?code=1",
    "/sign-out",
    `/units?${"a".repeat(600)}`,
    "",
  ];

  it.each(elsewhere)("is the start when %j was asked for", async (to) => {
    expect(await browser.signIn(to)).toMatchObject({ status: 303, location: "/" });
  });

  it.each(elsewhere)("is the start for who is signed in already, when %j was asked for", async (to) => {
    await browser.signIn();
    for (const failure of ["", "&failed=lapsed"]) {
      const { body } = await browser.get(`/sign-in?to=${encodeURIComponent(to)}${failure}`);
      const links = [...body.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
      expect(links).toContain("/");
      expect(
        links.filter((href) => !/^(?:\/|#main|\/sessions|\/sign-in\?to=%2F(?:&#38;as=another)?)$/.test(href ?? "")),
      ).toEqual([]);
    }
  });

  it.each(elsewhere)("is the start when %j was put into the cookie", async (to) => {
    const link = office.issuer.signIn(await browser.start());
    const [name = ""] = browser.started;
    const kept = JSON.parse(Buffer.from(browser.jar.get(name) ?? "", "base64url").toString());
    browser.jar.set(name, Buffer.from(JSON.stringify({ ...kept, to })).toString("base64url"));
    expect(await browser.get(link)).toMatchObject({ status: 303, location: "/" });
  });

  it.each(["", "e30", "bm90IGpzb24", "%%%"])(
    "does not matter when its cookie holds %j: nobody is signed in",
    async (value) => {
      const link = office.issuer.signIn(await browser.start());
      browser.jar.set(browser.started[0] ?? "", value);
      expect(await browser.get(link)).toMatchObject(failed("lapsed"));
    },
  );
});

describe("what the issuer writes", () => {
  it("stands on no page and in no log", async () => {
    const words = "<script>alert(1)</script> vanthu@stc.daklak.example";
    const back = await browser.get(office.issuer.refuse(await browser.start(), words, words));
    expect(back).toMatchObject(failed("refused"));
    const { body } = await browser.get(back.location);
    expect(office.log).toContain("A sign-in failed.");
    for (const text of [office.log, body]) expect(text).not.toMatch(/alert\(1\)|vanthu/);
  });
});

describe("signing out", () => {
  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another site, by its page", { referer: "https://evil.example/x" }],
    ["nowhere", {}],
    ["a frame without an origin", { origin: "null" }],
    ["a neighbour, as the browser says", { origin: SITE, "sec-fetch-site": "same-site" }],
  ])("from %s is refused, and the session goes on", async (_title, headers: Record<string, string>) => {
    await browser.signIn();
    const { status, cookies, headers: got } = await browser.post("/sign-out", headers);
    expect(status).toBe(403);
    expect(cookies).toEqual([]);
    expect(got["refresh"]).toBeUndefined();
    expect(await browser.session()).toBeDefined();
  });
});
