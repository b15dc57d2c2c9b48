import { createHmac, createPublicKey } from "node:crypto";
import { SignJWT } from "jose";
import { expect, test } from "vitest";

import { Issuer } from "../src/gateway/issuer.ts";
import { issuerKey } from "../src/gateway/issuer-key.ts";
import { sharedSite, site } from "./gateway-site.ts";
import { startMs } from "./stand-ins.ts";

test("a token opens the door, and its claims stand in the event as texts", async () => {
  const { get, token, issuer } = await sharedSite({ "GET /me": "signed-in" });
  const answer = await get(`Bearer ${await token()}`);
  expect(answer.json().requestContext.authorizer).toEqual({
    jwt: {
      claims: {
        sub: expect.any(String),
        email: "vanthu@stp.daklak.example",
        email_verified: "true",
        token_use: "id",
        iss: issuer.url,
        aud: "site",
        iat: expect.stringMatching(/^\d+$/),
        exp: expect.stringMatching(/^\d+$/),
      },
      scopes: null,
    },
  });
});

test("a system's token carries its client id and scopes", async () => {
  const { get, issuer } = await sharedSite({ "GET /me": "signed-in" });
  const answer = await get(
    `Bearer ${await issuer.token({ clientId: "stp-system", scope: "site/api" }, { audience: "site" })}`,
  );
  expect(answer.json().requestContext.authorizer.jwt).toMatchObject({
    claims: { client_id: "stp-system", token_use: "access" },
    scopes: ["site/api"],
  });
});

test("a token outlives a virtual clock that is moved by months", async () => {
  const { get, token, movement } = await site({ "GET /me": "signed-in" });
  const bearer = `Bearer ${await token()}`;
  await movement.moveTo(startMs + 300 * 86_400_000);
  expect((await get(bearer)).status).toBe(200);
});

test.each([
  ["none", async () => undefined],
  ["an empty one", async () => "Bearer "],
  ["what is no token", async () => "Bearer abc"],
  ["an expired one", async ({ token }) => `Bearer ${await token({ ttlSeconds: -1 })}`],
  ["one for another audience", async ({ token }) => `Bearer ${await token({ audience: "elsewhere" })}`],
  [
    "one of another issuer's key",
    async ({ issuer }) => {
      const other = new Issuer({ url: issuer.url, audience: "site", key: await issuerKey(undefined) });
      return `Bearer ${await other.token({ email: "a@b.example" }, { audience: "site" })}`;
    },
  ],
  [
    "one that names another issuer",
    async ({ issuer, key }) => {
      return `Bearer ${await new Issuer({ url: `${issuer.url}2`, audience: "site", key }).token({ email: "a@b.example" }, { audience: "site" })}`;
    },
  ],
  [
    "one whose claims were changed",
    async ({ token }) => {
      const [head = "", claims = "", signature = ""] = (await token()).split(".");
      const changed = {
        ...JSON.parse(Buffer.from(claims, "base64url").toString()),
        email: "lanhdao@snv.daklak.example",
      };
      return `Bearer ${head}.${Buffer.from(JSON.stringify(changed)).toString("base64url")}.${signature}`;
    },
  ],
  [
    "one that is not signed (alg none)",
    async ({ token }) => {
      const claims = (await token()).split(".")[1] ?? "";
      return `Bearer ${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${claims}.`;
    },
  ],
  [
    "one signed with the public key as a secret (HS256)",
    async ({ token, key }) => {
      const pem = createPublicKey({ key: key.publicJwk, format: "jwk" }).export({ type: "spki", format: "pem" });
      const claims = (await token()).split(".")[1] ?? "";
      const head = Buffer.from(JSON.stringify({ alg: "HS256", typ: "JWT", kid: key.keyId })).toString("base64url");
      const signature = createHmac("sha256", pem).update(`${head}.${claims}`).digest("base64url");
      return `Bearer ${head}.${claims}.${signature}`;
    },
  ],
  [
    "one without an end",
    async ({ issuer, key }) => {
      const jwt = new SignJWT({ email: "a@b.example" }).setProtectedHeader({ alg: "RS256", kid: key.keyId });
      return `Bearer ${await jwt.setIssuer(issuer.url).setAudience("site").sign(key.sign)}`;
    },
  ],
] as [string, (fixture: Awaited<ReturnType<typeof site>>) => Promise<string | undefined>][])(
  "a route for the signed-in is shut to a token that is %s",
  async (_, bearerOf) => {
    const fixture = await sharedSite({ "GET /me": "signed-in" });
    const answer = await fixture.get(await bearerOf(fixture));
    expect([answer.status, answer.json()]).toEqual([401, { message: "Unauthorized" }]);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer\b/);
  },
);
