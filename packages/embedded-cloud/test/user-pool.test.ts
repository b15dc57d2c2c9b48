import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";

import { back, changed, email, home, resources, standUpPool, Visitor } from "./pool-visitor.ts";

test("it says of itself what the service says, and not what the service leaves out", async () => {
  const { about, issuer } = await standUpPool();
  const { origin } = new URL(issuer);
  const domain = `${origin}/local/issuer/notes`;
  expect(issuer).toMatch(/\/local\/issuer\/ap-southeast-1_[0-9a-z]{9}$/);
  expect(about).toEqual({
    authorization_endpoint: `${domain}/oauth2/authorize`,
    end_session_endpoint: `${domain}/logout`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${domain}/oauth2/revoke`,
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint: `${domain}/oauth2/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    userinfo_endpoint: `${domain}/oauth2/userInfo`,
  });
});

test("who signs in comes back with a code and the state, and without a word of whose code it is", async () => {
  const visitor = await standUpPool();
  const to = await visitor.signIn();
  expect(`${to.origin}${to.pathname}`).toBe(back);
  expect(Object.fromEntries(to.searchParams)).toEqual({ code: expect.any(String), state: "s" });
});

test("the ID token has the address, the access token neither address nor audience; each is signed by its own key", async () => {
  const visitor = await standUpPool();
  const { id_token: idToken = "", access_token: accessToken = "", ...others } = await visitor.tokens({ nonce: "n" });
  expect(others).toEqual({ refresh_token: expect.any(String), expires_in: 1200, token_type: "Bearer" });
  const keys = createRemoteJWKSet(new URL(visitor.about["jwks_uri"] ?? ""));
  const { payload: id } = await jwtVerify(idToken, keys, { issuer: visitor.issuer, audience: visitor.client });
  const { payload: access } = await jwtVerify(accessToken, keys, { issuer: visitor.issuer });
  expect(decodeProtectedHeader(idToken)).toEqual({ alg: "RS256", kid: expect.any(String) });
  expect(decodeProtectedHeader(accessToken).kid).not.toBe(decodeProtectedHeader(idToken).kid);
  const half = createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
  const both = {
    iss: visitor.issuer,
    sub: id.sub,
    origin_jti: access["origin_jti"],
    event_id: access["event_id"],
    auth_time: access["auth_time"],
    iat: access.iat,
    exp: expect.any(Number),
    jti: expect.any(String),
  };
  expect(id).toEqual({
    ...both,
    at_hash: half,
    aud: visitor.client,
    token_use: "id",
    nonce: "n",
    email,
    email_verified: true,
    "cognito:username": id.sub,
  });
  expect(access).toEqual({
    ...both,
    version: 2,
    client_id: visitor.client,
    token_use: "access",
    scope: "openid email",
    username: id.sub,
  });
  expect([(id.exp ?? 0) - (id.iat ?? 0), (access.exp ?? 0) - (access.iat ?? 0)]).toEqual([1800, 1200]);
});

test("an ID token that is asked for holds by the virtual clock as well", async () => {
  const nowMs = Date.parse("2131-03-01T08:00:00+07:00");
  const { id_token: idToken = "" } = await (await standUpPool(resources, nowMs)).tokens();
  expect((decodeJwt(idToken).exp ?? 0) - nowMs / 1000).toBeGreaterThanOrEqual(1800);
});

test("the user info tells as text whether the address is verified, and whoever has no access token nothing", async () => {
  const visitor = await standUpPool();
  const { id_token: idToken, access_token: accessToken } = await visitor.tokens(
    {},
    { address: email, unverified: "yes" },
  );
  const asked = async (token: string | undefined) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(visitor.about["userinfo_endpoint"] ?? "", { headers });
    return [response.status, await response.json()];
  };
  const sub = decodeJwt(accessToken ?? "").sub;
  expect(await asked(accessToken)).toEqual([200, { sub, email, email_verified: "false", username: sub }]);
  expect(await asked(idToken)).toEqual([401, { error: "invalid_token" }]);
});

