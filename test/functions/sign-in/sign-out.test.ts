import { describe, expect, it } from "vitest";

import { SITE } from "./office.ts";
import { browser, office, openForEach } from "./open-office.ts";

openForEach();

describe("signing out", () => {
  it("ends the session in the table and takes the cookie: who copied it is out, too", async () => {
    await browser.signIn();
    const copy = office.browser();
    copy.jar.set("__Host-session", browser.jar.get("__Host-session") ?? "");
    const { status, cookies } = await browser.post("/sign-out");
    expect(status).toBe(200);
    expect(cookies).toEqual(["__Host-session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"]);
    expect(await copy.session()).toBeUndefined();
  });

  it("leads on to sign out at the issuer, by a page, and from there back to the start", async () => {
    await browser.signIn();
    const { headers, body } = await browser.post("/sign-out");
    const [, address = ""] = /^0;url=(.*)$/.exec(headers["refresh"] ?? "") ?? [];
    expect(address).toContain(`${office.issuer.url}/logout?`);
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
      client_id: "dung-han",
      post_logout_redirect_uri: `${SITE}/`,
      // As Cognito calls it.
      logout_uri: `${SITE}/`,
    });
    expect(body).toContain(`href="${address.replaceAll("&", "&#38;")}"`);
  });

  it("says that the issuer may remember somebody, where it has no place to sign out", async () => {
    office.issuer.description = { end_session_endpoint: undefined };
    await browser.signIn();
    const { status, headers, body } = await browser.post("/sign-out");
    expect(status).toBe(200);
    expect(headers["refresh"]).toBeUndefined();
    expect(body).toContain("Trên máy dùng chung, đề nghị đóng trình duyệt.");
    expect(await browser.session()).toBeUndefined();
  });

  it("works though the issuer does not answer", async () => {
    office.issuer.broken = ["/.well-known/openid-configuration"];
    const { body } = await browser.post("/sign-out");
    expect(body).toContain("Đã đăng xuất");
    expect(office.log).toContain("OAUTH_RESPONSE_IS_NOT_CONFORM");
  });

  it("twice is no fault", async () => {
    await browser.signIn();
    await browser.post("/sign-out");
    expect((await browser.post("/sign-out")).status).toBe(200);
  });
});
