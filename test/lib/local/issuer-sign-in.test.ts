import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test, vi } from "vitest";

import { audience } from "../../../lib/local/own-settings.ts";
import { authorizationUrl, Browser, endSessionUrl, issuerSite, pkce, redeem, signIn } from "./issuer-site.ts";
import type { Redemption } from "./openid-client-thread.ts";

const clerk = "vanthu@stp.example";
const codeOf = (url: URL) => url.searchParams.get("code") ?? "";

test("who is chosen comes back to the site, and the code is worth an ID token with the address", async () => {
  const { site, issuer, key } = await issuerSite();
  const back = await signIn(site, { address: clerk });
  expect(`${back.url.origin}${back.url.pathname}`).toBe(`${site}/signed-in`);
  expect(Object.fromEntries(back.url.searchParams)).toEqual({
    code: expect.any(String),
    state: "the-state",
    iss: issuer.url,
  });
  const { status, body } = await redeem(site, codeOf(back.url));
  expect([status, body["token_type"], body["scope"]]).toEqual([200, "Bearer", "openid email"]);
  const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`));
  const idToken = String(body["id_token"]);
  const { payload } = await jwtVerify(idToken, keys, { issuer: issuer.url, audience: audience });
  expect(payload).toMatchObject({ email: clerk, email_verified: true, nonce: "the-nonce" });
  expect(decodeProtectedHeader(idToken)).toEqual({ alg: "RS256", kid: key.keyId });
});

test("a person is the same subject in the sign-in's tokens and in the bearer tokens", async () => {
  const { site, issuer } = await issuerSite();
  const { url } = await signIn(site, { address: clerk });
  const subjectOf = (token: unknown) => JSON.parse(atob(String(token).split(".")[1] ?? "")).sub;
  const signedIn = subjectOf((await redeem(site, codeOf(url))).body["id_token"]);
  expect(signedIn).toBe(subjectOf(await issuer.token({ email: clerk })));
});

test.each([
  ["before the real time", Date.parse("2017-07-14T08:00:00+07:00")],
  ["at the real time", Date.now()],
  ["after the real time", Date.parse("2031-03-01T08:00:00+07:00")],
])("openid-client takes the ID token where the virtual clock is %s", async (_, nowMs) => {
  const { site, issuer, clock } = await issuerSite();
  clock.ms = nowMs;
  const back = await signIn(site, { address: clerk });
  const workerData: Redemption = {
    issuer: issuer.url,
    clientId: audience,
    callback: back.url.href,
    verifier: pkce.verifier,
    nowMs,
  };
  const thread = new Worker(new URL("openid-client-thread.ts", import.meta.url), { workerData });
  const [{ now, claims }] = await once(thread, "message");
  expect(now).toBe(new Date(nowMs).getUTCFullYear());
  expect(claims).toMatchObject({ email: clerk, email_verified: true });
  expect(claims.exp * 1000).toBeGreaterThan(Math.max(nowMs, Date.now()) + 59 * 60_000);
});

test.each([
  ["a verifier that does not fit", { code_verifier: `${pkce.verifier}x` }],
  ["another address to come back to", { redirect_uri: "http://127.0.0.1:1/signed-in" }],
  ["a code that was never given", { code: "made-up" }],
])("a code is not redeemed with %s", async (_, changed) => {
  const { site } = await issuerSite();
  const { url } = await signIn(site, { address: clerk });
  const { status, body } = await redeem(site, codeOf(url), changed);
  expect([status, body["error"]]).toEqual([400, "invalid_grant"]);
});

test("a code is redeemed once", async () => {
  const { site } = await issuerSite();
  const { url } = await signIn(site, { address: clerk });
  expect((await redeem(site, codeOf(url))).status).toBe(200);
  const again = await redeem(site, codeOf(url));
  expect([again.status, again.body["error"]]).toEqual([400, "invalid_grant"]);
});

test.each([
  ["without PKCE", { code_challenge: undefined, code_challenge_method: undefined }, "invalid_request"],
  ["with PKCE in clear", { code_challenge_method: "plain" }, "invalid_request"],
  ["without asking anybody", { prompt: "none" }, "login_required"],
])("a sign-in %s goes back to the site with an error", async (_, changed, error) => {
  const { site } = await issuerSite();
  const { url } = await new Browser().open(authorizationUrl(site, changed));
  expect([url.pathname, url.searchParams.get("error"), url.searchParams.get("state")]).toEqual([
    "/signed-in",
    error,
    "the-state",
  ]);
});

test.each([
  ["that would come back elsewhere", { redirect_uri: "http://127.0.0.1:1/signed-in" }, "invalid_redirect_uri"],
  ["that would come back to another page", (site: string) => ({ redirect_uri: `${site}/` }), "invalid_redirect_uri"],
  ["of a client that nobody knows", { client_id: "other" }, "invalid_client"],
])("a sign-in %s is refused by a page, and leads nowhere", async (_, changed, error) => {
  const { site } = await issuerSite();
  const asked = typeof changed === "function" ? changed(site) : changed;
  const page = await new Browser().open(authorizationUrl(site, asked));
  expect([page.status, page.url.pathname]).toEqual([400, "/local/issuer/auth"]);
  expect(page.text).toContain("Không đăng nhập được");
  expect(page.text).toContain(error);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
});

test("who signed in is asked again the next time, and may be another person", async () => {
  const { site } = await issuerSite();
  const browser = new Browser();
  await signIn(site, { address: clerk }, browser);
  const list = await browser.open(authorizationUrl(site));
  expect(list.text).toContain("Chọn người để đăng nhập");
  const { url } = await browser.open(list.url, { address: "vanthu@buon-don.example" });
  const { body } = await redeem(site, codeOf(url));
  const claims = JSON.parse(atob(String(body["id_token"]).split(".")[1] ?? ""));
  expect(claims.email).toBe("vanthu@buon-don.example");
});

test("a site may ask for it: `prompt=login` shows the list, and choosing answers it", async () => {
  const { site } = await issuerSite();
  const browser = new Browser();
  const list = await browser.open(authorizationUrl(site, { prompt: "login", ui_locales: "vi en" }));
  const { url } = await browser.open(list.url, { address: clerk });
  expect((await redeem(site, codeOf(url))).status).toBe(200);
});

test("two sign-ins side by side do not mix", async () => {
  const { site } = await issuerSite();
  const browser = new Browser();
  const [one, other] = [await browser.open(authorizationUrl(site)), await browser.open(authorizationUrl(site))];
  const second = await browser.open(other.url, { address: "vanthu@buon-don.example" });
  const first = await browser.open(one.url, { address: clerk });
  for (const [{ url }, email] of [
    [first, clerk],
    [second, "vanthu@buon-don.example"],
  ] as const) {
    const { body } = await redeem(site, codeOf(url));
    expect(JSON.parse(atob(String(body["id_token"]).split(".")[1] ?? ""))).toMatchObject({ email });
  }
});

test.each([
  ["verified, as it is typed", { address: " Nguoi.La@Noi-Khac.example " }, true],
  ["not verified", { address: "nguoi.la@noi-khac.example", unverified: "yes" }, false],
])("an address on no list may be taken: %s", async (_, form, verified) => {
  const { site } = await issuerSite();
  const { url } = await signIn(site, form);
  const { body } = await redeem(site, codeOf(url));
  const claims = JSON.parse(atob(String(body["id_token"]).split(".")[1] ?? ""));
  expect(claims).toMatchObject({ email: form.address.trim(), email_verified: verified });
});

test("what is no address is shown again with what was typed, and signs nobody in", async () => {
  const { site } = await issuerSite();
  const browser = new Browser();
  const page = await signIn(site, { address: 'so tu phap"', unverified: "yes" }, browser);
  expect(page.status).toBe(400);
  expect(page.text).toContain('value="so tu phap&#34;"  aria-invalid="true"');
  expect(page.text).toMatch(/name="unverified"[^>]* checked/);
  expect(page.text).toContain('role="alert"');
  expect((await browser.open(page.url, { address: clerk })).url.pathname).toBe("/signed-in");
});

test("who goes back signs nobody in, and the site is told", async () => {
  const { site } = await issuerSite();
  const { url } = await signIn(site, { do: "cancel" });
  expect([url.pathname, url.searchParams.get("error"), url.searchParams.get("state")]).toEqual([
    "/signed-in",
    "access_denied",
    "the-state",
  ]);
});

test("a list that was opened in another browser, or is used up, tells to begin again", async () => {
  const { site } = await issuerSite();
  const browser = new Browser();
  const list = await browser.open(authorizationUrl(site));
  expect((await new Browser().open(list.url, { address: clerk })).status).toBe(400);
  await browser.open(list.url, { address: clerk });
  const used = await browser.open(list.url, { address: clerk });
  expect([used.status, used.text.includes(`href="${site}/sign-in"`)]).toEqual([400, true]);
});

test("signing out leads back to the site without a question, with the state", async () => {
  const { site } = await issuerSite();
  const browser = new Browser();
  await signIn(site, { address: clerk }, browser);
  const asked = { client_id: audience, post_logout_redirect_uri: `${site}/`, state: "bye" };
  const { url } = await browser.open(endSessionUrl(site, asked));
  expect(url.href).toBe(`${site}/?state=bye`);
  const bare = await browser.open(endSessionUrl(site));
  expect(bare.url.href).toBe(`${site}/`);
});

test("signing out with an ID token as a hint works, too", async () => {
  const { site } = await issuerSite();
  const { url } = await signIn(site, { address: clerk });
  const { body } = await redeem(site, codeOf(url));
  const asked = { id_token_hint: String(body["id_token"]), post_logout_redirect_uri: `${site}/` };
  const left = await new Browser().open(endSessionUrl(site, asked));
  expect(left.url.href).toBe(`${site}/`);
});

test.each([
  ["that would lead elsewhere", { post_logout_redirect_uri: "https://evil.example/" }],
  ["of a client that nobody knows", { client_id: "other" }],
])("a sign-out %s is refused", async (_, changed) => {
  const { site } = await issuerSite();
  const asked = { client_id: audience, post_logout_redirect_uri: `${site}/`, ...changed };
  const page = await new Browser().open(endSessionUrl(site, asked));
  expect([page.status, page.url.pathname]).toEqual([400, "/local/issuer/session/end"]);
});

test("its cookies stay under its own path, out of reach of scripts", async () => {
  const { site } = await issuerSite();
  const browser = new Browser();
  await signIn(site, { address: clerk }, browser);
  expect(browser.cookies.length).toBeGreaterThan(0);
  for (const { name, path } of browser.cookies) {
    expect(path).toMatch(/^\/local\/issuer(\/|$)/);
    expect(name).not.toMatch(/^__/);
  }
  const { headers } = await fetch(authorizationUrl(site), { redirect: "manual" });
  for (const cookie of headers.getSetCookie()) expect(cookie).toMatch(/samesite=lax; httponly$/);
});

test("what the issuer says of itself is what its provider says", async () => {
  const { issuer } = await issuerSite();
  const read = async (name: string) => (await fetch(`${issuer.url}/.well-known/${name}`)).json();
  const own = (await read("openid-configuration")) as object;
  // The provider answers this address with the same description.
  expect(await read("oauth-authorization-server")).toMatchObject(own);
});

test("nothing is printed from the first request to the last", async () => {
  const { site } = await issuerSite();
  const printed = (["log", "info", "warn", "error", "debug"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );
  const streams = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  const { url } = await signIn(site, { address: clerk });
  await redeem(site, codeOf(url));
  await redeem(site, codeOf(url));
  await new Browser().open(authorizationUrl(site, { client_id: "other" }));
  await new Browser().open(endSessionUrl(site, { client_id: audience }));
  await new Browser().open(`${site}/local/issuer/nothing`);
  const calls = [...printed, ...streams].flatMap((spy) => spy.mock.calls);
  vi.restoreAllMocks();
  expect(calls).toEqual([]);
});