test("a client is told what it may read of a person, and no more", async () => {
  const visitor = await standUpPool(changed("Site", { ReadAttributes: ["email"] }));
  const claims = decodeJwt((await visitor.tokens())["id_token"] ?? "");
  expect([claims["email"], claims["email_verified"]]).toEqual([email, undefined]);
});

test("who signed in is asked no more, unless the site wants it; once signed out, he is asked again", async () => {
  const visitor = await standUpPool();
  await visitor.signIn();
  expect((await visitor.authorize()).location).toContain(`${back}?code=`);
  expect((await visitor.authorize({ prompt: "login" })).location).toContain("/login/");
  const left = await visitor.logout({ client_id: visitor.client, logout_uri: home, post_logout_redirect_uri: home });
  expect([left.status, left.location]).toEqual([302, home]);
  expect((await visitor.authorize()).location).toContain("/login/");
  expect((await visitor.authorize({ prompt: "none" })).location).toBe(`${back}?error=login_required&state=s`);
});

test.each([
  ["without saying where to", () => ({}), "logout_uri: got nothing"],
  [
    "as the standard has it, which it does not know",
    () => ({ post_logout_redirect_uri: home }),
    "logout_uri: got nothing",
  ],
  [
    "to a place that the client has not",
    () => ({ logout_uri: "https://evil.example/" }),
    "logout_uri: got https://evil.example/",
  ],
  ["by a client that is not there", () => ({ client_id: "other", logout_uri: home }), "client_id"],
])("signing out %s is refused, and forgets nobody", async (_what, asked, why) => {
  const visitor = await standUpPool();
  await visitor.signIn();
  const { status, text } = await visitor.logout({ client_id: visitor.client, ...asked() });
  expect([status, text.includes(why)]).toEqual([400, true]);
  expect((await visitor.authorize()).location).toContain("code=");
});

test.each([
  ["that would come back elsewhere", { redirect_uri: "https://evil.example/" }, "redirect_mismatch"],
  ["of a client that is not there", { client_id: "other" }, "unauthorized_client"],
  ["of a system", { client_id: "machine" }, "unauthorized_client"],
])("a sign-in %s leads nowhere", async (_what, more, error) => {
  const { status, text } = await (await standUpPool()).authorize(more);
  expect([status, text.includes(error)]).toEqual([400, true]);
});

test.each([
  ["for a scope that the client has not", { scope: "openid profile" }, "invalid_scope"],
  ["for a token at once", { response_type: "token" }, "unauthorized_client"],
  ["with PKCE in clear", { code_challenge: "c", code_challenge_method: "plain" }, "invalid_request"],
])("a sign-in %s goes back with an error", async (_what, more, error) => {
  expect((await (await standUpPool()).authorize(more)).location).toBe(`${back}?error=${error}&state=s`);
});

test("who goes back, or is nobody, is not let in; a list of another browser is none", async () => {
  const visitor = await standUpPool();
  const { location: list } = await visitor.authorize();
  expect((await visitor.ask(list, { address: "nobody" })).status).toBe(400);
  const another = new Visitor(visitor);
  expect((await another.ask(list, { address: email })).status).toBe(400);
  expect((await visitor.ask(list, { do: "cancel" })).location).toBe(`${back}?error=access_denied&state=s`);
  expect((await visitor.ask(list, { address: email })).status).toBe(400);
});

test("a code is worth tokens once, to its own client at its own address with its own verifier", async () => {
  const visitor = await standUpPool();
  const verifier = "v".repeat(43);
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const pkce = { code_challenge: challenge, code_challenge_method: "S256" };
  const code = async (more = {}) => (await visitor.signIn({ prompt: "login", ...more })).searchParams.get("code");
  const wrong = { status: 400, body: { error: "invalid_grant" } };
  const notWhoAsked = { status: 400, body: { error: "invalid_request" } };
  const stolen = await code(pkce);
  expect(await visitor.redeem(stolen, { code_verifier: `${verifier}x` })).toEqual(notWhoAsked);
  expect(await visitor.redeem(stolen, { code_verifier: verifier })).toEqual(wrong);
  expect(await visitor.redeem(await code(pkce))).toEqual(notWhoAsked);
  expect(await visitor.redeem(await code(), { redirect_uri: home })).toEqual(wrong);
  expect(await visitor.redeem(await code(), { client_id: "machine", client_secret: "hush" })).toEqual(wrong);
  const good = await code(pkce);
  expect((await visitor.redeem(good, { code_verifier: verifier })).status).toBe(200);
  expect(await visitor.redeem(good, { code_verifier: verifier })).toEqual(wrong);
});

test("a refresh token gives new tokens of the same sign-in, until it is given back", async () => {
  const visitor = await standUpPool();
  const { refresh_token = "", id_token = "" } = await visitor.tokens({ nonce: "n" });
  const again = () => visitor.token({ grant_type: "refresh_token", client_id: visitor.client, refresh_token });
  const { body } = await again();
  const [first, second] = [decodeJwt(id_token), decodeJwt(body["id_token"] ?? "")];
  expect([second["origin_jti"], second["auth_time"], second["nonce"]]).toEqual([
    first["origin_jti"],
    first["auth_time"],
    undefined,
  ]);
  expect(body).not.toHaveProperty("refresh_token");
  const given = { client_id: visitor.client, token: refresh_token };
  expect((await visitor.ask(visitor.about["revocation_endpoint"] ?? "", given)).status).toBe(200);
  expect(await again()).toEqual({ status: 400, body: { error: "invalid_grant" } });
});

test("a system gets a token that names it as subject and client, and no audience", async () => {
  const visitor = await standUpPool();
  const asked = { grant_type: "client_credentials", scope: "notes/read" };
  const { status, body } = await visitor.token(asked, "machine:hush");
  expect([status, body]).toEqual([200, { access_token: expect.any(String), expires_in: 3600, token_type: "Bearer" }]);
  const times = { iat: expect.any(Number), exp: expect.any(Number), auth_time: expect.any(Number) };
  expect(decodeJwt(body["access_token"] ?? "")).toEqual({
    ...times,
    iss: visitor.issuer,
    sub: "machine",
    client_id: "machine",
    token_use: "access",
    scope: "notes/read",
    version: 2,
    jti: expect.any(String),
  });
  const bySecretInForm = { grant_type: "client_credentials", client_id: "machine", client_secret: "hush" };
  const all = await visitor.token(bySecretInForm);
  expect(decodeJwt(all.body["access_token"] ?? "")["scope"]).toBe("notes/read notes/write");
});

test.each([
  ["with another secret", {}, "machine:loud", "invalid_client"],
  ["without a secret", { client_id: "machine" }, undefined, "invalid_client"],
  ["for a scope that it has not", { scope: "notes/burn" }, "machine:hush", "invalid_scope"],
  ["in another way", { grant_type: "password" }, "machine:hush", "unsupported_grant_type"],
])("a system that asks %s gets nothing", async (_what, more, basic, error) => {
  const answer = await (await standUpPool()).token({ grant_type: "client_credentials", ...more }, basic);
  expect(answer).toEqual({ status: 400, body: { error } });
});

test("who signs people in, and has no secret, gets no token for itself", async () => {
  const visitor = await standUpPool();
  const answer = await visitor.token({ grant_type: "client_credentials", client_id: visitor.client });
  expect(answer).toEqual({ status: 400, body: { error: "invalid_client" } });
});

test("tokens that are given without asking are like those that are asked for", async () => {
  const { pool, client } = await standUpPool();
  expect(decodeJwt(await pool.token({ email }))).toMatchObject({
    aud: client,
    token_use: "id",
    email,
    email_verified: true,
  });
  expect(decodeJwt(await pool.token({ email }, { audience: "other" }))).toMatchObject({ aud: "other", email });
  expect(decodeJwt(await pool.token({ clientId: "machine" }))).toMatchObject({ sub: "machine", client_id: "machine" });
  await expect(pool.token({ clientId: "machine" }, { audience: "site" })).rejects.toThrow("no audience; got site");
});
